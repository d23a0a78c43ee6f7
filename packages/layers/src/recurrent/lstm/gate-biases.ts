import type { Initializer } from "@nn/core/component";

/** The first biases of an LSTM's gates, [4, units]: those of the forget gate, which is the second, are `forget`, all others 0. */
export function gateBiases(forget: number): Initializer {
  return {
    name: `${forget} for the forget gate`,
    fill(values) {
      values.fill(0);
      values.fill(forget, values.length / 4, values.length / 2);
    },
  };
}
