import type { CategoryCode, NumberCode } from "@nn/data";
import { TABLES } from "../../schema/types.js";
import { formulaNodes } from "../formula-nodes.js";
import type { GraphWriter } from "../graph-writer.js";
import { computedOf } from "./computed-of.js";

/**
 * What a column of numbers becomes, [examples, 1] for each. A gap is NaN, and so is what has no finite value.
 *
 * @param x - The column, in doubles.
 */
export function numberNodes(doubles: GraphWriter, place: string, x: string, code: NumberCode): readonly string[] {
  const node = (operator: string, ...inputs: string[]): string => doubles.node(place, operator, inputs);
  const isMissing = code.missing === null && !code.indicator ? "" : node("IsNaN", x);
  const filled = code.missing === null ? x : node("Where", isMissing, doubles.scalar(code.missing), x);
  const constants = Object.entries(code.constants).map(([name, value]) =>
    doubles.numbers(`${place}.${name}`, [value], []),
  );
  const scaled = formulaNodes(doubles, place, computedOf(code.name, code.formula, "x", code.constants), {
    ...{ arrays: [undefined, filled], scalars: constants, size: 1 },
  });
  // 0 where a number is finite, and NaN elsewhere, which a formula with alternatives might lose.
  const finite = node("Add", scaled, node("Sub", filled, filled));
  return code.indicator ? [finite, doubles.cast(place, { name: isMissing, shape: [1] }).name] : [finite];
}

/**
 * What a column of categories becomes, [examples, size]: rows of a table, by numbers of texts. An empty text is a gap. What is
 * refused here is NaN.
 */
export function categoryNodes(doubles: GraphWriter, place: string, x: string, code: CategoryCode): readonly string[] {
  const { categories, codes, unknown, missing, size } = code;
  const refused = new Array<number>(size).fill(Number.NaN);
  const rows = [...codes, missing ?? refused, unknown ?? refused];
  const texts = categories.map(String);
  const known = texts.flatMap((text, i) => (text.trim() === text && text !== "" ? [i] : []));
  const row = doubles.node(place, "LabelEncoder", [x], {
    texts: { keys_strings: [...known.map((i) => texts[i]!), ""] },
    integers: { values_int64s: [...known, codes.length], default_int64: codes.length + 1 },
    domain: TABLES,
  });
  const table = doubles.numbers(`${place}.codes`, rows.flat(), [rows.length, size]);
  const found = { name: doubles.node(place, "Gather", [table, row]), shape: [1, size] };
  return [doubles.reshaped(place, found, [size]).name];
}
