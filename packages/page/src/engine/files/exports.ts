import { english, french, getByName, type RenderOptions, toLatex, toMarkdown } from "@nn/explain";
import type { State } from "../../state/state.js";
import type { Look } from "../look.js";
import type { Tape } from "../tape.js";
import { networkFile } from "./network-file.js";
import { programOf } from "./program.js";

export type ExportKind = "markdown" | "latex" | "csv" | "program" | "network";

/** The explanation as the command writes it, the history, or a program that makes the same training. */
export function exported(kind: ExportKind, tape: Tape, state: State, seen: Look): string {
  const options = optionsOf(state);
  switch (kind) {
    case "markdown":
      return toMarkdown(seen.explanation, options);
    case "latex":
      return toLatex(seen.explanation, options);
    case "csv":
      return historyOf(tape, state);
    case "program":
      return programOf(state);
    case "network":
      tape.go(state.at.step);
      return networkFile(tape.training);
  }
}

/** As the command is asked for them. */
function optionsOf({ look }: State): RenderOptions {
  const language = look.language === "fr" ? french : english;
  return {
    language,
    elementary: look.detail === "elementary",
    ...(look.rounding === "exact" && { digits: look.digits }),
  };
}

/** The mean loss and all parameters before the first epoch, and after each one so far. */
function historyOf(tape: Tape, { at }: State): string {
  const { network, order } = tape.training;
  const end = Math.floor(at.step / order.steps);
  const lines: string[] = [];
  for (let epoch = 0; epoch <= end; epoch++) {
    tape.go(epoch * order.steps);
    const values = getByName(network);
    if (epoch === 0) lines.push(["epoch", "loss", ...Object.keys(values)].join());
    lines.push([epoch, tape.losses[epoch], ...Object.values(values)].join());
  }
  tape.go(at.step);
  return `${lines.join("\n")}\n`;
}
