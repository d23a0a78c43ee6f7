import { finiteNumber } from "@nn/core/component";
import { checkGenerator, type Generated, type GeneratorOptions, LARGEST, noisy } from "./options.js";
import { direction } from "./sine.js";

/** What {@link circles} takes. */
export interface CircleOptions extends GeneratorOptions {
  /** The radius of the inner circle; that of the outer one is 1. */
  readonly radius?: number;
}

/**
 * A circle around another: class 0 is at (cos 2πt, sin 2πt), class 1 at r·(cos 2πt, sin 2πt), with t in even steps around the
 * circle and normal noise. The classes take turns; 200 examples with noise 0.1 and the inner radius r = 0.5 unless given.
 *
 * @throws OptionError for an option that doesn't exist, or has a value that it can't have.
 *
 * @example
 * circles({ examples: 4, noise: 0 }).inputs; // => [[1, 0], [0.5, 0], [-1, 0], [-0.5, 0]]
 */
export function circles(options: CircleOptions = {}): Generated {
  const checked = checkGenerator("circles", options, { examples: 200, noise: 0.1 }, ["radius"]);
  const { radius = 0.5 } = options;
  finiteNumber("circles: radius", radius, { atLeast: 0, below: LARGEST });
  const steps = Math.ceil(checked.examples / 2);
  const targets = Array.from({ length: checked.examples }, (_, i) => i % 2);
  const inputs = targets.map((target, i) => {
    const { sine, cosine } = direction(Math.floor(i / 2) / steps);
    const r = target === 0 ? 1 : radius;
    return noisy([r * cosine, r * sine], checked);
  });
  return { inputs, targets };
}
