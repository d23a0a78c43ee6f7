import { graphFor } from "../../../expressions/graph.js";
import { type Node, REDUCTIONS } from "../../../expressions/node.js";
import type { Called } from "../binary/module.js";
import { F64, isInstruction } from "../binary/opcodes.js";
import type { Local } from "../binary/writer.js";
import type { Operation } from "./operation.js";

/** What a component says it computes, number by number. */
export const compute: Operation = (code, { arrays: addresses, rows, columns, computation }, numbers) => {
  const graph = graphFor(computation!);
  const once = new Map<Node, Local>();
  const written = graph.stores.map(({ array }) => addresses[array]);
  /** A number as it was before this: where an array is written that lies there, its variable becomes another. */
  const loaded = (array: number, i: number): Local => {
    const local = code.load(addresses[array]!, i);
    return code.converted(written.includes(addresses[array]) ? code.copy(local) : local, F64);
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
          return code.number(value);
        case "scalar":
          return numbers(value);
        case "extent":
          return code.number(value === 0 ? columns : rows);
        case "index":
          return code.number(column);
        case "load":
          return loaded(value, node.rank === 1 ? row : graph.isByColumn(value) ? column : row * columns + column);
        case "stored":
          return code.converted(code.converted(localOf(inputs[0]!, column), code.format), F64);
      }
      if (REDUCTIONS.has(operation)) {
        let result = code.number(operation === "sum" ? 0 : Number.NEGATIVE_INFINITY);
        for (let i = 0; i < columns; i++) {
          const term = localOf(inputs[0]!, i);
          result = code.result(operation === "sum" ? "+" : "max", result, term);
        }
        return result;
      }
      const operands = inputs.map((input) => localOf(input, column));
      return isInstruction(operation)
        ? code.result(operation, ...operands)
        : code.resultOf(operation as Called, ...operands);
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
