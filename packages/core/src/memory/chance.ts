import { type FloatArray, type Kernels, type Seed, seededRandom, uniformLoop } from "@nn/numerics";
import type { StepNumber, Stream } from "./random-numbers.js";

/** Where the random numbers of layers come from. */
export interface Chance {
  /** Those of the layer at one place. @param step - For which they are drawn. @hidden */
  streamOf(kernels: Kernels, seed: Seed, path: string, step: StepNumber): Stream;
}

/**
 * Random numbers for layers that draw some in a training. The network of `@nn/core` has them for every layer; that of
 * `@nn/core/plain` has them if a layer brings them along, so that pages without such a layer don't carry them.
 *
 * @example
 * class Blurred {
 *   readonly name = "Blurred";
 *   readonly equipment = { chance };
 *   // forward adds what frame.random.fill(saved.noise, batch * inputSize) has drawn
 * }
 */
export const chance: Chance = {
  streamOf: (kernels, seed, path, step) => new RandomNumbers(kernels, seed, path, step),
};

/** There are so many numbers of 32 bits: two to that power, which an engine might compute another way. */
const WORDS = 4294967296;

/** The random numbers of the layer at one place: it has a key of its own. */
class RandomNumbers implements Stream {
  readonly #kernels: Kernels;
  readonly #seed: Seed;
  readonly #path: string;
  readonly #step: StepNumber;
  #key: readonly [number, number] | undefined;

  constructor(kernels: Kernels, seed: Seed, path: string, step: StepNumber) {
    this.#kernels = kernels;
    this.#seed = seed;
    this.#path = path;
    this.#step = step;
  }

  fill(out: FloatArray, length: number): void {
    this.#key ??= keyOf(this.#seed, this.#path);
    (this.#kernels.uniform ?? uniformLoop)(out, this.#key, this.#step.number, length);
  }

  on(kernels: Kernels, step: StepNumber): Stream {
    return new RandomNumbers(kernels, this.#seed, this.#path, step);
  }
}

function keyOf(seed: Seed, path: string): readonly [number, number] {
  const random = seededRandom(seed, `${path}/random`);
  return [Math.floor(WORDS * random()), Math.floor(WORDS * random())];
}
