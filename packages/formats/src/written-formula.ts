import { Computation, type FormulaEquations, type GraphNode, operationsOf, type Source } from "@nn/core/component";
import { keyOf } from "./onnx/write/key-of.js";

/** A letter of a formula that has a part in it. */
interface WrittenLetter {
  readonly letter: string;
  /** What it stands for, result by result. */
  readonly sources: readonly Source[];
  /** For how many numbers of each result it stands; nothing where results are not rows of their own. */
  readonly each: number | undefined;
}

/** A formula of equations, as it is written for other systems: of whole tensors. */
export interface WrittenFormula {
  /** In the order of the value's arrays; nothing for one without a part in it. */
  readonly letters: readonly (WrittenLetter | undefined)[];
  readonly value: GraphNode;
  /** How many numbers a result is computed of, if it has a row of its own for them. */
  readonly row: number | undefined;
}

/**
 * Puts what the letters of a formula stand for together.
 *
 * @param before - How many numbers there are before.
 * @param refuse - Refuses what can't be written.
 */
export function writtenFormula(
  { formula, size, reads }: FormulaEquations,
  before: number,
  refuse: (what: string) => never,
): WrittenFormula {
  const numbers = new Float64Array(before);
  const all = Array.from({ length: size }, (_, index) => reads(index, numbers));
  const names = Object.keys(all[0] ?? {});
  if (names.length > 5) refuse(`has "${formula}" with more than 5 letters`);
  const lists = names.filter((name) => Array.isArray(all[0]![name]));
  const byRow = ["result", ...names.filter((name) => !lists.includes(name))];
  const lines = [`result = ${formula}`];
  const { stores, loads } = operationsOf(
    new Computation({ name: "equations", arrays: ["result", ...names], byRow, lines }),
  );
  const { value } = stores[0]!;
  const length = lists.length === 0 ? undefined : lengthOf(all[0]![lists[0]!]);
  const row = length ?? (keyOf(value).includes("index") ? 1 : undefined);
  const letters = names.map((letter, i) => {
    if (!loads.includes(i + 1)) return undefined;
    const own = lists.includes(letter) ? length : undefined;
    if (all.some((read) => lengthOf(read[letter]) !== own)) refuse(`has "${formula}" with lists of different lengths`);
    const sources = all.flatMap((read): readonly Source[] => [read[letter]!].flat() as readonly Source[]);
    return { letter, sources, each: row && (own ?? 1) };
  });
  return { letters, value, row };
}

const lengthOf = (read: Source | readonly Source[] | undefined): number | undefined =>
  Array.isArray(read) ? read.length : undefined;

/** Whether it is one of the layer's own numbers. */
export function isOwn(source: Source): boolean {
  return typeof source === "object" && ("parameter" in source || "state" in source);
}
