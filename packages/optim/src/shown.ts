import type { LearningRate } from "@nn/core/component";

/** An optimizer's name, as a report shows it: `"Adam(learningRate 0.001)"`. */
export function rated(kind: string, rate: LearningRate): string {
  return `${kind}(learningRate ${typeof rate === "number" ? rate : "by step"})`;
}
