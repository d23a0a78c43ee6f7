import { defaultBackend, seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import { Computation, type DType, exp, uniform } from "@nn/core/component";
import { expect, test } from "vitest";
import { watchEngine } from "./compiled.js";

/** Around the bounds between which a power of two is a normal number, and beyond which the result is 0 or infinite. */
const FAR = [707.9, 708, 708.1, 709.782712893384, 709.7827128933841, 745.1, 745.14, 1e4, Infinity].flatMap((x) => [
  x,
  -x,
]);
/** So many numbers are worth compiled code. */
const MANY = 5000;

test.each<DType>(["float64", "float32"])("two numbers at a time, near or far, have the bits of one in %s", (dtype) => {
  const random = seededRandom("exp");
  // Each far number beside a near one, on either side, and beside another far one.
  const near = FAR.map(() => uniform(random, -20, 20));
  const some = [...FAR.flatMap((x, i) => [x, near[i]!, near[i]!, x]), ...FAR, ...near, 0, -0, Number.NaN, 1, 5e-324];
  const numbers = Array.from({ length: MANY }, (_, i) => some[i % some.length]!);
  const backend = defaultBackend();
  const compiled = watchEngine();
  const computation = new Computation({ name: `e^x in ${dtype}`, arrays: ["y", "x"], lines: ["y = exp(x)"] });
  // The last number is alone at the end of a row, or isn't.
  for (const length of [MANY, MANY - 1]) {
    const [y, x] = backend.allocate(dtype, [length, length]);
    x!.set(numbers.slice(0, length));
    backend.kernels(dtype).compute(computation, [], 1, length, y!, x!);
    const alone = Float64Array.from(x!, (value) => exp(value));
    expect(y).toEqual(dtype === "float64" ? alone : Float32Array.from(alone));
  }
  expect(compiled).toEqual({ count: 1, refused: [] });
});

test.each([1, 2, 3])("of a number of the call, of a row and of each column of %i", (columns) => {
  const computation = new Computation({
    name: `e^x of all ranks, ${columns}`,
    arrays: ["y", "x"],
    scalars: ["s"],
    lines: [`y = x * (${columns} + exp(s)) + exp(exp(max(x)) - x)`],
  });
  const compiled = watchEngine();
  const [mine, its] = [defaultBackend(), reference].map((backend) => {
    const [y, x] = backend.allocate("float64", [MANY * columns, MANY * columns]);
    x!.set(Float64Array.from(x!, (_, i) => Math.sin(i + 1)));
    backend.kernels("float64").compute(computation, [0.5], MANY, columns, y!, x!);
    return y;
  });
  expect(mine).toEqual(its);
  expect(compiled).toEqual({ count: 1, refused: [] });
});
