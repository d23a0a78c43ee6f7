import type { Arguments } from "../command/arguments.js";
import { train } from "./train.js";

/** Does what the command line asks for. */
export async function perform(chosen: Arguments): Promise<void> {
  switch (chosen.mode) {
    case "train":
      return train(chosen);
    // Imported when asked for, as they bring a library for formulas along.
    case "neuron":
      return (await import("./neuron.js")).showNeuron(chosen);
    case "explain":
      return (await import("./explain.js")).explainPart(chosen);
    case "penguins":
      return (await import("./penguins.js")).trainOnPenguins(chosen);
    case "load":
      return (await import("./kept.js")).predictWithSaved(chosen);
    case "sheets":
      return (await import("./sheets.js")).writeSheets(chosen);
  }
}
