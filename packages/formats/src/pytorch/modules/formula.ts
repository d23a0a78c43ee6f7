import { type GraphNode, OptionError } from "@nn/core/component";
import { erfOf } from "../../onnx/write/erf-of.js";
import { numberText, type PythonNames } from "../python/texts.js";

/** What the letters of a formula are in Python. */
export interface FormulaLetters {
  /** Tensors, in the formula's order; the first one, which is written, has none. */
  readonly arrays: readonly (string | undefined)[];
  /** How many numbers a row has: a number in Python. */
  readonly size: string;
  /** How many rows there are, where the formula may ask. */
  readonly batch?: string;
  /** Numbers that the formula names, or what they are called in Python. */
  readonly scalars?: readonly (number | string)[];
  /** Parts that have a name already. */
  readonly known?: ReadonlyMap<GraphNode, string>;
}

/** How tightly a text holds together: as a sum, a product, a power, or as one word. */
const [CONDITION, SUM, PRODUCT, SIGN, POWER, WORD] = [0, 1, 2, 3, 4, 5] as const;

interface Text {
  readonly text: string;
  readonly level: number;
}

const INFIX: Readonly<Record<string, readonly [operator: string, level: number, left: number, right: number]>> = {
  "+": ["+", SUM, SUM, PRODUCT],
  "-": ["-", SUM, SUM, PRODUCT],
  "*": ["*", PRODUCT, PRODUCT, SIGN],
  "/": ["/", PRODUCT, PRODUCT, SIGN],
  power: ["**", POWER, WORD, WORD],
  "<": ["<", CONDITION, SUM, SUM],
  "<=": ["<=", CONDITION, SUM, SUM],
  "==": ["==", CONDITION, SUM, SUM],
  or: ["|", CONDITION, WORD, WORD],
  and: ["&", CONDITION, WORD, WORD],
};

const FUNCTIONS: ReadonlySet<string> = new Set(["abs", "sqrt", "floor", "exp", "log", "log1p", "tanh"]);

/**
 * A formula of tensors in Python: lines that name what is used more than once, and the result.
 *
 * @param label - What it is a formula of, for messages.
 * @param names - For what is used more than once; without any, all is one expression.
 */
