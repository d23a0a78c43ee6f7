import type { NodePlace } from "../place.js";

/** What an operator computes of each number, in the language of formulas, with its operands in their order. */
type Text = (operands: readonly string[], node: NodePlace) => string;

const called =
  (name: string): Text =>
  ([x]) =>
    `${name}(${x})`;
const between =
  (operator: string): Text =>
  ([a, b]) =>
    `(${a} ${operator} ${b})`;
const folded =
  (name: string): Text =>
  (all) =>
    all.reduce((one, other) => `${name}(${one}, ${other})`);

/** The operators that go number by number, with the defaults of the standard for their attributes. */
export const TEXTS: Readonly<Record<string, Text>> = {
  Add: between("+"),
  Sub: between("-"),
  Mul: between("*"),
  Div: between("/"),
  Less: between("<"),
  LessOrEqual: between("<="),
  Greater: between(">"),
  GreaterOrEqual: between(">="),
  Equal: between("=="),
  And: between("and"),
  Or: between("or"),
  Where: ([condition, one, other]) => `(${condition} ? ${one} : ${other})`,
  Max: folded("max"),
  Min: folded("min"),
  Neg: ([x]) => `(-${x})`,
  Abs: called("abs"),
  Exp: called("exp"),
  Log: called("log"),
  Sqrt: called("sqrt"),
  Floor: called("floor"),
  Tanh: called("tanh"),
  Erf: called("erf"),
  Reciprocal: ([x]) => `(1 / ${x})`,
  Pow: ([x, exponent]) => `(${x}^${exponent})`,
  Relu: ([x]) => `max(0, ${x})`,
  Sigmoid: ([x]) => `(1 / (1 + exp(-${x})))`,
  Softplus: ([x]) => `(max(${x}, 0) + log1p(exp(-abs(${x}))))`,
  Softsign: ([x]) => `(${x} / (1 + abs(${x})))`,
  LeakyRelu: ([x], node) => `(${x} < 0 ? ${node.float("alpha", 0.01)} * ${x} : ${x})`,
  Elu: ([x], node) => `(${x} < 0 ? ${node.float("alpha", 1)} * (exp(${x}) - 1) : ${x})`,
  Clip: ([x, least, most]) => {
    const above = least === undefined ? x! : `max(${x}, ${least})`;
    return most === undefined ? above : `min(${above}, ${most})`;
  },
  HardSigmoid: ([x], node) => `max(0, min(1, ${node.float("alpha", 0.2)} * ${x} + ${node.float("beta", 0.5)}))`,
};
