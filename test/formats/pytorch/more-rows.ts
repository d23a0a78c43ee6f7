import { Sequential } from "@nn/core";
import { defineActivation } from "@nn/core/component";
import {
  CategoryCode,
  label,
  logarithm,
  NumberCode,
  numeric,
  oneHot,
  Pipeline,
  type PipelineOptions,
  type RawRow,
  type TargetColumn,
} from "@nn/data";
import { Dense, identity } from "@nn/layers";
import type { Piped } from "../onnx/pipelines.js";

/*
 * Rows that Python would read in another way than JavaScript, and answers that have to be refused: networks of one layer, whose
 * parameters are set by hand.
 */

function piped(
  name: string,
  pipeline: Pipeline,
  [rows, refused]: readonly [readonly RawRow[], readonly RawRow[]],
  { weights, activation = identity, dtype = "float32" as "float32" | "float64" } = {} as {
    readonly weights?: (index: number) => number;
    readonly activation?: typeof identity;
    readonly dtype?: "float32" | "float64";
  },
): Piped {
  const layer = new Dense(pipeline.inputSize, pipeline.outputSize, { activation });
  const network = new Sequential([layer], { seed: name, pipeline, dtype });
  const { "0.weight": drawn = [] } = network.getParameters();
  if (weights) network.setParameters({ ...network.getParameters(), "0.weight": drawn.map((_, i) => weights(i)) });
  return { name, network: network as unknown as Sequential, rows, refused, tooLarge: [] };
}

const fitted = (rows: readonly RawRow[], options: PipelineOptions): Pipeline => Pipeline.fit(rows, options) as Pipeline;

const learnt: readonly RawRow[] = [
  { mass: 1, kind: "A", price: 1 },
  { mass: 3, kind: "B", price: 100 },
  { mass: 4, kind: "C", price: 10 },
];
const cells = (column: string, values: readonly unknown[]): RawRow[] =>
  values.map((value) => ({ [column]: value }) as RawRow);

/** As a user would write one; nothing is known of its range. */
const doubled = defineActivation({ name: "doubled", formula: { value: "2 * z", derivative: "2" } });

const target: TargetColumn = {
  column: "kind",
  code: new CategoryCode({
    ...{ name: "label", categories: ["A", "B"], codes: [[0], [1]], unknown: null, missing: null },
  }),
};
const capped = new NumberCode({
  ...{ name: "capped", formula: "min(x, high) / (high / 1e300)", inverse: "y", constants: { high: 1e308 } },
  ...{ missing: null, indicator: false },
});

const plain = new NumberCode({ ...capped.settings(), name: "plain", formula: "x", constants: {} });

const NUMBERS = [0.00001, 1e-7, 0.1, 1e21, 123456789012345680000, 1.5e300, -0.000001234, -2, 0, 1e16];

const NAME = '"""\\"\n{row} # \u0000é';

/** Pipelines of cells that are told apart as texts, and of numbers beyond what there is. */
export const moreOfRows: readonly Piped[] = [
  piped(
    "categories that are numbers, and answers of them",
    fitted(
      NUMBERS.map((code, i) => ({ code, answer: NUMBERS[(i + 1) % NUMBERS.length]! })),
      { inputs: { code: oneHot() }, target: { answer: label() }, outputs: "logits" },
    ),
    [
      cells("code", [...NUMBERS, "0.00001", " 1e-7 ", "\u00a01e+21\ufeff", "-0.000001234", "-2\u2028"]),
      cells("code", ["1e-05", "1e21", "\u001c0.1", "1E-7", 3, true, null, "", [0.1], {}, [-2]]),
    ],
  ),
  piped(
    "categories that are true, false and texts with spaces",
    new Pipeline({
      inputs: [
        {
          column: "is",
          code: new CategoryCode({
            ...{ name: "own", categories: [true, false, "A ", "\u0085"], codes: [[1], [2], [3], [4]] },
            ...{ unknown: null, missing: null },
          }),
        },
      ],
      targets: [{ ...target, outputs: "logits" }],
    }),
    [
      cells("is", [true, false, "true", " false\t", "\u0085"]),
      cells("is", ["True", "A", "A ", 1, [true], { is: true }]),
    ],
  ),
  piped(
    "numbers in texts, and what is none",
    fitted(learnt, { inputs: { mass: numeric() }, target: "kind", outputs: "logits" }),
    [
      cells("mass", [2, "2", " 2.5e0 ", "\ufeff.5", "5.", "+1E1", true, false, "1e30"]),
      [
        ...cells("mass", [
          "2,5",
          "0x10",
          "1_000",
          "Infinity",
          "nan",
          "１２",
          "\u001c2",
          "1e999",
          [2],
          {},
          null,
          " ",
          1e300,
        ]),
        { weight: 2 },
      ],
    ],
  ),
  piped(
    "names and categories that could leave their texts",
    fitted(
      ['"', '"""', "\\", "{cell}", "\u2028", "é\n", "\ud83d\ude00"].map((own, i) => ({
        [NAME]: own,
        answer: `${own}'${i}`,
      })),
      { inputs: { [NAME]: oneHot() }, target: { answer: label() }, outputs: "logits" },
    ),
    [cells(NAME, ['"', '"""', "\\", "{cell}", "é", "\ud83d\ude00"]), cells(NAME, ["'", "\\\\", "\ud83d"])],
  ),
  piped(
    "a number that is beyond all before it is scaled",
    new Pipeline({ inputs: [{ column: "mass", code: capped }], targets: [{ ...target, outputs: "logits" }] }),
    [cells("mass", [1e308, 1.5e308, "-3", 0]), cells("mass", ["1e309", "-1e309"])],
    { dtype: "float64" },
  ),
  piped(
    "a number of the column's unit that is beyond all",
    fitted(learnt, { inputs: { mass: numeric() }, target: { price: numeric({ scale: logarithm }) } }),
    [cells("mass", [0, 1, 2]), cells("mass", [1e6])],
    { weights: () => 1 },
  ),
  piped(
    "outputs that are no probabilities",
    new Pipeline({ inputs: [{ column: "mass", code: plain }], targets: [target] }),
    [cells("mass", [0, 0.2, 0.25, 0.5]), cells("mass", [0.6, -0.1])],
    { activation: doubled, weights: () => 1 },
  ),
  piped(
    "logits that are beyond all",
    fitted(learnt, { inputs: { mass: numeric() }, target: "kind", outputs: "logits" }),
    [cells("mass", [1, 3]), cells("mass", [1e30])],
    { weights: () => 1e20 },
  ),
];
