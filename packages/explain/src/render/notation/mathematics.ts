import type { Expression } from "../../formula/expression.js";
import { parseOwn } from "../../formula/text/parse.js";
import type { FormulaPart, Mathematics } from "../document.js";
import { withDigits } from "../found.js";
import { type Notation, written } from "./notation.js";

/** Mathematics in a notation. */
export function mathematics(part: Mathematics, own: Notation): string {
  const notation = "decimals" in part && part.decimals !== undefined ? own.showing(part.decimals) : own;
  switch (part.kind) {
    case "formula":
      return written(formulaOf(part), notation);
    case "number":
      return notation.number(part.value, part.zeros ?? part.significant, part.zeros !== undefined);
    case "equality":
      return notation.symbol(part.symbol) + notation.equals + notation.number(part.value);
    case "derivatives":
      return Array.from(part.factors, ({ of, by }) =>
        notation.derivative(notation.symbol(of), notation.symbol(by)),
      ).join(notation.times);
    case "blank":
      return notation.blank;
  }
}

function formulaOf({ source, found, zeros }: FormulaPart): Expression {
  const expression = parseOwn(source);
  return found === undefined || zeros === undefined ? expression : withDigits(expression, found, zeros);
}
