import { OptionError, type PythonValue, show } from "@nn/core/component";
import * as helpers from "./helpers.js";

/** Words that Python keeps for itself, and names of a program beside those of the helpers. */
const TAKEN =
  "False None True and as assert async await break class continue def del elif else except finally for from global if import " +
  "in is lambda nonlocal not or pass raise return try while with yield match case self super len list dict str int float bool " +
  "abs min max sum range torch nn math json re sys Decimal Path Permute network taken inputs_for answers_for predict forward";

/** What the helpers declare. */
const DECLARED: readonly string[] = Object.values(helpers).flatMap((text) =>
  Array.from(text.matchAll(/^(?:def )?(\w+)(?:\(| = )/gm), ([, name]) => name!),
);

/** Names for what a part of a program declares, each given once. */
export class PythonNames {
  readonly #given: Set<string>;

  /** @param taken - Names that can't be given. */
  constructor(...taken: readonly string[]) {
    this.#given = new Set([...TAKEN.split(" "), ...DECLARED, ...taken]);
  }

  /** A name like the one that is wanted, in letters and digits: `"max of z"` becomes `max_of_z`. */
  like(wanted: string): string {
    const joined = wanted.replaceAll(/[^A-Za-z0-9_]+/g, "_").replaceAll(/^_+|_+$/g, "");
    const start = /^[A-Za-z]/.test(joined) ? joined : `n${joined}`;
    let name = start;
    for (let number = 2; this.#given.has(name); number++) name = `${start}${number}`;
    this.#given.add(name);
    return name;
  }
}

/** A number, as Python writes it. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return value > 0 ? 'float("inf")' : '-float("inf")';
  if (Object.is(value, -0)) return "-0.0";
  // PyTorch takes whole numbers of 64 bits.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}

/** A text, as Python writes it. */
export function textText(value: string): string {
  return JSON.stringify(value);
}

/** Numbers as a tuple. */
export function tupleText(values: readonly number[]): string {
  return values.length === 1 ? `(${numberText(values[0]!)},)` : `(${values.map(numberText).join(", ")})`;
}

/** What a module is made with, but for a branch. */
export function valueText(value: Exclude<PythonValue, object> | readonly number[], label: string): string {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return textText(value);
  if (Array.isArray(value) && value.every((each) => typeof each === "number")) return tupleText(value);
  throw new OptionError(
    `${label}: pytorch gives numbers, texts, true, false, lists of numbers and branches to modules, but gives ${show(value)}.`,
  );
}

/** Numbers that are picked out, as an index: a slice where they follow each other evenly. */
export function indexText(indices: readonly number[]): string {
  const [first = 0, second = first + 1] = indices;
  const step = second - first;
  const isEven = step > 0 && indices.every((index, i) => index === first + i * step);
  if (!isEven) return `[${indices.join(", ")}]`;
  return `${first}:${indices.at(-1)! + 1}${step === 1 ? "" : `:${step}`}`;
}

/** Lines within a block of Python. */
export function indented(lines: readonly string[], levels = 1): string[] {
  return lines.flatMap((line) => line.split("\n").map((each) => (each === "" ? "" : "    ".repeat(levels) + each)));
}
