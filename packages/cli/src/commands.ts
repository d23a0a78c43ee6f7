import { bench } from "./commands/bench.js";
import { check } from "./commands/check.js";
import { compare } from "./commands/compare.js";
import { completion } from "./commands/completion.js";
import { describe } from "./commands/describe.js";
import { evaluate } from "./commands/evaluate.js";
import { tell } from "./commands/explain.js";
import { hand } from "./commands/export.js";
import { take } from "./commands/import.js";
import { begin } from "./commands/new.js";
import { workshop } from "./commands/page.js";
import { predict } from "./commands/predict.js";
import { sweepCollect } from "./commands/sweep/collect.js";
import { sweepManifest } from "./commands/sweep/manifest.js";
import { sweepServe } from "./commands/sweep/serve.js";
import { sweep } from "./commands/sweep/sweep.js";
import { worker } from "./commands/sweep/worker.js";
import { train } from "./commands/train.js";
import { sheet } from "./commands/worksheet.js";
import type { Command } from "./program/command.js";

/** All commands, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  begin,
  train,
  predict,
  evaluate,
  describe,
  tell,
  sheet,
  workshop,
  check,
  compare,
  hand,
  take,
  sweep,
  sweepServe,
  worker,
  sweepManifest,
  sweepCollect,
  bench,
  completion,
];
