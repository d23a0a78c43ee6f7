import { OptionError } from "../errors/errors.js";
import { quoted } from "../errors/printable.js";
import type { Node, Nodes } from "./node.js";
import { ARITY } from "./operations.js";

/** How tight operators bind; those of one level from the left. */
const LEVELS: ReadonlyMap<string | undefined, number> = /* @__PURE__ */ (() =>
  new Map(
    ["?", "or", "and", "< > <= >= ==", "+ -", "* /", "", "^"].flatMap((operators, level) =>
      operators.split(" ").map((operator) => [operator, level] as const),
    ),
  ))();
const [CONDITIONAL, NEGATED] = [0, 6] as const;

const TOKENS = /\d+(?:\.\d+)?(?:e[+-]?\d+)?|[\p{L}_][\p{L}\p{N}_]*|[<>=]=|\S/gu;

/** What names stand for: numbers, and functions of one number x, by their formulas. */
type Names = ReadonlyMap<string, Node | string>;

/** Longer or deeper formulas are refused: they would overflow the engine's stack, or take seconds. */
const [LONGEST, DEEPEST] = [10_000, 200] as const;

/**
 * Reads a formula: numbers, names, `+ - * / ^`, comparisons, `and`, `or`, `condition ? one : other`, brackets and
 * functions.
 *
 * @throws OptionError that goes on after the text, with the place from which it can't be read.
 */
export function read(text: string, names: Names, nodes: Nodes): Node {
  if (text.length > LONGEST) throw new OptionError(`is longer than ${LONGEST} characters. Divide it into lines.`);
  const tokens = text.match(TOKENS) ?? [];
  let at = 0;
  let depth = 0;
  const refuse = (from = at): never => {
    if (from >= tokens.length) throw new OptionError("ends before it is complete.");
    const rest = quoted(tokens.slice(from).join(" "));
    throw new OptionError(`can't be read from ${rest} on.${remedyFor(tokens[from]!, tokens[from + 1], names)}`);
  };
  const expect = (token: string): void => void (tokens[at] === token ? at++ : refuse());

  const expression = (least: number): Node => {
    if (++depth > DEEPEST)
      throw new OptionError(`has more than ${DEEPEST} formulas within each other. Divide it into lines.`);
    let left = operand();
    for (;;) {
      const token = tokens[at]!;
      const level = LEVELS.get(token) ?? -1;
      if (level < least) {
        depth--;
        return left;
      }
      at++;
      if (token === "?") {
        const one = expression(CONDITIONAL);
        expect(":");
        left = nodes.of("?", [left, one, expression(CONDITIONAL)]);
      } else if (token === "^") left = power(left, expression(NEGATED), nodes) ?? refusePower();
      else {
        const right = expression(level + 1);
        // a > b is b < a.
        left = token[0] === ">" ? nodes.of(token.replace(">", "<"), [right, left]) : nodes.of(token, [left, right]);
      }
    }
  };
  const operand = (): Node => {
    const token = tokens[at++] ?? "";
    if (token === "-") return nodes.of("negate", [expression(NEGATED)]);
    if (token === "(") {
      const inside = expression(CONDITIONAL);
      expect(")");
      return inside;
    }
    if (/^\d/.test(token)) return nodes.of("number", [], Number(token));
    const named = names.get(token);
    if (tokens[at] !== "(") return typeof named === "object" ? named : refuse(at - 1);
    const from = at - 1;
    const operands: Node[] = [];
    do {
      at++;
      operands.push(expression(CONDITIONAL));
    } while (tokens[at] === ",");
    expect(")");
    return called(token, operands, names, nodes) ?? refuse(from);
  };

  const node = expression(CONDITIONAL);
  return at === tokens.length ? node : refuse();
}