export function formulaText(
  label: string,
  value: GraphNode,
  letters: FormulaLetters,
  names?: PythonNames,
): { lines: string[]; result: string } {
  const lines: string[] = [];
  const known = new Map<GraphNode, Text>();
  for (const [node, text] of letters.known ?? []) known.set(node, { text, level: WORD });
  const uses = usesIn(value);
  const tensor = letters.arrays.find((array) => array !== undefined) ?? "x";

  const textOf = (node: GraphNode): Text => {
    const found = known.get(node) ?? named(node, made(node));
    known.set(node, found);
    return found;
  };
  const named = (node: GraphNode, made: Text): Text => {
    if (names === undefined || (uses.get(node) ?? 0) < 2 || (made.level === WORD && !made.text.includes("(")))
      return made;
    const isWord = /^[a-z]+$/.test(node.operation) && node.operation !== "stored";
    const name = names.like(isWord ? `${node.operation}_` : "part");
    lines.push(`${name} = ${made.text}`);
    return { text: name, level: WORD };
  };
  const within = (node: GraphNode, least: number): string => {
    const { text, level } = textOf(node);
    return level < least ? `(${text})` : text;
  };
  const call = (name: string, ...given: string[]): Text => ({ text: `${name}(${given.join(", ")})`, level: WORD });

  const made = (node: GraphNode): Text => {
    const { operation, inputs, value: number, rank } = node;
    const [a, b, c] = inputs as [GraphNode, GraphNode, GraphNode];
    const ofErf = erfOf(node);
    if (ofErf !== undefined && rank > 0) return call("torch.erf", within(ofErf, CONDITION));
    const all = (): string[] => inputs.map((input) => within(input, CONDITION));
    if (operation === "number") return numberOf(number);
    if (operation === "scalar") {
      const scalar = letters.scalars?.[number] ?? refuse(node);
      return typeof scalar === "string" ? { text: scalar, level: WORD } : numberOf(scalar);
    }
    if (operation === "extent") {
      return { text: (number === 0 ? letters.size : letters.batch) ?? refuse(node), level: WORD };
    }
    if (operation === "index") return call("torch.arange", letters.size, `dtype=${tensor}.dtype`);
    if (operation === "load") return { text: letters.arrays[number] ?? refuse(node), level: WORD };
    if (operation === "stored") return textOf(a);
    if (operation === "negate") return { text: `-${within(a, POWER)}`, level: SIGN };
    if (operation === "sum" || operation === "largest") return overRow(operation, a);
    if (INFIX[operation] !== undefined) {
      const [sign, level, left, right] = INFIX[operation];
      if (rank === 0) return ofNumbers(node, sign, level, [scalar(a, left), scalar(b, right)]);
      return { text: `${within(a, left)} ${sign} ${within(b, right)}`, level };
    }
    if (operation === "?") {
      if (a.rank === 0)
        return { text: `(${within(b, SUM)} if ${within(a, CONDITION)} else ${within(c, SUM)})`, level: WORD };
      return call("torch.where", within(a, CONDITION), asTensor(b), asTensor(c));
    }
    if (operation === "min" || operation === "max") {
      if (rank === 0) return call(operation, scalar(a, CONDITION), scalar(b, CONDITION));
      if (a.rank > 0 && b.rank > 0) return call(`torch.${operation}imum`, ...all());
      const [changing, fixed] = a.rank > 0 ? [a, b] : [b, a];
      return call(
        "torch.clamp",
        within(changing, CONDITION),
        `${operation === "min" ? "max" : "min"}=${within(fixed, CONDITION)}`,
      );
    }
    if (!FUNCTIONS.has(operation)) return refuse(node);
    if (rank > 0) return call(`torch.${operation}`, ...all());
    return call("float", `torch.${operation}(torch.tensor(${within(a, CONDITION)}, dtype=torch.float64))`);
  };
  /** One number for all, as one with a point: whole numbers of Python have other bounds. */
  const scalar = (node: GraphNode, least: number): string => {
    const text = within(node, least);
    return /^\(?-?\d+\)?$/.test(text) ? text.replace(/\d+/, "$&.0") : text;
  };
  /** Where Python has no answer, but another one than a number with a point, PyTorch has it. */
  const ofNumbers = (node: GraphNode, sign: string, level: number, [a, b]: readonly [string, string]): Text => {
    const { operation, inputs } = node;
    const isCount = letters.batch !== undefined && isOfCounts(inputs[1]!);
    const isSafe = operation !== "power" && (operation !== "/" || Boolean(Number(b)) || b === letters.size || isCount);
    const text = `${a} ${sign} ${b}`;
    return isSafe ? { text, level } : call("float", `torch.tensor(${a}, dtype=torch.float64) ${sign} ${b}`);
  };
  const numberOf = (value: number): Text => ({
    text: numberText(value),
    level: value < 0 || Object.is(value, -0) ? SIGN : WORD,
  });
  const asTensor = (node: GraphNode): string =>
    node.rank === 0 ? `${tensor}.new_tensor(${within(node, CONDITION)})` : within(node, CONDITION);
  const overRow = (operation: string, of: GraphNode): Text => {
    if (of.rank === 2)
      return call(operation === "sum" ? "torch.sum" : "torch.amax", within(of, CONDITION), "-1", "keepdim=True");
    // One number for all of a row.
    return operation === "sum" ? { text: `${letters.size} * ${within(of, SIGN)}`, level: PRODUCT } : textOf(of);
  };
  const refuse = ({ operation }: GraphNode): never => {
    throw new OptionError(`${label}: there is nothing in PyTorch for ${operation} in its formula.`);
  };
  const result = textOf(value).text;
  return { lines, result };
}

/** Whether a number is that of rows or columns, or a product of such. */
function isOfCounts({ operation, inputs }: GraphNode): boolean {
  return operation === "extent" || (operation === "*" && inputs.every(isOfCounts));
}

/** How often each part of a formula is used. */
function usesIn(value: GraphNode): ReadonlyMap<GraphNode, number> {
  const uses = new Map<GraphNode, number>();
  const visit = (node: GraphNode): void => {
    const before = uses.get(node) ?? 0;
    // What is stored in between is named where it is used.
    uses.set(node, before + 1);
    const ofErf = erfOf(node);
    if (before === 0) for (const input of ofErf ? [ofErf] : node.inputs) visit(input);
  };
  visit(value);
  return uses;
}
