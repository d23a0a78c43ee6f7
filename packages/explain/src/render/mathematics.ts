import { parseOwn } from "../formula/parse.js";
import type { Mathematics, ZerosAtEnd } from "./document.js";
import { type Notation, written } from "./notation.js";

/** Mathematics in a notation. */
export function mathematics(part: Mathematics, own: Notation): string {
  const notation = "decimals" in part && part.decimals !== undefined ? own.showing(part.decimals) : own;
  switch (part.kind) {
    case "formula":
      return written(parseOwn(part.source), part.zeros === undefined ? notation : withZeros(notation, part.zeros));
    case "number":
      return notation.number(part.value, part.significant, part.zeros);
    case "equality":
      return `${notation.symbol(part.symbol)} = ${notation.number(part.value)}`;
    case "derivatives":
      return part.factors
        .map(({ of, by }) => notation.derivative(notation.symbol(of), notation.symbol(by)))
        .join(notation.times);
    case "blank":
      return notation.blank;
  }
}

function withZeros(notation: Notation, { significant, of }: ZerosAtEnd): Notation {
  const number = (value: number): string =>
    of.has(Math.abs(value)) ? notation.number(value, significant, true) : notation.number(value);
  return { ...notation, number };
}
