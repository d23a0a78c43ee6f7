import { type Activation, type Layer, OptionError } from "@nn/core/component";
import {
  type ColumnMaker,
  label,
  logarithm,
  mean,
  median,
  minMax,
  mostFrequent,
  numeric,
  oneHot,
  ordinal,
  Pipeline,
  type RawRow,
  robust,
  shift,
  standardize,
} from "@nn/data";
import { identity, sigmoid, softmax } from "@nn/layers";
import fc from "fast-check";
import { layersBetween } from "./stacks.js";

/** A pipeline with the layers of its network, and rows to be answered. */
export interface RandomPipeline {
  readonly pipeline: Pipeline;
  readonly layers: readonly Layer[];
  readonly rows: readonly RawRow[];
}

/** Cells of a column, and how they may be prepared. */
interface Column {
  readonly cells: fc.Arbitrary<string | number | boolean | null>;
  readonly maker: fc.Arbitrary<ColumnMaker>;
}

const ROWS = 12;
/** Halves and tenths of any size: numbers as tables have them, and awkward ones. */
const number = fc.oneof(
  fc.integer({ min: -50, max: 5000 }).map((n) => n / 10),
  fc.double({ min: -0.9, max: 1e6, noNaN: true }),
);
const measure = number.filter((n) => n > -1);
const scale = fc.constantFrom(standardize, minMax, robust, logarithm, shift([0.1]));
const filling = fc.constantFrom(mean, median, mostFrequent<number>, 0, -0.5);
const word = fc.constantFrom("north", "süd", "__proto__", "constructor", 'a "quoted" one', "1", "\u{1f427}");

const INPUTS: readonly Column[] = [
  { cells: measure, maker: scale.map((scale) => numeric({ scale })) },
  { cells: measure.map(String), maker: fc.constant(numeric()) },
  {
    cells: fc.option(measure, { freq: 3 }),
    maker: fc
      .tuple(scale, filling, fc.boolean())
      .map(([scale, missing, indicator]) => numeric({ scale, missing, indicator })),
  },
  { cells: word, maker: fc.constant(oneHot({ unknown: "zeros" })) },
  {
    cells: fc.option(word, { freq: 3 }),
    maker: fc.constantFrom("zeros" as const, mostFrequent).map((missing) => oneHot({ missing, unknown: "zeros" })),
  },
  { cells: fc.constantFrom(true, false, 3, "3.5"), maker: fc.constant(oneHot({ unknown: "zeros" })) },
  {
    cells: fc.constantFrom("small", "medium", null),
    maker: fc.constant(ordinal(["small", "medium", "large"], { missing: "zeros" })),
  },
];

interface Target {
  readonly maker: () => ColumnMaker;
  readonly cell: (row: number) => string | number;
  readonly last: Activation;
  readonly outputs?: "probabilities" | "logits";
}

const two = (row: number) => ["F", "M"][row % 2]!;
const three = (row: number) => [10, 9, 2][row % 3]!;
const amount = (row: number) => 100 * row - 0.3;
const TARGETS: readonly Target[] = [
  { maker: () => label(), cell: two, last: sigmoid },
  { maker: () => label(["M", "F"]), cell: two, last: identity, outputs: "logits" },
  { maker: () => label(), cell: three, last: softmax },
  { maker: () => label(), cell: three, last: identity, outputs: "logits" },
  { maker: () => numeric(), cell: amount, last: identity },
  { maker: () => numeric({ scale: logarithm }), cell: (row) => amount(row + 1), last: identity },
];

/** Some columns by letters, with cells for all rows. */
const inputs = fc
  .array(fc.constantFrom(...INPUTS), { minLength: 1, maxLength: 5 })
  .chain((columns) =>
    fc.tuple(
      ...columns.map(({ cells, maker }) => fc.tuple(fc.array(cells, { minLength: ROWS, maxLength: ROWS }), maker)),
    ),
  );

/** Targets that have one last activation in common, as a network has. */
const targets = fc
  .array(fc.constantFrom(...TARGETS), { minLength: 1, maxLength: 2 })
  .map(([first, second]) => (second?.last === identity && first?.last === identity ? [first, second] : [first!]));

/** `undefined` for cells that can't be learnt from: gaps alone. */
function fitted(columns: readonly (readonly [readonly unknown[], ColumnMaker])[], aims: readonly Target[]) {
  const name = (i: number) => "abcdefgh"[i]!;
  const rows = Array.from({ length: ROWS }, (_, row) =>
    Object.fromEntries([
      ...columns.map(([cells], i) => [name(i), cells[row]]),
      ...aims.map(({ cell }, i) => [`target ${i}`, cell(row)]),
    ]),
  ) as RawRow[];
  try {
    const pipeline = Pipeline.fit(rows, {
      inputs: Object.fromEntries(columns.map(([, maker], i) => [name(i), maker])),
      target: Object.fromEntries(aims.map(({ maker }, i) => [`target ${i}`, maker()])),
      outputs: aims.find(({ outputs }) => outputs)?.outputs ?? "probabilities",
    }) as unknown as Pipeline;
    return { pipeline, rows };
  } catch (error) {
    // Columns of gaps alone, or of one number where a spread is wanted.
    if ((error as Error).name === "DataError" && !(error instanceof OptionError)) return undefined;
    throw error;
  }
}

/** Pipelines of one to five columns of any kind, with one or two targets, and a network for each. */
export const randomPipelines: fc.Arbitrary<RandomPipeline> = fc
  .tuple(inputs, targets)
  .map(([columns, aims]) => ({ aims, made: fitted(columns, aims) }))
  .filter(({ made }) => made !== undefined)
  .chain(({ aims, made }) => {
    const { pipeline, rows } = made!;
    return layersBetween(pipeline.inputSize, pipeline.outputSize, aims[0]!.last).map((layers) => ({
      pipeline,
      layers,
      rows: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !key.startsWith("target")))),
    }));
  });
