import { NumberCode, Pipeline } from "@nn/data";
import type { BrainFile } from "./brain-file.js";

/** Numbers by the names of inputs; null is 0. @inline */
type BrainRow = Readonly<Record<string, number | null>>;
/** Numbers by the names of outputs, or the number itself where there is one. @inline */
type BrainAnswer = number | Readonly<Record<string, number>>;

/** What takes inputs and gives outputs by their names. */
export type BrainPipeline = Pipeline<BrainRow, BrainAnswer>;

/** A number as it is; what isn't there is 0, as in brain.js. */
const AS_IT_IS = { name: "as it is", formula: "x", inverse: "y", constants: {}, indicator: false };

/** What takes inputs and gives outputs by their names; nothing where both are lists. */
export function pipelineOf({ sizes, inputs, outputs }: BrainFile): BrainPipeline | undefined {
  if (inputs === undefined && outputs === undefined) return undefined;
  return new Pipeline<BrainRow, BrainAnswer>({
    inputs: columns(inputs ?? numbered(sizes[0]!), 0),
    targets: columns(outputs ?? numbered(sizes.at(-1)!), null),
  });
}

function columns(names: readonly string[], missing: number | null) {
  return names.map((column) => ({ column, code: new NumberCode({ ...AS_IT_IS, missing }) }));
}

function numbered(size: number): string[] {
  return Array.from({ length: size }, (_, i) => String(i));
}
