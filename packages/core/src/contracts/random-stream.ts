import type { FloatArray } from "@nn/numerics";

/**
 * Random numbers of one layer in a training. Each is a function of the network's seed, the layer's place, the step and the
 * number's own place, and of nothing else: there is no state to save, backward can ask again for what forward was given,
 * and every backend gives the same bits.
 */
export interface RandomStream {
  /**
   * out[i] = the i-th number of this step, drawn evenly from [0, 1), for i in [0, length).
   *
   * @throws OptionError outside of a training: predictions are the same for the same input.
   */
  fill(out: FloatArray, length: number): void;
}
