import type { OperatorNode } from "@nn/core/component";

/** Batch normalization in standard operators. @param length - How many dimensions an example has. */
export function normalizationOperators(length: number, epsilon: number): OperatorNode[] {
  const numbers = [{ parameter: "gamma" }, { parameter: "beta" }, { state: "movingMean" }, { state: "movingVariance" }];
  const normalized = (from: string, to: string): OperatorNode => {
    return { operator: "BatchNormalization", inputs: [from, ...numbers], floats: { epsilon }, outputs: [to] };
  };
  if (length === 1) return [normalized("x", "y")];
  // The operator has the features behind the examples, and the places behind those.
  const places = Array.from({ length: length - 1 }, (_, axis) => axis + 1);
  const [there, back] = [{ perm: [0, length, ...places] }, { perm: [0, ...places.map((axis) => axis + 1), 1] }];
  return [
    { operator: "Transpose", inputs: ["x"], integers: there, outputs: ["features"] },
    normalized("features", "normalized"),
    { operator: "Transpose", inputs: ["normalized"], integers: back, outputs: ["y"] },
  ];
}
