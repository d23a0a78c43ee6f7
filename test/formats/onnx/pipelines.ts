import { Sequential, seededRandom } from "@nn/core";
import { type Layer, type Shape, uniform } from "@nn/core/component";
import {
  CategoryCode,
  type ClassAnswer,
  label,
  logarithm,
  mean,
  minMax,
  mostFrequent,
  NumberCode,
  numeric,
  oneHot,
  ordinal,
  Pipeline,
  type PipelineOptions,
  type RawRow,
  robust,
  type Scaling,
} from "@nn/data";
import {
  BatchNormalization,
  Conv2D,
  Dense,
  Embedding,
  Flatten,
  identity,
  LSTM,
  MaxPooling2D,
  Residual,
  relu,
  sigmoid,
  softmax,
  tanh,
} from "@nn/layers";

/** A network with a pipeline, rows that it answers, and rows that it refuses. */
export interface Piped {
  readonly name: string;
  readonly network: Sequential;
  readonly rows: readonly RawRow[];
  readonly refused: readonly RawRow[];
  /** Rows with numbers that float32 doesn't have, which it refuses in that format. */
  readonly tooLarge: readonly RawRow[];
}

/** What the pipelines learn from. */
const LEARNT: readonly RawRow[] = [
  { mass: 3750, bill: 39.1, island: "Torgersen", size: "small", year: 2007, sex: "male", kind: "A", price: 12 },
  { mass: 3800, bill: 39.5, island: "Torgersen", size: "large", year: 2007, sex: "female", kind: "B", price: 950 },
  { mass: 5200, bill: null, island: "Biscoe", size: "medium", year: 2008, sex: "male", kind: "C", price: 70.5 },
  { mass: 4675, bill: 46.2, island: "Dream", size: "medium", year: 2009, sex: "female", kind: "A", price: 3 },
  { mass: null, bill: 50.0, island: null, size: "large", year: 2009, sex: "male", kind: "B", price: 4100 },
];
const [TORGERSEN, , BISCOE, DREAM, GAPS] = LEARNT as [RawRow, RawRow, RawRow, RawRow, RawRow];

function piped(
  name: string,
  options: PipelineOptions,
  layers: (inputs: number) => readonly Layer[],
  rows: Rows,
  given?: Given,
): Piped {
  return networkOf(name, Pipeline.fit(LEARNT, options) as Pipeline, layers, rows, given);
}

/** Rows that are answered, those that are refused, and those that float32 can't hold. */
type Rows = readonly [readonly RawRow[], readonly RawRow[], (readonly RawRow[])?];

/** What a network has that isn't drawn or usual. */
interface Given {
  readonly inputShape?: Shape;
  readonly parameters?: Readonly<Record<string, readonly number[]>>;
}

function networkOf(
  name: string,
  pipeline: Pipeline,
  layers: (inputs: number) => readonly Layer[],
  [rows, refused, tooLarge = []]: Rows,
  { inputShape = [pipeline.inputSize], parameters: own }: Given = {},
): Piped {
  const made = new Sequential([...layers(pipeline.inputSize)], { seed: name, pipeline, inputShape });
  const network = made as unknown as Sequential;
  if (own !== undefined) network.setParameters(own);
  // What answers all rows alike is drawn again, as it shows little.
  for (let draw = 0; own === undefined && (draw === 0 || fewestLabels({ network, rows }) < 2); draw++) {
    const random = seededRandom(`${name} ${draw}`);
    const parameters = network.getParameters();
    for (const [key, values] of Object.entries(parameters)) {
      const [least, most] = key.endsWith("movingVariance") ? [0.5, 2] : [-1.5, 1.5];
      parameters[key] = values.map(() => uniform(random, least, most));
    }
    network.setParameters(parameters);
  }
  return { name, network, rows, refused, tooLarge };
}

/** How many labels, or numbers, the rows are answered with: of the target that has the fewest. */
export function fewestLabels({ network, rows }: Pick<Piped, "network" | "rows">): number {
  const { targetColumns } = network.pipeline as Pipeline;
  const answers = network.predict(rows as never) as unknown as readonly Readonly<Record<string, unknown>>[];
  const counts = targetColumns.map(({ column }) => {
    const own = answers.map((answer) => (targetColumns.length === 1 ? answer : answer[column]));
    return new Set(own.map((answer) => (answer as Partial<ClassAnswer>).label ?? answer)).size;
  });
  return Math.min(...counts);
}

