import { type Kernels, OptionError } from "@nn/numerics";
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
export const NOT_RANDOM: Stream = /* @__PURE__ */ without(
  "There are random numbers in a training alone: predictions are the same for the same input.",
);

/** What they are given in a training if they bring no random numbers along, and the network has none. */
export const WITHOUT_CHANCE: Stream = /* @__PURE__ */ without(
  'This network has no random numbers. A layer that draws some brings them along: import { chance } from "@nn/core/component", ' +
    "and equipment: { chance } in the layer.",
);

function without(sentence: string): Stream {
  const stream: Stream = {
    fill() {
      throw new OptionError(sentence);
    },
    on: () => stream,
  };
  return stream;
}
