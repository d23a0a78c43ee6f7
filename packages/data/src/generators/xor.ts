import type { Generated } from "./options.js";

/**
 * The exclusive or: 1 where one of two inputs is 1 and the other is 0. The smallest task that needs a hidden layer, as no line
 * divides its classes.
 *
 * @example
 * xor(); // => { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0] }
 */
export function xor(): Generated {
  const inputs = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  return { inputs, targets: [0, 1, 1, 0] };
}
