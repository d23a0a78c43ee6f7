// No library, but what none can pass with vectors of 128 bits: as many multiplications and additions in single precision
// as a training's matrix products have, on numbers that never leave the registers.
import { readFileSync } from "node:fs";

/** The compiler of @nn's own kernels, which `npm run build` has installed. */
const COMPILER = "assemblyscript/dist/asc.js";
const INSTALLED = new URL("../../../packages/core/node_modules/", import.meta.url);
const SOURCE = new URL("../registers/kernel.ts", import.meta.url);
/** How many numbers one turn of the loop multiplies and adds to: twelve vectors of four. */
const NUMBERS = 12 * 4;

export async function train({ layers, count, epochs }) {
  const kernel = await compile();
  // Forward, the weights' gradients, and but for the first layer the gradient of what it was given.
  const products = layers.map(({ inputs, units }, place) => (place === 0 ? 2 : 3) * inputs * units);
  const multiplications = epochs * count * products.reduce((sum, product) => sum + product);
  return {
    bound: "no training: as many multiplications and additions as its products have, 128 bits at a time",
    reset() {},
    run(times) {
      for (let i = 0; i < times; i++) kernel(multiplications / NUMBERS);
    },
  };
}

async function compile() {
  const { main } = await import(new URL(COMPILER, INSTALLED));
  let binary;
  const { error, stderr } = await main(
    ["kernel.ts", "-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "-o", "kernel.wasm"],
    {
      readFile: (name) => (name === "kernel.ts" ? readFileSync(SOURCE, "utf8") : null),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`registers/kernel.ts doesn't compile.\n${stderr}`);
  return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports.run;
}
