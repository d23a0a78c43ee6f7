import { graphFor } from "../../../expressions/graph.js";
import { type Node, REDUCTIONS } from "../../../expressions/node.js";
import { type Called, isPaired } from "../binary/module.js";
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
  // Where rows have no part in it, all is one row: the more numbers, the more of them make pairs.
  const [count, width] = graph.isElementwise ? [1, rows * columns] : [rows, columns];
  for (let row = 0; row < count; row++) {
    const ofRow = new Map<Node, Local>();
    const ofNumbers = Array.from({ length: width }, () => new Map<Node, Local>());

    const knownOf = ({ rank }: Node, column: number): Map<Node, Local> =>
      rank === 0 ? once : rank === 1 ? ofRow : ofNumbers[column]!;
    const localOf = (node: Node, column: number): Local => {
      const known = knownOf(node, column);
      if (!known.has(node)) known.set(node, made(node, column));
      return known.get(node)!;
    };
    /** A function of two numbers at a time also gives that of the number beside, where there is one. */
    const madePaired = (node: Node, column: number): Local => {
      const first = node.rank === 2 ? column - (column % 2) : column;
      const columns = node.rank === 2 && first + 1 < width ? [first, first + 1] : [first];
      const operands = columns.map((i) => localOf(node.inputs[0]!, i));
      const results = code.resultsOf(node.operation as Called, operands as [Local, Local?]);
      for (const [at, i] of columns.entries()) knownOf(node, i).set(node, results[at]!);
      return results[column - first]!;
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
          return loaded(value, node.rank === 1 ? row : graph.isByColumn(value) ? column : row * width + column);
        case "stored":
          return code.converted(code.converted(localOf(inputs[0]!, column), code.format), F64);
      }
      if (REDUCTIONS.has(operation)) {
        let result = code.number(operation === "sum" ? 0 : Number.NEGATIVE_INFINITY);
        for (let i = 0; i < width; i++) {
          const term = localOf(inputs[0]!, i);
          result = code.result(operation === "sum" ? "+" : "max", result, term);
        }
        return result;
      }
      if (!isInstruction(operation) && isPaired(operation as Called)) return madePaired(node, column);
      const operands = inputs.map((input) => localOf(input, column));
      return isInstruction(operation)
        ? code.result(operation, ...operands)
        : code.resultOf(operation as Called, ...operands);
    };

    for (const refusal of graph.refusals) {
      for (let i = 0; i < (refusal.rank === 2 ? width : 1); i++) code.stopIf(localOf(refusal, i));
    }
    // All are computed before one is written, which may be the same array.
    const values = graph.stores.map(({ value, isByRow }) =>
      Array.from({ length: isByRow ? 1 : width }, (_, i) => localOf(value, i)),
    );
    for (const [s, { array, isByRow }] of graph.stores.entries()) {
      for (const [i, value] of values[s]!.entries())
        code.store(addresses[array]!, isByRow ? row : row * width + i, value);
    }
  }
};
