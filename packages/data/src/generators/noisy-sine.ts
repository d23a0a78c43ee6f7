import { normal } from "@nn/core/component";
import { checkGenerator, type Generated, type GeneratorOptions } from "./options.js";
import { direction } from "./sine.js";

/**
 * A curve to be found in noise: y = sin 2πx + noise, with x drawn evenly from 0 to below 1. 100 examples with noise 0.1 unless
 * given.
 *
 * @throws OptionError for an option that doesn't exist, or has a value that it can't have.
 *
 * @example
 * const { inputs, targets } = noisySine({ examples: 50, noise: 0, seed: 1 });
 * inputs.every(([x], i) => Math.abs(targets[i] - Math.sin(2 * Math.PI * x)) < 1e-15); // => true
 */
export function noisySine(options: GeneratorOptions = {}): Generated {
  const { examples, noise, random } = checkGenerator("noisySine", options, { examples: 100, noise: 0.1 });
  const inputs = Array.from({ length: examples }, () => [random()]);
  return { inputs, targets: inputs.map(([x]) => normal(random, direction(x!).sine, noise)) };
}
