import { presets } from "./presets.js";
import { toRule } from "./rules.js";
import type { DataState, ModelState, State } from "./state.js";

/** Data with a training of their own. */
export interface PresetTraining {
  readonly data: DataState;
  readonly model: Partial<ModelState>;
}

/** The exclusive or, from first weights from which two neurons don't learn it, and four do. */
export const stuck: PresetTraining = {
  data: presets.xor,
  model: {
    sizes: [2, 2, 1],
    activations: ["tanh", "sigmoid"],
    loss: "meanSquaredError",
    optimizer: toRule("sgd", { learningRate: 0.5 }),
    batch: 1,
    order: "fixed",
    start: "normal",
    seed: "4",
  },
};

/** Whether a state's training is that one. */
export function isTraining({ data, model }: Pick<State, "data" | "model">, other: PresetTraining): boolean {
  return JSON.stringify([data, { ...model, ...other.model }]) === JSON.stringify([other.data, model]);
}
