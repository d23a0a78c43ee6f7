import type { Instruction } from "../../record/instruction.js";
import type { Local } from "../binary/writer.js";
import type { Code } from "./code.js";

/** Writes down what an instruction does. `numbers` are those of it that are no sizes. */
export type Operation = (code: Code, instruction: Instruction, numbers: (index: number) => Local) => void;

/** Operations by their codes. */
export type Operations = Readonly<Record<number, Operation>>;
