import { type GraphNode, OptionError } from "@nn/core/component";
import { erfOf } from "./erf-of.js";
import type { GraphWriter } from "./graph-writer.js";

/** The operator for each operation that has one. */
const OPERATORS: Readonly<Record<string, string>> = {
  ...{
    "+": "Add",
    "-": "Sub",
    "*": "Mul",
    "/": "Div",
    min: "Min",
    max: "Max",
    negate: "Neg",
    abs: "Abs",
    sqrt: "Sqrt",
  },
  ...{ floor: "Floor", exp: "Exp", log: "Log", tanh: "Tanh", "<": "Less", "<=": "LessOrEqual", "==": "Equal" },
  ...{ or: "Or", and: "And", "?": "Where", power: "Pow" },
};

/** What the letters of a formula are in a graph. */
export interface FormulaInputs {
  /** Names of the arrays, in the formula's order; the first one, which is written, has none. */
  readonly arrays: readonly (string | undefined)[];
  /** Names of its scalars. */
  readonly scalars?: readonly string[];
  /** How many numbers a row has. */
  readonly size: number;
}

/** Nodes that compute a formula number by number, and over the last dimension where it takes sums or maxima. */
export function formulaNodes(writer: GraphWriter, place: string, value: GraphNode, inputs: FormulaInputs): string {
  const known = new Map<GraphNode, string>();
  const node = (operator: string, ...given: string[]): string => writer.node(place, operator, given);
  const nameOf = (one: GraphNode): string => {
    const name = known.get(one) ?? made(one);
    known.set(one, name);
    return name;
  };
  const made = (one: GraphNode): string => {
    const { operation, inputs: operands, value: number } = one;
    if (operation === "number") return writer.scalar(number);
    if (operation === "extent" && number === 0) return writer.scalar(inputs.size);
    if (operation === "index") {
      return writer.numbers(
        `${place}/index`,
        Array.from({ length: inputs.size }, (_, i) => i),
        [inputs.size],
      );
    }
    if (operation === "load") return inputs.arrays[number] ?? refuse(one);
    if (operation === "scalar") return inputs.scalars?.[number] ?? refuse(one);
    // A negative number is one, and no operator on one.
    if (operation === "negate" && operands[0]!.operation === "number") return writer.scalar(-operands[0]!.value);
    const ofErf = erfOf(one);
    if (ofErf !== undefined) return node("Erf", nameOf(ofErf));
    const given = operands.map(nameOf);
    if (operation === "stored") return given[0]!;
    // One number for all of a row.
    const isOne = operands[0] !== undefined && operands[0].rank < 2;
    if (operation === "largest" && isOne) return given[0]!;
    if (operation === "sum" && isOne) return node("Mul", given[0]!, writer.scalar(inputs.size));
    if (operation === "sum") return node("ReduceSum", given[0]!, writer.integers([-1]));
    if (operation === "largest") return writer.node(place, "ReduceMax", given, { integers: { axes: [-1] } });
    if (operation === "log1p") return logarithmOfOneMore(given[0]!);
    return OPERATORS[operation] === undefined ? refuse(one) : node(OPERATORS[operation], ...given);
  };
  // With w = 1 + x, log(1 + x) keeps its digits near 0 where what w has lost is divided out: W. Kahan's form.
  const logarithmOfOneMore = (x: string): string => {
    const one = writer.scalar(1);
    const w = node("Add", x, one);
    const log = node("Log", w);
    const near = node("Mul", log, node("Div", x, node("Sub", w, one)));
    return node("Where", node("Equal", w, one), x, node("Where", node("Less", x, one), near, log));
  };
  const refuse = ({ operation }: GraphNode): never => {
    throw new OptionError(`${place}: there is no operator for ${operation} in its formula.`);
  };
  return nameOf(value);
}
