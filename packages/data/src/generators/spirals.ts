import { finiteNumber, positiveInteger } from "@nn/core/component";
import { checkGenerator, type Generated, type GeneratorOptions, noisy } from "./options.js";
import { direction } from "./sine.js";

/** What {@link spirals} takes. */
export interface SpiralOptions extends GeneratorOptions {
  /** How many arms there are, one a class. */
  readonly arms?: number;
  /** How often each arm goes around. */
  readonly turns?: number;
}

/**
 * Arms that wind around one another, one a class: arm c of k is at t·(cos 2π(nt + c/k), sin 2π(nt + c/k)), with t in even
 * steps up to 1 and normal noise. Targets are class numbers; the classes take turns. 200 examples on 2 arms of n = 1 turn with
 * noise 0.02 unless given. With two turns it is one of the hardest tasks for a small network.
 *
 * Source: K. J. Lang and M. J. Witbrock, "Learning to Tell Two Spirals Apart", Proceedings of the 1988 Connectionist Models
 * Summer School.
 *
 * @throws OptionError for an option that doesn't exist, or has a value that it can't have.
 *
 * @example
 * spirals({ examples: 4, noise: 0 }).inputs; // => [[-0.5, 0], [0.5, 0], [1, 0], [-1, 0]]
 */
export function spirals(options: SpiralOptions = {}): Generated {
  const checked = checkGenerator("spirals", options, { examples: 200, noise: 0.02 }, ["arms", "turns"]);
  const { arms = 2, turns = 1 } = options;
  positiveInteger("spirals: arms", arms);
  finiteNumber("spirals: turns", turns);
  const steps = Math.ceil(checked.examples / arms);
  const targets = Array.from({ length: checked.examples }, (_, i) => i % arms);
  const inputs = targets.map((target, i) => {
    const t = (Math.floor(i / arms) + 1) / steps;
    const { sine, cosine } = direction(turns * t + target / arms);
    return noisy([t * cosine, t * sine], checked);
  });
  return { inputs, targets };
}
