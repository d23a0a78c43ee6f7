import type { Initializer } from "@nn/core/component";
import { eachMatrix } from "./matrices.js";

/**
 * 1 where an input and a unit have the same number, and 0 elsewhere: a layer begins by passing on what it gets. As the recurrent weights
 * of a network that is to remember, whose activation is relu.
 * The weights of a convolution aren't such matrices: take another initializer for those.
 *
 * Source: Q. Le, N. Jaitly and G. Hinton, "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units" (2015).
 *
 * @example
 * const network = new Sequential([new Dense(2, 2, { weightInitializer: identityMatrix })]);
 * [...network.getParameters()["0.weight"]]; // => [1, 0, 0, 1]
 */
export const identityMatrix: Initializer = {
  kind: "identityMatrix",
  name: "identityMatrix",
  fill(values, fans) {
    eachMatrix(values, fans, (matrix, _rows, columns) => {
      for (let i = 0; i < matrix.length; i++) matrix[i] = Math.floor(i / columns) === i % columns ? 1 : 0;
    });
  },
};
