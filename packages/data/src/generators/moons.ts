import { checkGenerator, type Generated, type GeneratorOptions, noisy } from "./options.js";
import { direction } from "./sine.js";

/**
 * Two half circles that reach into each other: class 0 is at (cos πt, sin πt), class 1 at (1 − cos πt, ½ − sin πt), with t in
 * even steps from 0 to 1 and normal noise. The classes take turns; 200 examples with noise 0.1 unless given.
 *
 * @throws OptionError for an option that doesn't exist, or has a value that it can't have.
 *
 * @example
 * moons({ examples: 4, noise: 0 }).targets; // => [0, 1, 0, 1]
 * moons({ examples: 4, noise: 0 }).inputs; // => [[1, 0], [0, 0.5], [-1, 0], [2, 0.5]]
 */
export function moons(options: GeneratorOptions = {}): Generated {
  const checked = checkGenerator("moons", options, { examples: 200, noise: 0.1 });
  const last = Math.max(Math.ceil(checked.examples / 2) - 1, 1);
  const targets = Array.from({ length: checked.examples }, (_, i) => i % 2);
  const inputs = targets.map((target, i) => {
    const { sine, cosine } = direction(Math.floor(i / 2) / last / 2);
    return noisy(target === 0 ? [cosine, sine] : [1 - cosine, 0.5 - sine], checked);
  });
  return { inputs, targets };
}
