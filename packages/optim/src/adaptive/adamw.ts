import { checkOptions, type PartParameter } from "@nn/core/component";
import { DecoupledWeightDecay } from "../around/decoupled-weight-decay.js";
import { Adam, type AdamOptions } from "./adam.js";

/** The settings of {@link AdamW}: those of {@link AdamOptions}, and of the decay. */
export interface AdamWOptions extends AdamOptions {
  /** λ: a step takes the part η·λ off a weight; 0.01 unless given. */
  readonly decay?: number;
  /** Which parameters decay; those whose role is `"weight"` unless given, so no biases. */
  readonly of?: (parameter: PartParameter) => boolean;
}

/**
 * Adam with decoupled weight decay: w ← w − η·λ·w before each of Adam's updates, of weights alone.
 *
 * Source: I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization" (2019), algorithm 2.
 *
 * @throws OptionError for options that don't exist, those that Adam refuses, and a negative decay; when a training begins,
 *   for an `of` that chooses none of the network's parameters.
 *
 * @example
 * new AdamW({ decay: 0.1 }).name; // => "AdamW(learningRate 0.001, decay 0.1)"
 */
export class AdamW extends DecoupledWeightDecay {
  override readonly name: string;
  readonly #adam: Adam;

  constructor(options: AdamWOptions = {}) {
    checkOptions("AdamW", options, ["learningRate", "beta1", "beta2", "epsilon", "decay", "of"]);
    const { decay = 0.01, of, ...adam } = options;
    const optimizer = new Adam(adam);
    super({ optimizer, decay, ...(of !== undefined && { of }) });
    this.#adam = optimizer;
    this.name = optimizer.name.replace(/^Adam\((.*)\)$/, `AdamW($1, decay ${decay})`);
  }

  override get kind(): string {
    return "AdamW";
  }

  /** Adam's settings in the place of an optimizer. */
  override settings(): object {
    const { optimizer: _, ...own }: { optimizer?: unknown } = super.settings();
    return { ...this.#adam.settings(), ...own };
  }
}
