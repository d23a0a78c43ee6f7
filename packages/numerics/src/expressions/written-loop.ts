import { OptionError } from "../errors/errors.js";
import { show } from "../errors/options.js";
import { Computation } from "./computation.js";
import { type Graph, graphFor } from "./graph.js";
import type { Node } from "./node.js";
import { type Stage, Stages } from "./stages.js";

/** A computation as a function in JavaScript. */
export interface WrittenLoop {
  /** The names of what it is handed: the scalars, the rows, the columns, and the arrays. */
  readonly parameters: readonly string[];
  /** Its body, a statement or a bracket of one in each line. */
  readonly lines: readonly string[];
  /** The elementary functions that it calls, by the names under which `@nn/core/component` has them. */
  readonly used: readonly string[];
}

/** The operations that JavaScript has under another name. */
const MATH: Readonly<Record<string, string>> = {
  ...{ min: "Math.min", max: "Math.max", abs: "Math.abs", sqrt: "Math.sqrt", floor: "Math.floor" },
};
const INFIX: Readonly<Record<string, string>> = { or: "||", and: "&&", "==": "===" };
/** The elementary functions, by their names in texts. */
const ELEMENTARY: Readonly<Record<string, string>> = {
  ...{ exp: "exp", log: "log", log1p: "log1p", tanh: "hyperbolicTangent", power: "power" },
};
/** What the arrays are called unless they are given names. */
const ARRAYS = ["out", "a", "b", "c", "d", "e"] as const;

/**
 * Writes a computation down as plain loops in JavaScript, which give the bits of every other form: what packages carry in
 * place of texts, and what a module of a network has.
 *
 * @param arrays - The names of the arrays in the function, `out`, `a`, `b`, … unless given; but not `i`, `row`, `first` or `v1`.
 * @throws OptionError for what is no computation, and for names that aren't a text for each of its arrays.
 *
 * @example
 * const doubled = new Computation({ name: "doubled", arrays: ["y", "x"], lines: ["y = 2 * x"] });
 * writtenLoop(doubled, ["y", "x"]).lines; // => ["for (let i = 0; i < rows * columns; i++) {", "y[i] = 2 * x[i];", "}"]
 */
export function writtenLoop(computation: Computation, arrays: readonly string[] = ARRAYS): WrittenLoop {
  if (!(computation instanceof Computation)) {
    throw new OptionError(`writtenLoop takes a computation, new Computation({ … }), but got ${show(computation)}.`);
  }
  const { arrayCount } = computation;
  // No longer than needed: a list may have room for more than there is memory.
  const names = Array.from({ length: arrayCount }, (_, at) => (Object(arrays) as readonly unknown[])[at]);
  if (!Array.isArray(arrays) || names.some((name) => typeof name !== "string")) {
    throw new OptionError(`writtenLoop takes a name for each of ${arrayCount} arrays, but got ${show(arrays)}.`);
  }
  return new LoopWriter(graphFor(computation), names as readonly string[]).written();
}

/** Gives the name or the formula of a number. */
type Writing = (node: Node) => string;

/** Lines of one place in the loops: each of them declares what is used more than once there. */
interface Place {
  readonly lines: string[];
  readonly numberOf: Writing;
}

class LoopWriter {
  readonly #graph: Graph;
  readonly #arrays: readonly string[];
  readonly #stages: Stages;
  readonly #used: Set<string> = new Set();
  readonly #uses: Map<Node, number>;
  readonly #once: Place;
  readonly #ofRow: Map<Node, string> = new Map();
  readonly #row: Place;
  readonly #rowLines: string[] = [];
  #variables = 0;

  constructor(graph: Graph, arrays: readonly string[]) {
    this.#graph = graph;
    this.#arrays = arrays;
    this.#stages = new Stages(graph);
    this.#uses = usesIn(graph);
    this.#once = this.#place(0, new Map(), ({ operation }) => operation);
    this.#row = this.#place(1, this.#ofRow, (node) => this.#hoisted(node));
  }

