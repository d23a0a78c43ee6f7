import { readNumber } from "../reading.js";

/** A number to be filled in. */
export interface Blank {
  readonly id: string;
  /** Of the line that it is in. */
  readonly name: string;
  readonly typed: string;
  readonly verdict: "empty" | "right" | "wrong";
}

/** Three significant digits, the last of which may be off by one: by hand each line is rounded. */
const DIGITS = 3;

export function blankOf(id: string, name: string, typed: string | undefined, value: number): Blank {
  const found = readNumber(typed ?? "");
  const verdict = found === null ? (typed ? "wrong" : "empty") : isNear(found, value) ? "right" : "wrong";
  return { id, name, typed: typed ?? "", verdict };
}

function isNear(found: number, value: number): boolean {
  const place = value === 0 ? 0.001 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - DIGITS + 1);
  // One and a half, as what is compared may be between two roundings.
  return Math.abs(found - value) <= 1.5 * place;
}
