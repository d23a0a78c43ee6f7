import { train } from "./commands/train.js";
import type { Command } from "./program/command.js";

/** All commands, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [train];
