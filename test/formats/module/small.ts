import { Sequential } from "@nn/core";
import { Dense, tanh } from "@nn/layers";

/** The four pairs of bits, and whether they differ. */
export const XOR = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [0, 1, 1, 0],
};

/** A network that can learn it. */
export const small = (seed = "xor"): Sequential =>
  new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], { seed });
