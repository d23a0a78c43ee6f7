import { graphFor } from "../../../expressions/graph.js";
import { type Node, REDUCTIONS } from "../../../expressions/node.js";
import { OPERATION } from "../../runtime/binary.js";
import type { Local } from "./arithmetic.js";
import type { Code } from "./code.js";
import type { Called } from "./module.js";
import type { Operation, Operations } from "./operation.js";

/** The arithmetic that an operation of a computation is. */
const ARITHMETIC = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  min: "min",
  max: "max",
  negate: "neg",
  abs: "abs",
  sqrt: "sqrt",
  floor: "floor",
  "<": "less",
  "<=": "atMost",
  "==": "equal",
  or: "or",
  and: "and",
  "?": "select",
} as const satisfies Record<string, keyof Code>;

/** What a component says it computes, number by number. */
const compute: Operation = (code, { arrays: addresses, rows, columns, computation }, numbers) => {
  const graph = graphFor(computation!);
  const once = new Map<Node, Local>();
  const written = graph.stores.map(({ array }) => addresses[array]);
  /** A number as it was before this: where an array is written that lies there, its variable becomes another. */
  const loaded = (array: number, i: number): Local => {
    const local = code.load(addresses[array]!, i);
    return code.wide(written.includes(addresses[array]) ? code.copy(local) : local);
  };
  for (let row = 0; row < rows; row++) {
    const ofRow = new Map<Node, Local>();
    const ofNumbers = Array.from({ length: columns }, () => new Map<Node, Local>());

    const localOf = (node: Node, column: number): Local => {
      const known = node.rank === 0 ? once : node.rank === 1 ? ofRow : ofNumbers[column]!;
      let local = known.get(node);
      if (local === undefined) {
        local = made(node, column);
        known.set(node, local);
      }
      return local;
    };
    const made = (node: Node, column: number): Local => {
      const { operation, inputs, value } = node;
      switch (operation) {
        case "number":
          return code.constant(value);
        case "scalar":
          return numbers(value);
        case "extent":
          return code.constant(value === 0 ? columns : rows);
        case "index":
          return code.constant(column);
        case "load":
          return loaded(value, node.rank === 1 ? row : row * columns + column);
        case "stored":
          return code.wide(code.rounded(localOf(inputs[0]!, column), code.format));
      }
      if (REDUCTIONS.has(operation)) {
        let result = code.constant(operation === "sum" ? 0 : Number.NEGATIVE_INFINITY);
        for (let i = 0; i < columns; i++) {
          const term = localOf(inputs[0]!, i);
          result = operation === "sum" ? code.add(result, term) : code.max(result, term);
        }
        return result;
      }
      const operands = inputs.map((input) => localOf(input, column));
      const arithmetic = ARITHMETIC[operation as keyof typeof ARITHMETIC] as (typeof ARITHMETIC)["+"] | undefined;
      return arithmetic === undefined
        ? code.call(operation as Called, ...operands)
        : code[arithmetic](...(operands as [Local, Local]));
    };

    for (const refusal of graph.refusals) {
      for (let i = 0; i < (refusal.rank === 2 ? columns : 1); i++) code.stopIf(localOf(refusal, i));
    }
    // All are computed before one is written, which may be the same array.
    const values = graph.stores.map(({ value, isByRow }) =>
      Array.from({ length: isByRow ? 1 : columns }, (_, i) => localOf(value, i)),
    );
    for (const [s, { array, isByRow }] of graph.stores.entries()) {
      for (const [i, value] of values[s]!.entries())
        code.store(addresses[array]!, isByRow ? row : row * columns + i, value);
    }
  }
};

export const computations = (): Operations => ({ [OPERATION.compute]: compute });