  written(): WrittenLoop {
    const { arrays, isElementwise, refusals, stores } = this.#graph;
    this.#refuseAt(0);
    for (const [s, stage] of this.#stages.loops.entries()) this.#loop(s, stage);
    const ofRows = stores.filter(({ isByRow }) => isByRow);
    const results = ofRows.map(({ value }) => this.#hoistedRow(value));
    this.#rowLines.push(...ofRows.map(({ array }, i) => `${this.#arrays[array]}[row] = ${bare(results[i]!)};`));
    const before = refusals
      .filter(({ rank }) => rank === 0)
      .map((node) => `if (${bare(this.#hoisted(node))}) return false;`);
    const once = this.#once.lines;
    const isFormatAsked = [...once, ...this.#rowLines].some((line) => line.includes("isSingle"));
    const lines = [
      ...(isFormatAsked ? [`const isSingle = ${this.#arrays[0]}.BYTES_PER_ELEMENT === 4;`] : []),
      ...once,
      ...before,
      ...(isElementwise
        ? this.#rowLines
        : ["for (let row = 0, first = 0; row < rows; row++, first += columns) {", ...this.#rowLines, "}"]),
    ];
    return {
      parameters: ["scalars", "rows", "columns", ...this.#arrays.slice(0, arrays)],
      lines,
      used: [...this.#used],
    };
  }

  #loop(s: number, { reductions, refusals, stores }: Stage): void {
    const body = this.#place(2, new Map(), (node) => this.#hoistedRow(node), s);
    const sums: string[] = [];
    const add: string[] = [];
    for (const node of reductions) {
      const name = `v${this.#variables++}`;
      const isSum = node.operation === "sum";
      sums.push(`let ${name} = ${isSum ? "0" : "-Infinity"};`);
      const term = body.numberOf(node.inputs[0]!);
      add.push(isSum ? `${name} += ${bare(term)};` : `${name} = Math.max(${name}, ${term});`);
      this.#ofRow.set(node, name);
    }
    for (const node of refusals) add.unshift(`if (${bare(body.numberOf(node))}) return false;`);
    // All are read before one is written, which may be the same array.
    if (stores.length > 1) for (const { value } of stores) this.#uses.set(value, 2);
    const values = stores.map(({ value }) => body.numberOf(value));
    const writes = stores.map(({ array }, i) => `${this.#arrays[array]}[i] = ${bare(values[i]!)};`);
    const inner = [...body.lines, ...add, ...writes];
    if (inner.length === 0) return;
    const range = this.#graph.isElementwise
      ? "let i = 0; i < rows * columns; i++"
      : "let i = first; i < first + columns; i++";
    this.#rowLines.push(...sums, `for (${range}) {`, ...inner, "}");
    this.#refuseAt(s + 1);
  }

  #refuseAt(stage: number): void {
    for (const node of this.#graph.refusals) {
      if (node.rank !== 1 || this.#stages.of(node) !== stage) continue;
      this.#rowLines.push(`if (${bare(this.#hoistedRow(node))}) return false;`);
    }
  }

  /** What is the same for all is computed before, also where it is used once: it is used in a loop. */
  #hoisted(node: Node): string {
    if (!["number", "extent"].includes(node.operation)) this.#uses.set(node, 2);
    return this.#once.numberOf(node);
  }

  #hoistedRow(node: Node): string {
    if (node.rank === 0) return this.#hoisted(node);
    this.#uses.set(node, 2);
    const written = this.#row.numberOf(node);
    this.#rowLines.push(...this.#row.lines.splice(0));
    return written;
  }

  #place(rank: number, known: Map<Node, string>, outer: Writing, loop = 0): Place {
    const lines: string[] = [];
    const numberOf: Writing = (node) => {
      if (node.rank < rank) return outer(node);
      const name = known.get(node);
      if (name !== undefined) return name;
      const written = this.#formula(node, numberOf, loop);
      if (node.operation === "number" || (this.#uses.get(node) ?? 0) < 2) return written;
      const variable = `v${this.#variables++}`;
      lines.push(`const ${variable} = ${bare(written)};`);
      known.set(node, variable);
      return variable;
    };
    return { lines, numberOf };
  }

  #formula(node: Node, numberOf: Writing, loop: number): string {
    const { operation, inputs, value, rank } = node;
    if (operation === "number") return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
    if (operation === "scalar") return `scalars[${value}]`;
    if (operation === "extent") return value === 0 ? "columns" : "rows";
    if (operation === "index") return "(i - first)";
    if (operation === "load" && this.#graph.isByColumn(value)) return `${this.#arrays[value]}[i - first]`;
    if (operation === "load" || this.#stages.isHeld(node, loop))
      return `${this.#arrays[value]}[${rank === 1 ? "row" : "i"}]`;
    if (operation === "stored") this.#uses.set(inputs[0]!, 2);
    const operands = inputs.map(numberOf);
    if (operation === "stored") return `(isSingle ? Math.fround(${operands[0]}) : ${operands[0]})`;
    if (operation === "negate") return `(-${operands[0]})`;
    if (operation === "?") return `(${operands[0]} ? ${operands[1]} : ${operands[2]})`;
    const infix = INFIX[operation] ?? (/^\W/.test(operation) ? operation : undefined);
    if (infix !== undefined) return `(${operands.join(` ${infix} `)})`;
    const math = MATH[operation];
    if (math !== undefined) return `${math}(${operands.map(bare).join(", ")})`;
    const elementary = ELEMENTARY[operation]!;
    this.#used.add(elementary);
    return `${elementary}(${operands.map(bare).join(", ")})`;
  }
}

/** A formula without the brackets around all of it. */
function bare(text: string): string {
  if (!text.startsWith("(")) return text;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")") depth--;
    if (depth === 0) return text;
  }
  return text.slice(1, -1);
}

/** How often each number is used by others. */
function usesIn({ stores, refusals }: Graph): Map<Node, number> {
  const nodes = new Set<Node>();
  const add = (node: Node): void => {
    if (nodes.has(node)) return;
    nodes.add(node);
    node.inputs.forEach(add);
  };
  for (const { value } of stores) add(value);
  refusals.forEach(add);
  const uses = new Map<Node, number>();
  const count = (node: Node): void => void uses.set(node, (uses.get(node) ?? 0) + 1);
  for (const node of nodes) node.inputs.forEach(count);
  for (const { value } of stores) count(value);
  refusals.forEach(count);
  return uses;
}
