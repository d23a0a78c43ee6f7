import { type Activation, defineActivation, type GraphNode, OptionError } from "@nn/core/component";
import {
  exponential,
  gelu,
  geluTanh,
  hardSigmoid,
  hardSwish,
  hardTanh,
  identity,
  logSigmoid,
  logSoftmax,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
} from "@nn/layers";
import { activationText, keyOf, OWN, resultOf } from "../write/key-of.js";
import { derivativeOf } from "./derivative.js";

/** log(1 + x) as files have it, which know no operator for it: see formula-nodes.ts. */
const LOG1P = "(x + 1) == 1 ? x : x < 1 ? log(x + 1) * (x / ((x + 1) - 1)) : log(x + 1)";

const OURS: readonly Activation[] = [
  exponential,
  gelu,
  geluTanh,
  hardSigmoid,
  hardSwish,
  hardTanh,
  identity,
  logSigmoid,
  logSoftmax,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
];

/**
 * The activations that a formula of a file may be, by how they are computed, and that of any other formula.
 *
 * @param given - Those of a user, which come first.
 */
export class Activations {
  readonly #known = new Map<string, Activation>();

  constructor(given: readonly Activation[]) {
    for (const one of [...given, ...OURS]) {
      const { name, computes, formula } = one;
      const own = computes?.[0]?.text.lines ?? (formula ? [`a = ${formula.value}`] : []);
      const spelt = own.map((line) => line.replace(/log1p(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))/g, spellOut));
      for (const lines of [own, spelt, ...(formula ? [[`a = ${formula.value}`]] : [])]) {
        if (lines.length === 0) continue;
        const key = roundedKey(resultOf(activationText(name, lines)));
        if (!this.#known.has(key)) this.#known.set(key, one);
      }
    }
  }

  /** Whether a formula is that of an activation that is known. */
  readonly knows = (formula: string): boolean => this.#known.has(roundedKey(valueOfText(formula)));

  /** Whether its derivative follows from it. */
  readonly derives = (formula: string): boolean => derivativeOf(valueOfText(formula)) !== undefined;

  /**
   * The activation of a formula of z.
   *
   * @throws OptionError for a formula that can't be read, or whose derivative isn't known.
   */
  of(formula: string): Activation {
    const value = valueOfText(formula);
    const known = this.#known.get(roundedKey(value));
    if (known !== undefined) return known;
    const derivative = derivativeOf(value);
    if (derivative === undefined) {
      throw new OptionError(
        `the derivative of ${formula.slice(0, 200)} isn't known: name the activation, { activations: [yours] }.`,
      );
    }
    return defineActivation({ name: "formula", formula: { value: formula, derivative }, functions: OWN });
  }
}

/** With numbers as files have them, in float32. */
const roundedKey = (value: GraphNode): string =>
  keyOf(value).replace(/(?<=number )\S+/g, (number) => String(Math.fround(Number(number))));

const spellOut = (_: string, x: string): string => `(${LOG1P.replaceAll("x", x)})`;

const valueOfText = (formula: string): GraphNode => resultOf(activationText("the formula", [`a = ${formula}`]));
