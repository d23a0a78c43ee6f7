import { OptionError } from "../errors/errors.js";
import { quoted } from "../errors/printable.js";
import type { Computation, ComputationText } from "./computation.js";
import { assignmentIn, checkNames } from "./names.js";
import { type Node, Nodes, type Rank } from "./node.js";
import { CONDITIONS } from "./operations.js";
import { factorOf, read } from "./read.js";

/** A number that is written into an array. */
export interface Store {
  /** Which of the arrays. */
  readonly array: number;
  /** The number. */
  readonly value: Node;
  /** Whether it is one number for each row. */
  readonly isByRow: boolean;
}

/** What is computed, as operations: each notation is made from them. */
export interface Graph {
  /** How many arrays there are. */
  readonly arrays: number;
  /** Whether an array has one number for each row. */
  readonly isByRow: (array: number) => boolean;
  /** Whether it has one for each column. */
  readonly isByColumn: (array: number) => boolean;
  /** What it writes, in the order of its lines. */
  readonly stores: readonly Store[];
  /** Conditions under which it has no meaning. */
  readonly refusals: readonly Node[];
  /** Which arrays it reads. */
  readonly loads: readonly number[];
  /** Whether it goes number by number, so that rows have no part in it. */
  readonly isElementwise: boolean;
  /** Whether a part of the numbers gives the same by itself: it isn't asked how many there are, either. */
  readonly isByNumber: boolean;
  /** Whether it reads arrays that it writes. */
  readonly isUpdate: boolean;
}

const GRAPHS: WeakMap<Computation, Graph> = /* @__PURE__ */ new WeakMap();

/** What a computation's text says, read once. */
export function graphFor(computation: Computation): Graph {
  let graph = GRAPHS.get(computation);
  if (graph === undefined) {
    graph = graphOf(computation.text);
    GRAPHS.set(computation, graph);
  }
  return graph;
}

/**
 * Reads a component's text.
 *
 * @throws OptionError for a line that can't be read, and for names and operations that there aren't.
 */
export function graphOf(text: ComputationText): Graph {
  checkNames(text);
  const { name: component, arrays, byRow = [], byColumn = [], scalars = [], lines, refuses = [], factor } = text;
  const nodes = new Nodes();
  const names: Map<string, Node | string> = new Map(Object.entries({ ...text.functions }));
  const set = (list: readonly string[], operation: string, rankOf: (name: string) => Rank): void => {
    for (const [i, name] of list.entries()) names.set(name, nodes.of(operation, [], i, rankOf(name)));
  };
  set(["size", "batch"], "extent", () => 0);
  set(["index"], "index", () => 2);
  set(scalars, "scalar", () => 0);
  set(arrays, "load", (name) => (byRow.includes(name) ? 1 : 2));
  const product = factor === undefined ? (value: Node) => value : factorOf(names.get(factor) as Node, nodes);

  const stores: Store[] = [];
  const store = (array: number, isByRow: boolean, set: Node): Node => {
    const value = array === 0 ? product(set) : set;
    if (byColumn.includes(arrays[array]!)) {
      throw new OptionError(`sets ${arrays[array]}, which has one number for each column and can only be read.`);
    }
    if (CONDITIONS.has(value.operation)) throw new OptionError("is a condition, where a number is to be.");
    if (isByRow && value.rank === 2) {
      throw new OptionError(
        `is one number for each column, but ${arrays[array]} has one for each row: take the sum, mean or max.`,
      );
    }
    stores.push({ array, value, isByRow });
    return nodes.of("stored", [value], array, isByRow ? 1 : 2);
  };
  for (const line of lines) {
    within(component, line, () => {
      const [name, formula] = assignmentIn(line);
      const value = read(formula, names, nodes);
      const array = arrays.indexOf(name);
      names.set(name, array < 0 ? value : store(array, byRow.includes(name), value));
    });
  }
  if (!stores.some(({ array }) => array === 0)) {
    throw new OptionError(`${component}: one of its lines must set ${arrays[0]}, as in "${arrays[0]} = …".`);
  }
  const refusals = refuses.map((text) =>
    within(component, text, () => {
      const condition = read(text, names, nodes);
      if (CONDITIONS.has(condition.operation)) return condition;
      throw new OptionError('must be a condition, as in "p < 0".');
    }),
  );
  const used = nodesOf([...stores.map(({ value }) => value), ...refusals]);
  const loads = [...new Set(used.filter(({ operation }) => operation === "load").map(({ value }) => value))];
  const isUsed = (operation: string): boolean => used.some((node) => node.operation === operation);
  const isElementwise =
    refusals.length === 0 && byColumn.length === 0 && !nodes.some(({ rank }) => rank === 1) && !isUsed("index");
  return {
    arrays: arrays.length,
    isByRow: (array) => byRow.includes(arrays[array]!),
    isByColumn: (array) => byColumn.includes(arrays[array]!),
    stores,
    refusals,
    loads,
    isElementwise,
    isByNumber: isElementwise && !isUsed("extent"),
    isUpdate: stores.some(({ array }) => loads.includes(array)),
  };
}

/** Says whose line can't be read. */
function within<Result>(component: string, line: string, does: () => Result): Result {
  try {
    return does();
  } catch (error) {
    if (error instanceof OptionError) error.message = `${component}: ${quoted(line.trim())} ${error.message}`;
    throw error;
  }
}

/** What some values are computed from, each node once. */
function nodesOf(values: readonly Node[]): Node[] {
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const input of node.inputs) visit(input);
  };
  for (const value of values) visit(value);
  return [...seen];
}
