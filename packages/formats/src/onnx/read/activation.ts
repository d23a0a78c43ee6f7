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
  sparsemax,
  tanh,
} from "@nn/layers";
import { activationText, keyOf, OWN, resultOf } from "../write/key-of.js";
import { derivativeOf } from "./derivative.js";
import { Formulas } from "./formulas.js";

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
  sparsemax,
  tanh,
];

/**
 * The activations that a formula of a file may be, by how they are computed, and that of any other formula.
 *
 * @param given - Those of a user, which come first.
 */
export class Activations {
  /** The names of what is long in them. */
  readonly formulas: Formulas = new Formulas();
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
  readonly knows = (formula: string): boolean => {
    const value = this.#valueOf(formula);
    return value !== undefined && this.#known.has(roundedKey(value));
  };

  /** Whether its derivative follows from it. */
  readonly derives = (formula: string): boolean => {
    const value = this.#valueOf(formula);
    return value !== undefined && derivativeOf(value) !== undefined;
  };

  /**
   * The activation of a formula of z.
   *
   * @throws OptionError for a formula that can't be read, or whose derivative isn't known.
   */
  of(formula: string): Activation {
    const value = this.#valueOf(formula);
    const known = value && this.#known.get(roundedKey(value));
    if (known !== undefined) return known;
    const whole = this.formulas.whole(formula);
    const derivative = derivativeOf(value ?? valueOfLines([`a = ${whole}`]));
    if (derivative === undefined) {
      throw new OptionError(
        `the derivative of ${whole.slice(0, 200)} isn't known: name the activation, { activations: [yours] }.`,
      );
    }
    return defineActivation({ name: "formula", formula: { value: whole, derivative }, functions: OWN });
  }

  /** `undefined` for one that can't be read, as it has too many operations. */
  #valueOf(formula: string): GraphNode | undefined {
    try {
      return valueOfLines(this.formulas.linesOf(formula));
    } catch (error) {
      if (error instanceof OptionError) return undefined;
      throw error;
    }
  }
}

/** With numbers as files have them, in float32. */
const roundedKey = (value: GraphNode): string =>
  keyOf(value).replace(/(?<=number )\S+/g, (number) => String(Math.fround(Number(number))));

const spellOut = (_: string, x: string): string => `(${LOG1P.replaceAll("x", x)})`;

const valueOfLines = (lines: readonly string[]): GraphNode => resultOf(activationText("the formula", lines));
