import type { LearningRate } from "@nn/core/component";

/**
 * An optimizer's name, as a report shows it: `"Adam(learningRate 0.001)"`.
 *
 * @param others - Further settings that are to be seen: `", momentum 0.9"`.
 */
export function rated(kind: string, rate: LearningRate, others = ""): string {
  return `${kind}(learningRate ${typeof rate === "number" ? rate : "by step"}${others})`;
}
