import type { GraphNode } from "@nn/core/component";
import { erfOf } from "../write/erf-of.js";

/** Longer derivatives aren't written out. */
const LONGEST = 5000;

/** The texts of a formula of z and of its derivative; `undefined` for one that goes over rows, or whose derivative is too long. */
export function derivativeOf(value: GraphNode): string | undefined {
  const texts = new Map<GraphNode, string>();
  const slopes = new Map<GraphNode, string>();
  const short = (text: string): string => {
    if (text.length > LONGEST) throw TOO_LONG;
    return text;
  };
  const once = (known: Map<GraphNode, string>, node: GraphNode, make: (node: GraphNode) => string): string => {
    const text = known.get(node) ?? short(make(node));
    known.set(node, text);
    return text;
  };
  const text = (node: GraphNode): string => once(texts, node, textOf);
  const slope = (node: GraphNode): string => once(slopes, node, slopeOf);
  const textOf = (node: GraphNode): string => {
    const ofErf = erfOf(node);
    if (ofErf !== undefined) return `erf(${text(ofErf)})`;
    const { operation, inputs, value } = node;
    const given = inputs.map(text);
    if (operation === "number") return `${value}`;
    if (operation === "load") return "z";
    if (operation === "negate") return `(-${given[0]})`;
    if (operation === "?") return `(${given[0]} ? ${given[1]} : ${given[2]})`;
    if (OF_NUMBERS.has(operation)) return `${operation}(${given.join(", ")})`;
    if (inputs.length === 2) return `(${given[0]} ${operation} ${given[1]})`;
    throw TOO_LONG;
  };
  const slopeOf = (node: GraphNode): string => {
    const { operation, inputs } = node;
    const [a, b, c] = inputs as [GraphNode, GraphNode, GraphNode];
    if (operation === "number" || operation === "floor") return "0";
    if (operation === "load") return "1";
    const ofErf = erfOf(node);
    // 2/√π
    if (ofErf !== undefined) return times(slope(ofErf), `(1.1283791670955126 * exp(-${text(ofErf)}^2))`);
    if (operation === "+" || operation === "-") return added(operation, slope(a), slope(b));
    if (operation === "*") return added("+", times(slope(a), text(b)), times(text(a), slope(b)));
    if (operation === "/") {
      const first = slope(a) === "0" ? "0" : `(${slope(a)} / ${text(b)})`;
      return added("-", first, times(text(node), relative(b)));
    }
    if (operation === "negate") return slope(a) === "0" ? "0" : `(-${slope(a)})`;
    if (operation === "?") return `(${text(a)} ? ${slope(b)} : ${slope(c)})`;
    if (operation === "max") return `(${text(a)} < ${text(b)} ? ${slope(b)} : ${slope(a)})`;
    if (operation === "min") return `(${text(b)} < ${text(a)} ? ${slope(b)} : ${slope(a)})`;
    if (operation === "log") return relative(a);
    const outer = OUTER[operation]?.(text(a), text(node));
    if (outer === undefined) throw TOO_LONG;
    return times(slope(a), outer);
  };
  // The derivative of log(x), without numbers that become infinite where x is 1 + e^w.
  const relative = (x: GraphNode): string => {
    if (slope(x) === "0") return "0";
    if (x.operation === "exp") return slope(x.inputs[0]!);
    const [one, other] = x.inputs;
    const w = [one, other].find((operand) => operand?.operation === "exp")?.inputs[0];
    const hasOne = [one, other].some((operand) => operand?.operation === "number" && operand.value === 1);
    if (x.operation === "+" && w && hasOne) return `(${slope(w)} / (1 + exp(-${text(w)})))`;
    return `(${slope(x)} / ${text(x)})`;
  };
  try {
    return slope(value);
  } catch (error) {
    if (error === TOO_LONG) return undefined;
    throw error;
  }
}

const TOO_LONG: unique symbol = Symbol("too long");
const OF_NUMBERS: ReadonlySet<string> = /* @__PURE__ */ new Set("abs sqrt floor exp log log1p tanh min max".split(" "));
/** The derivatives of functions, of x and their value. */
const OUTER: Readonly<Record<string, (x: string, value: string) => string>> = {
  exp: (_, value) => value,
  log1p: (x) => `(1 / (1 + ${x}))`,
  sqrt: (_, value) => `(0.5 / ${value})`,
  tanh: (_, value) => `(1 - ${value}^2)`,
  abs: (x) => `(${x} < 0 ? -1 : 1)`,
};

const times = (a: string, b: string): string =>
  a === "0" || b === "0" ? "0" : a === "1" ? b : b === "1" ? a : `(${a} * ${b})`;
const added = (operator: string, a: string, b: string): string => {
  if (b === "0") return a;
  if (a === "0") return operator === "+" ? b : `(-${b})`;
  return `(${a} ${operator} ${b})`;
};
