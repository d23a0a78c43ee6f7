// No library, but what none can pass with vectors of 128 bits: as many multiplications and additions in single precision
// as a training's matrix products have, on numbers that never leave the registers.
import { compile } from "../assembly/compile.mjs";

/** How many numbers one turn of the loop multiplies and adds to: fourteen vectors of four. */
const NUMBERS = 14 * 4;

export async function train({ layers, count, epochs }) {
  const kernel = await compile("registers", 0);
  // Forward, the weights' gradients, and but for the first layer the gradient of what it was given.
  const products = layers.map(({ inputs, units }, place) => (place === 0 ? 2 : 3) * inputs * units);
  const multiplications = epochs * count * products.reduce((sum, product) => sum + product);
  return {
    bound: "no training: as many multiplications and additions as its products have, 128 bits at a time",
    reset() {},
    run(times) {
      for (let i = 0; i < times; i++) kernel.run(multiplications / NUMBERS);
    },
  };
}
