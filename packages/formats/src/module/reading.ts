import { formatShape, type Layer, type Shape, sizeOf } from "@nn/core/component";

/**
 * The functions of a module that take an example into the array of inputs, with the refusals of the network's `predict`.
 *
 * @param has - Whether the module takes raw rows as well, of which any value is to be shown, and whether it is of float32.
 */
export function readingText(
  shape: Shape,
  inputs: string,
  layer: Pick<Layer, "indexCount" | "name">,
  has: { readonly hasRows: boolean; readonly isSingle: boolean },
): string {
  const { hasRows, isSingle } = has;
  const size = sizeOf(shape);
  const nested = shape.length > 1 ? `, nested ${shape.length} deep,` : ",";
  const takes = `The inputs take ${formatShape(shape)} number${size === 1 ? "" : "s"} an example${nested} but`;
  const isFlat = shape.length === 1;
  const flat = `new RangeError(\`${takes} example \${example} \${lists(values) ? \`has \${values.length}\` : \`is \${shown(values)}\`}.\`)`;
  const inner = `    if (inner.length > 0) {
      at = read(value, inner, at, example);
      continue;
    }
`;
  const inSingle = isSingle ? `\${Number.isFinite(value) ? ", which is infinite in float32" : ""}` : "";
  return `/** How many lists are within each other. */
function levelsIn(values) {
  return lists(values) ? 1 + levelsIn(values[0]) : 0;
}

function lists(values) {
  return Array.isArray(values) || values?.BYTES_PER_ELEMENT > 0;
}

/** Takes the numbers of an example${isFlat ? "" : " in the order of its lists"}. */
function read(values, [length${isFlat ? "" : ", ...inner"}], at, example) {
  if (!lists(values) || values.length !== length) throw ${isFlat ? flat : "unfit(values, [length, ...inner], at, example)"};
  for (const value of values) {
${isFlat ? "" : inner}    ${inputs}[at] = typeof value === "number" ? value : NaN;
    if (!Number.isFinite(${inputs}[at])) {
      throw new RangeError(\`The inputs must be finite numbers, but example \${example}, number \${at}, is \${shown(value)}${inSingle}.\`);
    }
${indexText(layer, size)}    at++;
  }
${isFlat ? "" : "  return at;\n"}}

${isFlat ? "" : refusalOfNested(takes, shape.length)}${hasRows ? SHOWN : SHOWN_SHORT}`;
}

function refusalOfNested(takes: string, axes: number): string {
  return `/** What is wrong with a list of another length. */
function unfit(values, shape, at, example) {
  const inside = shape.length === ${axes} ? "" : \`, row \${at / shape.reduce((product, length) => product * length)},\`;
  let is = \`has \${values?.length}\`;
  if (!lists(values)) is = \`is \${shown(values)}\`;
  else if (Array.isArray(values) && shape.length > 1) {
    is = lists(values[0]) ? \`\${is} row\${values.length === 1 ? "" : "s"}\` : \`is a flat list of \${values.length}\`;
  }
  return new RangeError(\`${takes} example \${example}\${inside} \${is}.\`);
}

`;
}

/** What a layer that takes whole numbers refuses. */
function indexText({ indexCount, name }: Pick<Layer, "indexCount" | "name">, size: number): string {
  if (indexCount === undefined) return "";
  const takes = JSON.stringify(`${name} takes whole numbers from 0 to ${indexCount - 1}, but `);
  const number = size === 1 ? "" : `number \${at} of `;
  return `    if (!Number.isInteger(value) || value < 0 || value >= ${indexCount}) {
      throw new RangeError(\`\${${takes}}${number}example \${example} of the inputs, counted from 0, is \${value}.\`);
    }
`;
}

/** How a module shows a value in its errors. */
const SHOWN = `/** A value as errors show it. */
function shown(value) {
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : \`an array of \${value.length}\`;
  if (typeof value === "bigint") return \`\${value}n\`;
  if (typeof value === "function") return value.name === "" ? "a function" : \`the function or class \${value.name}\`;
  if (typeof value === "object" && value !== null) {
    const kind = value.constructor?.name ?? "Object";
    return kind === "Object" ? "an object" : \`\${/^([AEIO]|U(?!int|RL))/.test(kind) ? "an" : "a"} \${kind}\`;
  }
  const isLong = typeof value === "string" && value.length > 80;
  const text = typeof value === "string" ? JSON.stringify(isLong ? value.slice(0, 60) : value) : String(value);
  const printable = text.replace(/[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]/gu, (letter) => \`\\\\u\${letter.charCodeAt(0).toString(16).padStart(4, "0")}\`);
  return isLong ? \`\${printable}… (\${value.length} characters)\` : printable;
}`;

/** The same where it takes numbers alone. */
const SHOWN_SHORT = `function shown(value) {
  if (Array.isArray(value)) return \`an array of \${value.length}\`;
  if (typeof value === "bigint") return \`\${value}n\`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}`;
