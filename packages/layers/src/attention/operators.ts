import type { Operand, OperatorNode, ValuesOperand } from "@nn/core/component";

/** Attention in standard operators, of all heads together: [examples, heads, steps, numbers of a head] between the projections. */
export function attentionOperators(steps: number, inputs: number, heads: number, causal: boolean): OperatorNode[] {
  const size = inputs / heads;
  const matrix = [inputs, inputs];
  const swap = { perm: [0, 2, 1, 3] };
  const projected = (name: "query" | "key" | "value", integers: { readonly perm: number[] }): OperatorNode[] => [
    product("x", { parameter: name, transpose: [1, 0, 2], shape: matrix }, name),
    { operator: "Add", inputs: [name, { parameter: `${name}Bias`, shape: [inputs] }], outputs: [name] },
    { operator: "Reshape", inputs: [name, { integers: [-1, steps, heads, size] }], outputs: [name] },
    { operator: "Transpose", inputs: [name], integers, outputs: [name] },
  ];
  return [
    ...projected("query", swap),
    ...projected("key", { perm: [0, 2, 3, 1] }),
    ...projected("value", swap),
    product("query", "key", "scores"),
    { operator: "Mul", inputs: ["scores", { values: [1 / Math.sqrt(size)] }], outputs: ["scores"] },
    ...(causal ? [{ operator: "Add", inputs: ["scores", maskOf(steps)], outputs: ["scores"] }] : []),
    { operator: "Softmax", inputs: ["scores"], integers: { axis: -1 }, outputs: ["shares"] },
    product("shares", "value", "heads"),
    { operator: "Transpose", inputs: ["heads"], integers: swap, outputs: ["heads"] },
    { operator: "Reshape", inputs: ["heads", { integers: [-1, steps, inputs] }], outputs: ["heads"] },
    product("heads", { parameter: "output", shape: matrix }, "sum"),
    { operator: "Add", inputs: ["sum", { parameter: "outputBias" }], outputs: ["y"] },
  ];
}

const product = (one: Operand, other: Operand, output: string): OperatorNode => ({
  operator: "MatMul",
  inputs: [one, other],
  outputs: [output],
});

/** What is added to the scores of a step, row by row: nothing to those of steps until then, and −∞ to those of later ones. */
function maskOf(steps: number): ValuesOperand {
  const isLater = (i: number): boolean => i % steps > Math.floor(i / steps);
  const values = Array.from({ length: steps * steps }, (_, i) => (isLater(i) ? Number.NEGATIVE_INFINITY : 0));
  return { values, shape: [steps, steps] };
}
