import { finiteNumber, positiveInteger } from "@nn/core/component";
import { checkGenerator, type Generated, type GeneratorOptions, LARGEST, noisy } from "./options.js";
import { direction } from "./sine.js";

/** What {@link blobs} takes. */
export interface BlobOptions extends GeneratorOptions {
  /** How many classes there are. */
  readonly classes?: number;
  /** How far the classes' centres are from (0, 0). */
  readonly radius?: number;
}

/**
 * Round clouds of points, one a class: the centre of class c of k is at r·(cos 2πc/k, sin 2πc/k), and its points are normally
 * distributed around it. Targets are class numbers; the classes take turns. 300 examples in 3 classes with noise 1 and the
 * radius r = 4 unless given.
 *
 * @throws OptionError for an option that doesn't exist, or has a value that it can't have.
 *
 * @example
 * blobs({ examples: 3, noise: 0, classes: 2 }).inputs; // => [[4, 0], [-4, 0], [4, 0]]
 * blobs({ examples: 4, seed: 1 }).targets; // => [0, 1, 2, 0]
 */
export function blobs(options: BlobOptions = {}): Generated {
  const checked = checkGenerator("blobs", options, { examples: 300, noise: 1 }, ["classes", "radius"]);
  const { classes = 3, radius = 4 } = options;
  positiveInteger("blobs: classes", classes);
  finiteNumber("blobs: radius", radius, { atLeast: 0, below: LARGEST });
  const targets = Array.from({ length: checked.examples }, (_, i) => i % classes);
  const inputs = targets.map((target) => {
    const { sine, cosine } = direction(target / classes);
    return noisy([radius * cosine, radius * sine], checked);
  });
  return { inputs, targets };
}