/** The same network in the format of its file. */
export function asFloat32(network: Sequential): Sequential {
  const pipeline = network.pipeline as Pipeline;
  const { inputShape } = network.stack;
  const narrow = new Sequential([...network.layers], { dtype: "float32", pipeline, inputShape });
  narrow.setParameters(network.getParameters());
  return narrow as unknown as Sequential;
}

const UNSCALED: Scaling = { name: "unscaled", formula: "x", inverse: "y", constants: {} };
const numbers = { mass: numeric({ missing: mean }), bill: numeric({ missing: 44, indicator: true }) };
const dense =
  (units: number, activation = softmax) =>
  (inputs: number) => [new Dense<number, number>(inputs, 4, { activation: tanh }), new Dense(4, units, { activation })];

/** All kinds of columns and answers, and layers of other shapes behind them. */
export const pipelines: readonly Piped[] = [
  piped(
    "numbers only, label from one sigmoid output",
    { inputs: { year: numeric(), price: numeric({ scale: logarithm }) }, target: { sex: label(["male", "female"]) } },
    (inputs) => [new Dense<number, number>(inputs, 3, { activation: relu }), new Dense(3, 1)],
    [
      LEARNT,
      [
        { ...TORGERSEN, price: -5 },
        { ...TORGERSEN, year: null },
      ],
    ],
  ),
  piped(
    "gaps with an indicator, label from one logit",
    { inputs: numbers, target: { sex: label(["male", "female"]) }, outputs: "logits" },
    dense(1, identity),
    [LEARNT, []],
  ),
  piped(
    "one-hot with unknown categories and gaps, three labels",
    { inputs: { island: oneHot({ unknown: "zeros", missing: mostFrequent }), mass: numbers.mass }, target: "kind" },
    dense(3),
    [[...LEARNT, { ...DREAM, island: "Java" }], []],
  ),
  piped(
    "one-hot that refuses, labels from logits",
    { inputs: { island: oneHot(), size: ordinal(["small", "medium", "large"]) }, target: "kind", outputs: "logits" },
    dense(3, identity),
    [
      [TORGERSEN, BISCOE, DREAM],
      [{ ...DREAM, island: "Java" }, GAPS, { ...DREAM, size: "huge" }],
    ],
  ),
  piped(
    "a regression in the column's own unit",
    { inputs: { ...numbers, island: oneHot({ missing: "zeros" }) }, target: { price: numeric({ scale: robust }) } },
    dense(1, identity),
    [LEARNT, [{ ...DREAM, island: "Java" }]],
  ),
  piped(
    "several targets, numbers as labels",
    {
      inputs: { mass: numbers.mass, year: oneHot() },
      target: { year: label(), price: numeric({ scale: logarithm }), sex: label() },
      outputs: "logits",
    },
    dense(5, identity),
    [LEARNT, [{ ...DREAM, year: 1999 }]],
  ),
  piped(
    "layers that normalize and add, smallest and largest",
    { inputs: { mass: numeric({ scale: minMax, missing: 0 }), price: numeric({ scale: minMax }) }, target: "kind" },
    (inputs) => [
      new Residual([new Dense<number, number>(inputs, 3), new Dense<number, number>(3, inputs)]),
      new BatchNormalization(),
      new Dense(inputs, 3, { activation: softmax }),
    ],
    [LEARNT, [{ ...TORGERSEN, price: null }]],
  ),
  piped(
    "columns as an image",
    { inputs: { ...numbers, year: numeric() }, target: { sex: label(["male", "female"]) } },
    () => [
      new Conv2D(1, 2, { kernelSize: 2, padding: "same", activation: relu }),
      new MaxPooling2D(2),
      new Flatten(),
      new Dense(2, 1),
    ],
    [LEARNT, [{ ...DREAM, year: null }]],
    { inputShape: [2, 2, 1] },
  ),
  piped(
    "columns as steps, whose numbers are rows of a table",
    {
      inputs: { island: ordinal(undefined, { missing: "zeros" }), size: ordinal(["small", "medium", "large"]) },
      target: "kind",
    },
    () => [new Embedding(3, 2), new LSTM(2, 3), new Dense(3, 3, { activation: softmax })],
    [LEARNT, [{ ...DREAM, size: null }]],
  ),
  piped(
    "numbers and answers that grow too large",
    {
      inputs: { mass: numeric({ scale: UNSCALED, missing: 4000 }) },
      target: { price: numeric({ scale: logarithm }), sex: label() },
      outputs: "logits",
    },
    (inputs) => [
      // What comes in as infinity goes out as a number.
      new Dense<number, number>(inputs, 3, { activation: sigmoid }),
      new Residual([new Dense<number, number>(3, 3, { activation: identity })]),
      new Dense(3, 2, { activation: identity }),
    ],
    [
      [...LEARNT, { mass: -1 }, { mass: 0.5 }],
      [],
      [{ mass: 1e39 }, { mass: -1e39 }, { mass: 3.5e38 }, { mass: Number.POSITIVE_INFINITY }],
    ],
  ),
  piped(
    "an answer without a value in its unit",
    {
      inputs: { mass: numeric({ scale: UNSCALED }) },
      target: { price: numeric({ scale: logarithm }), sex: label() },
      outputs: "logits",
    },
    (inputs) => [new Dense<number, number>(inputs, 2, { activation: identity })],
    [[-1, 0, 1].map((mass) => ({ mass })), [{ mass: 1e5 }]],
    { parameters: { "0.weight": [1, 1], "0.bias": [0, 0] } },
  ),
  piped(
    "whole numbers that are rows of a table, and others",
    { inputs: { mass: numeric({ scale: UNSCALED }) }, target: "kind" },
    () => [new Embedding(3, 2), new Flatten(), new Dense(2, 3, { activation: softmax })],
    [[0, 1, 2].map((mass) => ({ mass })), [-1, -0.5, 0.5, 1.5, 3, 1e39, null].map((mass) => ({ mass }))],
  ),
  piped(
    "answers that are no probabilities",
    {
      inputs: { island: oneHot({ unknown: "zeros" }), mass: numeric({ scale: UNSCALED, missing: 0 }) },
      target: { kind: label(), sex: label() },
    },
    (inputs) => [new Dense<number, number>(inputs, 4, { activation: identity })],
    [
      [
        { island: "Biscoe", mass: 0 },
        { island: "Dream", mass: null },
        { island: "Dream", mass: -0.5 },
      ],
      [
        { island: "Torgersen", mass: 0 },
        { island: "Java", mass: 0.5 },
        { island: "Biscoe", mass: 0.9 },
        { island: "Biscoe", mass: -0.3 },
      ],
    ],
    {
      parameters: {
        "0.weight": [...[1, 0, 0, 0.2], ...[0.2, 0.5, 0.3, 0.9], ...[0.5, 0.5, 0.5, 0.5], ...[0, 0, 0, 1]],
      },
    },
  ),
  networkOf(
    "formulas and codes of one's own",
    new Pipeline({
      inputs: [
        {
          column: "price",
          code: new NumberCode({
            ...{ name: "steps", formula: "x < low ? -1 : min(x, high) / max(1, high) + floor(sqrt(abs(x)))^2" },
            ...{ inverse: "y", constants: { low: -3.5, high: 100 }, missing: null, indicator: false },
          }),
        },
        {
          column: "island",
          code: new CategoryCode({
            ...{
              name: "own",
              categories: ["Biscoe", "", " Dream", true, 3],
              codes: [
                [1, 0],
                [2, 0],
                [3, 0],
                [0, 4],
                [0, 5],
              ],
            },
            ...{ unknown: [-1, -1], missing: [0.5, 0.5] },
          }),
        },
      ],
      targets: [
        {
          column: "sex",
          code: new CategoryCode({
            ...{ name: "label", categories: [false, true], codes: [[0], [1]], unknown: null, missing: null },
          }),
        },
      ],
    }),
    (inputs) => [new Dense(inputs, 1)],
    [
      ["Biscoe", "", "Dream", "true", "3", "Java"].map((island, i) => ({ island, price: 40 * i - 50 })),
      [{ island: "Biscoe", price: null }],
    ],
  ),
];
