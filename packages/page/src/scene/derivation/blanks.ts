import type { Texts } from "../../languages/en.js";
import { readNumber } from "../reading.js";

/** A number to be filled in. */
export interface Blank {
  readonly id: string;
  /** Of the line that it is in. */
  readonly name: string;
  readonly typed: string;
  readonly verdict: "empty" | "right" | "wrong";
  /** The verdict in words. */
  readonly told: string;
}

/** Three significant digits, the last of which may be off by one: by hand each line is rounded. */
const DIGITS = 3;

/** Off by more than this share, it isn't rounding that is at fault. */
const ROUNDING = 0.1;

export function blankOf(id: string, name: string, typed: string | undefined, value: number, texts: Texts): Blank {
  const { right, sign, size, digits } = texts.views.blanks;
  const found = readNumber(typed ?? "");
  const blank = { id, name, typed: typed ?? "" };
  if (!typed) return { ...blank, verdict: "empty", told: "" };
  if (found === null) return { ...blank, verdict: "wrong", told: texts.anyNumber };
  if (isNear(found, value)) return { ...blank, verdict: "right", told: right };
  const isOff = Math.abs(found - value) > ROUNDING * Math.abs(value);
  return { ...blank, verdict: "wrong", told: found * value < 0 ? sign : isOff ? size : digits };
}

function isNear(found: number, value: number): boolean {
  const place = value === 0 ? 0.001 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - DIGITS + 1);
  // One and a half, as what is compared may be between two roundings.
  return Math.abs(found - value) <= 1.5 * place;
}
