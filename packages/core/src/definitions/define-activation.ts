import { Computation, type Loop } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Activation } from "../contracts/activation.js";
import type { Titles } from "../contracts/formats/described.js";
import type { Formula } from "../contracts/mathematics/formula.js";
import type { OutputRange } from "../contracts/mathematics/range.js";
import { madeOfKernels } from "../recording/watch/kernels-only.js";

/** What an activation is made from. */
export interface ActivationDefinition {
  /** As `summary()` shows it: `"sigmoid"`. */
  readonly name: string;
  /**
   * Its kind, where it is to be known by that: a registry has it then. Without one, it is written down as its texts, and
   * made again of them.
   */
  readonly kind?: string;
  /** What an equal one of that kind is made from, where a function makes it: `{ slope: 0.01 }`. */
  readonly settings?: object;
  /** What readers are shown: `{ en: "the sigmoid function", fr: "la fonction sigmoïde" }`. */
  readonly titles?: Titles;
  /** a as a function of z, and ∂a/∂z as one of a or z, which must be there. */
  readonly formula: Formula & Required<Pick<Formula, "derivative">>;
  /** Functions of one number x that its texts call beside those that there are, each by its formula: `{ cube: "x^3" }`. */
  readonly functions?: Readonly<Record<string, string>> | undefined;
  /** Where its outputs lie. */
  readonly range?: OutputRange | undefined;
  /** How a is computed, line by line, where the formula as it stands would overflow. */
  readonly forward?: readonly string[];
  /** The same for dz, where it isn't da times the derivative. */
  readonly backward?: readonly string[];
}

const NONE: readonly number[] = [];

/**
 * An activation from its formulas, which every backend and every explanation reads. Whether the derivative is that of the
 * value isn't looked at here: `activationContract` of `@nn/testing` proves it by differences, and `checkGradients` of
 * `@nn/explain` in the network that uses it.
 *
 * @param forwardLoop - What was made of its texts beforehand, as `backwardLoop` was, so that a page needn't read them.
 * @throws OptionError for what isn't a definition, and for a text that can't be read.
 *
 * @example
 * const softplus = defineActivation({
 *   name: "softplus",
 *   formula: { value: "log(1 + exp(z))", derivative: "1 / (1 + exp(-z))" },
 *   forward: ["a = max(z, 0) + log1p(exp(-abs(z)))"],
 * });
 * new Sequential([new Activate(softplus)], { inputShape: [1] }).predict([0]); // => [0.6931471805599453]
 */
export function defineActivation(
  definition: ActivationDefinition,
  forwardLoop?: Loop,
  backwardLoop?: Loop,
): Activation {
  const given = advice.onDefinition?.("defineActivation", definition, forwardLoop) ?? definition;
  const { formula, forward, backward } = given;
  const value = new Computation(
    { ...given, arrays: ["a", "z"], lines: forward ?? [`a = ${formula.value}`] },
    forwardLoop,
  );
  const slope = new Computation(
    {
      ...given,
      arrays: ["dz", "da", "z", "a"],
      lines: backward ?? [`dz = ${formula.derivative}`],
      ...(!backward && { factor: "da" }),
    },
    backwardLoop,
  );
  return madeOfKernels<Activation>({
    kind: "defineActivation",
    ...given,
    computes: [value, slope],
    settings: () => given.settings ?? given,

    forward(kernels, a, z, batch, size) {
      kernels.compute(value, NONE, batch, size, a, z);
    },

    backward(kernels, dz, da, z, a, batch, size) {
      kernels.compute(slope, NONE, batch, size, dz, da, z, a);
    },
  });
}
