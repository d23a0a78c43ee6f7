import { people } from "./presets.js";
import type { State } from "./state.js";

/** The lab's section 0.4: the gradients of Alice, all weights 1 and all biases 0. */
export function section04(language: "en" | "fr"): State {
  return {
    data: people,
    model: {
      sizes: [2, 2, 1],
      activations: ["sigmoid", "sigmoid"],
      loss: "meanSquaredError",
      rule: "sgd",
      learningRate: 0.1,
      start: "ones",
      seed: "lab-0",
    },
    edits: [],
    at: { step: 0, phase: 3, epochs: 1000 },
    selected: { parameter: "w1", lit: null },
    look: { language, theme: "auto", digits: 4, rounding: "exact", detail: "neurons" },
  };
}
