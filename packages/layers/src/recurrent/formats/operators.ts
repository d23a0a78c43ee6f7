import type { Arrangement, OperatorNode } from "@nn/core/component";
import type { Cell } from "../cell.js";

/** A recurrent layer, which others have with the same sizes. */
export interface RecurrentSizes {
  readonly inputs: number;
  readonly units: number;
  readonly returnSequences: boolean;
}

/** One that may begin with a state that is learnt. */
export interface BegunSizes extends RecurrentSizes {
  readonly learnInitialState: boolean;
}

/** The operator of the standard that does the same. */
export interface RecurrentOperator {
  readonly operator: string;
  /** Its gates, by their numbers here. */
  readonly gates: readonly number[];
  readonly integers?: Readonly<Record<string, number>>;
}

/** A matrix for each gate, turned and below each other. */
export function gatesBelow(gates: readonly number[]): Arrangement {
  return gates.length === 1 ? { transpose: [1, 0] } : { take: gates, transpose: [0, 2, 1] };
}

/** Biases of the gates in their order, for the inputs' share and perhaps for that of the outputs. */
export function biasesOf(gates: readonly number[], { biases }: Cell): readonly number[] {
  return biases > gates.length ? [...gates, ...gates.map((gate) => gate + gates.length)] : gates;
}

/** A recurrent layer in standard operators, which have the time first, and a bias for each share of a gate's sum. */
export function operatorsOf(
  { inputs, units, returnSequences, learnInitialState }: BegunSizes,
  cell: Cell,
  { operator, gates, integers }: RecurrentOperator,
): OperatorNode[] {
  const all = gates.length * units;
  const matrices = gatesBelow(gates);
  const rows = biasesOf(gates, cell);
  const order = rows.length > 1 && { take: rows };
  const missing = rows.length > gates.length ? {} : { zeros: all };
  const given = [
    { parameter: "weight", ...matrices, shape: [1, all, inputs] },
    { parameter: "recurrentWeight", ...matrices, shape: [1, all, units] },
    { parameter: "bias", ...order, ...missing, shape: [1, 2 * all] },
  ];
  const swap = { perm: [1, 0, 2] };
  const outputs = returnSequences ? ["directions"] : ["", "direction"];
  const states = learnInitialState ? statesOf(units, 1 + cell.carried) : [];
  const lengths = "";
  const begun = states.length > 0 ? [lengths, ...states.flatMap(({ outputs }) => outputs)] : [];
  const layer = [
    { operator: "Transpose", inputs: ["x"], integers: swap, outputs: ["steps"] },
    ...(states.length > 0 ? [...COUNT, ...states] : []),
    { operator, inputs: ["steps", ...given, ...begun], integers: { hidden_size: units, ...integers }, outputs },
  ];
  if (!returnSequences) {
    return [...layer, { operator: "Squeeze", inputs: ["direction", { integers: [0] }], outputs: ["y"] }];
  }
  return [
    ...layer,
    { operator: "Squeeze", inputs: ["directions", { integers: [1] }], outputs: ["outputs"] },
    { operator: "Transpose", inputs: ["outputs"], integers: swap, outputs: ["y"] },
  ];
}

/** How many examples there are, [1, examples, 1], of sequences with the time first. */
const COUNT: readonly OperatorNode[] = [
  { operator: "Shape", inputs: ["steps"], integers: { start: 1, end: 2 }, outputs: ["examples"] },
  {
    operator: "Concat",
    inputs: [{ integers: [1] }, "examples", { integers: [1] }],
    integers: { axis: 0 },
    outputs: ["count"],
  },
];

/** The states before the first time step, each for all examples: [1, examples, units]. */
function statesOf(units: number, count: number): OperatorNode[] {
  return Array.from({ length: count }, (_, state) => {
    const own = { parameter: "initialState", ...(count > 1 && { take: [state] }), shape: [1, 1, units] };
    return { operator: "Expand", inputs: [own, "count"], outputs: [`state ${state}`] };
  });
}
