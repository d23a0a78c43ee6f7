// Writes computations down as plain loops in JavaScript: what packages carry, so that pages needn't read texts.
import { graphOf } from "../../packages/numerics/dist/expressions/graph.js";
import { Stages } from "../../packages/numerics/dist/expressions/stages.js";

/** @typedef {import("../../packages/numerics/dist/expressions/node.js").Node} Node */

/** The operations that JavaScript has under another name. */
const MATH = { min: "Math.min", max: "Math.max", abs: "Math.abs", sqrt: "Math.sqrt", floor: "Math.floor" };
const INFIX = { or: "||", and: "&&", "==": "===" };
/** The elementary functions of @nn/core/component, by their names in texts. */
const ELEMENTARY = { exp: "exp", log: "log", log1p: "log1p", tanh: "hyperbolicTangent", power: "power" };
const ARRAYS = ["out", "a", "b", "c", "d", "e"];

/**
 * The source of a computation's loop, and what it uses of @nn/core.
 *
 * @param {import("@nn/core/component").ComputationText} text
 */
export function loopOf(text) {
  const graph = graphOf(text);
  const stages = new Stages(graph);
  const used = new Set();
  const uses = countUses(graph);
  const isByRow = !graph.isElementwise;
  let variables = 0;

  /** Lines of one place: each declares what is used more than once there. */
  const writer = (rank, known, outer, loop = 0) => {
    const lines = [];
    const numberOf = (/** @type {Node} */ node) => {
      if (node.rank < rank) return outer(node);
      const name = known.get(node);
      if (name !== undefined) return name;
      const written = expression(node);
      if (node.operation === "number" || (uses.get(node) ?? 0) < 2) return written;
      const variable = `v${variables++}`;
      lines.push(`const ${variable} = ${written};`);
      known.set(node, variable);
      return variable;
    };
    const expression = (/** @type {Node} */ node) => {
      const { operation, inputs, value, rank: own } = node;
      if (operation === "number") return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
      if (operation === "scalar") return `scalars[${value}]`;
      if (operation === "extent") return value === 0 ? "columns" : "rows";
      if (operation === "index") return "(i - first)";
      if (operation === "load" && graph.isByColumn(value)) return `${ARRAYS[value]}[i - first]`;
      if (operation === "load" || stages.isHeld(node, loop)) return `${ARRAYS[value]}[${own === 1 ? "row" : "i"}]`;
      if (operation === "stored") uses.set(inputs[0], 2);
      const operands = inputs.map(numberOf);
      if (operation === "stored") return `(isSingle ? Math.fround(${operands[0]}) : ${operands[0]})`;
      if (operation === "negate") return `(-${operands[0]})`;
      if (operation === "?") return `(${operands[0]} ? ${operands[1]} : ${operands[2]})`;
      const infix = INFIX[operation] ?? (/^\W/.test(operation) ? operation : undefined);
      if (infix !== undefined) return `(${operands.join(` ${infix} `)})`;
      if (MATH[operation] !== undefined) return `${MATH[operation]}(${operands.join(", ")})`;
      used.add(ELEMENTARY[operation]);
      return `${ELEMENTARY[operation]}(${operands.join(", ")})`;
    };
    return { lines, numberOf };
  };

  const once = writer(0, new Map(), (node) => {
    throw new Error(node.operation);
  });
  /** What is the same for all is computed before, also where it is used once: it is used in a loop. */
  const hoisted = (node) => {
    if (["number", "extent"].includes(node.operation)) return once.numberOf(node);
    uses.set(node, 2);
    return once.numberOf(node);
  };
  const ofRow = new Map();
  const row = writer(1, ofRow, hoisted);
  const rowLines = [];
  const hoistedRow = (node) => {
    if (node.rank === 0) return hoisted(node);
    uses.set(node, 2);
    const written = row.numberOf(node);
    rowLines.push(...row.lines.splice(0));
    return written;
  };

  const refuseAt = (stage) => {
    for (const node of graph.refusals) {
      if (node.rank === 1 && stages.of(node) === stage) rowLines.push(`if (${hoistedRow(node)}) return false;`);
    }
  };
  refuseAt(0);
  for (const [s, { reductions, refusals, stores }] of stages.loops.entries()) {
    const body = writer(2, new Map(), hoistedRow, s);
    const sums = [];
    const add = [];
    for (const node of reductions) {
      const name = `v${variables++}`;
      sums.push(`let ${name} = ${node.operation === "sum" ? "0" : "-Infinity"};`);
      const term = body.numberOf(node.inputs[0]);
      add.push(node.operation === "sum" ? `${name} += ${term};` : `${name} = Math.max(${name}, ${term});`);
      ofRow.set(node, name);
    }
    for (const node of refusals) add.unshift(`if (${body.numberOf(node)}) return false;`);
    // All are read before one is written, which may be the same array.
    if (stores.length > 1) for (const { value } of stores) uses.set(value, 2);
    const values = stores.map(({ value }) => body.numberOf(value));
    const writes = stores.map(({ array }, i) => `${ARRAYS[array]}[i] = ${values[i]};`);
    const inner = [...body.lines, ...add, ...writes];
    if (inner.length === 0) continue;
    const range = isByRow ? "let i = first; i < first + columns; i++" : "let i = 0; i < rows * columns; i++";
    rowLines.push(...sums, `for (${range}) {`, ...inner, "}");
    refuseAt(s + 1);
  }
  const ofRows = graph.stores.filter((store) => store.isByRow);
  const results = ofRows.map(({ value }) => hoistedRow(value));
  rowLines.push(...ofRows.map(({ array }, i) => `${ARRAYS[array]}[row] = ${results[i]};`));
  const before = graph.refusals.filter(({ rank }) => rank === 0).map((node) => `if (${hoisted(node)}) return false;`);
  const code = [
    ...([...once.lines, ...rowLines].some((line) => line.includes("isSingle"))
      ? ["const isSingle = out.BYTES_PER_ELEMENT === 4;"]
      : []),
    ...once.lines,
    ...before,
    ...(isByRow ? ["for (let row = 0, first = 0; row < rows; row++, first += columns) {", ...rowLines, "}"] : rowLines),
  ];
  const parameters = ["scalars", "rows", "columns", ...ARRAYS.slice(0, graph.arrays)];
  return { source: `(${parameters.join(", ")}) => { ${code.join(" ")} }`, used: [...used] };
}

function nodesOf({ stores, refusals }) {
  const nodes = new Set();
  const add = (node) => {
    if (nodes.has(node)) return;
    nodes.add(node);
    node.inputs.forEach(add);
  };
  for (const { value } of stores) add(value);
  refusals.forEach(add);
  return nodes;
}

function countUses(graph) {
  const uses = new Map();
  const count = (node) => uses.set(node, (uses.get(node) ?? 0) + 1);
  for (const node of nodesOf(graph)) node.inputs.forEach(count);
  for (const { value } of graph.stores) count(value);
  graph.refusals.forEach(count);
  return uses;
}