/** What could stand where a name stands that can't be read, which begins the rest of a formula. */
function remedyFor(name: string, next: string | undefined, names: Names): string {
  if (!/^[\p{L}_]/u.test(name)) return "";
  if (typeof names.get(name) === "object") return " A product is written with *.";
  if (FUNCTIONS.includes(name) || names.has(name)) return " It takes another number of operands.";
  if (next === "(") return ` The functions are ${FUNCTIONS.join(", ")}.`;
  return ` The names are ${[...names.keys()].join(", ")}.`;
}

function refusePower(): never {
  throw new OptionError(
    "has a power whose exponent isn't a whole number from 1 to 64, or from -64 to -1. Another one, x^p, is exp(p * log(x)), or sqrt(x).",
  );
}

/** Functions that are made of others. */
const MADE: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["step", "x > 0 ? 1 : 0"],
  ["sign", "x > 0 ? 1 : x < 0 ? -1 : x"],
  // Without e^-x where that overflows.
  ["sigmoid", "x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))"],
  // Near 0 the difference would have few digits left.
  ["sinh", "abs(x) < 1 ? 2 * tanh(x / 2) / (1 - tanh(x / 2)^2) : (exp(x) - exp(-x)) / 2"],
  ["cosh", "(exp(x) + exp(-x)) / 2"],
  ["mean", "sum(x) / size"],
]);

/** Those that a formula can name; `negate` is written -x. */
const FUNCTIONS: readonly string[] = /* @__PURE__ */ [...ARITY.keys(), ...MADE.keys()].filter(
  (name) => name !== "negate",
);

/** What a function is made of; `undefined` where there is none of the name that takes so many operands. */
function called(name: string, operands: Node[], names: Names, nodes: Nodes): Node | undefined {
  const [x, another] = operands as [Node, Node?];
  const made = MADE.get(name) ?? names.get(name);
  if (!another) {
    // Within it, its own name is that of a number: it can't call itself.
    if (typeof made === "string") return read(made, new Map([...names, ["x", x], [name, x]]), nodes);
    if (name === "max") return nodes.of("largest", operands);
  }
  return ARITY.get(name) === operands.length ? nodes.of(name, operands) : undefined;
}

/** A whole power is a product, or 1 divided by one; that of scalars, as beta^t, is left to a function. */
function power(x: Node, exponent: Node, nodes: Nodes): Node | undefined {
  const { operation, inputs, value } = exponent;
  if (operation === "negate") {
    const positive = power(x, inputs[0]!, nodes);
    return positive && nodes.of("/", [nodes.of("number", [], 1), positive]);
  }
  if (operation === "scalar" && x.operation === "scalar") return nodes.of("power", [x, exponent]);
  if (operation !== "number") return undefined;
  if (!(Number.isInteger(value) && value > 0 && value <= 64)) return undefined;
  let result: Node | undefined;
  for (let square = x, rest = value; rest > 0; square = nodes.of("*", [square, square]), rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result === undefined ? square : nodes.of("*", [result, square]);
  }
  return result;
}

/** Makes products whose first factor is another one: `da * a * (1 - a)` of `a * (1 - a)`. What is 0 gives 0, whatever the factor. */
export function factorOf(factor: Node, nodes: Nodes): (node: Node) => Node {
  const known = new Map<Node, Node>();
  const made = ({ operation, inputs, value }: Node): Node => {
    const [first, ...others] = inputs as [Node, ...Node[]];
    if (operation === "*" || operation === "/") return nodes.of(operation, [times(first), ...others]);
    if (operation === "?") return nodes.of("?", [first, ...others.map(times)]);
    if (operation === "number" && value === 1) return factor;
    const node = nodes.of(operation, inputs, value);
    return operation === "number" && value === 0 ? node : nodes.of("*", [factor, node]);
  };
  /** Each node once: nested alternatives would otherwise be visited twice as often at each level. */
  const times = (node: Node): Node => {
    const product = known.get(node) ?? made(node);
    known.set(node, product);
    return product;
  };
  return times;
}
