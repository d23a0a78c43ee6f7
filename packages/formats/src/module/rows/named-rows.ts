import type { ArrayRows, Shape } from "@nn/core/component";
import type { RowsText } from "./rows-text.js";

/** How a module goes from objects of arrays to inputs, and from outputs to such objects. @param outputs - The array of an example's outputs. */
export function namedRowsText({ inputs, outputs: results }: ArrayRows, outputs: string): RowsText {
  const row = recordType(inputs, "readonly ");
  const answer = recordType(results, "");
  return {
    overloads: `/**
 * What the network gives for one example.
 *
 * @overload
 * @param {${row}} row
 * @returns {${answer}}
 */
/**
 * What it gives for many.
 *
 * @overload
 * @param {readonly ${row}[]} rows
 * @returns {${answer}[]}
 */
`,
    source: `/** The inputs by their names, with the shape of each. */
const COLUMNS = ${JSON.stringify(Object.entries(inputs))};

/** The outputs by theirs. */
const TARGETS = ${JSON.stringify(Object.entries(results))};

/** The answers to rows: some of \`count\`, from number \`first\` on. */
function answerRows(rows, first = 0, count = rows.length) {
  return Array.from(rows, (row, i) => {
    const place = count === 1 ? "The row" : \`Row \${first + i}, counted from 0,\`;
    const numbers = COLUMNS.flatMap(([name, shape]) => numbersOf(row?.[name], shape, \`\${place} takes numbers of the shape [\${shape.join(", ")}] as \${shown(name)}\`));
    compute(numbers, [numbers.length], first + i);
    return toAnswer(${outputs});
  });
}

/** Numbers in the order in which they lie. */
function numbersOf(value, [length, ...inner], place) {
  if (length === 1 && inner.length === 0 && typeof value === "number") return [value];
  if (!lists(value) || value.length !== length) throw new RangeError(\`\${place}, but got \${shown(value)}.\`);
  return Array.from(value).flatMap((each) => (inner.length > 0 ? numbersOf(each, inner, place) : [each]));
}

/** Outputs by their names. */
function toAnswer(outputs) {
  let at = 0;
  return Object.fromEntries(
    TARGETS.map(([name, shape]) => {
      const own = outputs.slice(at, at + shape.reduce((product, length) => product * length));
      at += own.length;
      return [name, nested(own, shape)];
    }),
  );
}`,
  };
}

function recordType(shapes: Readonly<Record<string, Shape>>, mark: string): string {
  const properties = Object.entries(shapes).map(([name, shape]) => {
    const list = shape.reduce((inner) => (inner === "number" ? `${mark}number[]` : `${mark}(${inner})[]`), "number");
    return `${mark}${JSON.stringify(name)}: ${list}`;
  });
  return `{ ${properties.join(", ")} }`;
}
