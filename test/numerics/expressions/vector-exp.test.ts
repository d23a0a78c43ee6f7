import { defaultBackend, seededRandom } from "@nn/core";
import { Computation, type DType, exp, uniform } from "@nn/core/component";
import { expect, test } from "vitest";

const EXP = new Computation({ name: "exponential", arrays: ["y", "x"], lines: ["y = exp(x)"] });
/** Around the bounds between which a power of two is a normal number, and beyond which the result is 0 or infinite. */
const FAR = [707.9, 708, 708.1, 709.782712893384, 709.7827128933841, 745.1, 745.14, 1e4, Infinity].flatMap((x) => [
  x,
  -x,
]);

test.each<DType>(["float64", "float32"])(
  "two numbers at a time, near or far, have the bits of one alone in %s",
  (dtype) => {
    const random = seededRandom("exp");
    // Each far number beside a near one, on either side, beside another far one, and alone at the end of a row.
    const near = FAR.map(() => uniform(random, -20, 20));
    const numbers = [
      ...FAR.flatMap((x, i) => [x, near[i]!, near[i]!, x]),
      ...FAR,
      ...near,
      0,
      -0,
      Number.NaN,
      1,
      5e-324,
    ];
    for (const length of [numbers.length, numbers.length - 1]) {
      const backend = defaultBackend();
      const [y, x] = backend.allocate(dtype, [length, length]);
      x!.set(numbers.slice(0, length));
      backend.kernels(dtype).compute(EXP, [], 1, length, y!, x!);
      const alone = Float64Array.from(x!, (value) => exp(value));
      expect(y).toEqual(dtype === "float64" ? alone : Float32Array.from(alone));
    }
  },
);
