#!/usr/bin/env node
import { processSystem } from "./program/system/process-system.js";
import { runCommand } from "./run-command.js";

process.exitCode = await runCommand(process.argv.slice(2), processSystem());
