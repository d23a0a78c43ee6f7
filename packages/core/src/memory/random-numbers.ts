import type { FloatArray, Kernels, Seed } from "@nn/numerics";
import { OptionError, seededRandom, uniformLoop } from "@nn/numerics";
import type { RandomStream } from "../contracts/random-stream.js";

/** What holds the number of the step for which random numbers are drawn. */
export interface StepNumber {
  readonly number: ArrayLike<number>;
}

/** A stream that can be had for other steps. */
export interface Stream extends RandomStream {
  on(kernels: Kernels, step: StepNumber): Stream;
}

/** What layers are given where there is no training. */
export const NOT_RANDOM: Stream = {
  fill() {
    throw new OptionError("There are random numbers in a training alone: predictions are the same for the same input.");
  },
  on: () => NOT_RANDOM,
};

/** There are so many numbers of 32 bits: two to that power, which an engine might compute another way. */
const WORDS = 4294967296;

/** The random numbers of the layer at one place: it has a key of its own. */
export class RandomNumbers implements Stream {
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
