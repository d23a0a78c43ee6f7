import type { OperatorNode } from "@nn/core/component";

/** An LSTM in standard operators, which have the time first, the gates in the order i, o, f, g, and two biases. */
export function lstmOperators(inputs: number, units: number, returnSequences: boolean): OperatorNode[] {
  const all = 4 * units;
  const gates = { take: [0, 3, 1, 2] };
  const given = [
    { parameter: "weight", ...gates, transpose: [0, 2, 1], shape: [1, all, inputs] },
    { parameter: "recurrentWeight", ...gates, transpose: [0, 2, 1], shape: [1, all, units] },
    { parameter: "bias", ...gates, zeros: all, shape: [1, 2 * all] },
  ];
  const swap = { perm: [1, 0, 2] };
  const outputs = returnSequences ? ["directions"] : ["", "direction"];
  const lstm = [
    { operator: "Transpose", inputs: ["x"], integers: swap, outputs: ["steps"] },
    { operator: "LSTM", inputs: ["steps", ...given], integers: { hidden_size: units }, outputs },
  ];
  if (!returnSequences) {
    return [...lstm, { operator: "Squeeze", inputs: ["direction", { integers: [0] }], outputs: ["y"] }];
  }
  return [
    ...lstm,
    { operator: "Squeeze", inputs: ["directions", { integers: [1] }], outputs: ["outputs"] },
    { operator: "Transpose", inputs: ["outputs"], integers: swap, outputs: ["y"] },
  ];
}
