import { defaultBackend, reference, writtenLoop } from "@nn/core/backend";
import { Computation, defineActivation, defineLoss, erf, erfFormula, Registry } from "@nn/core/component";
import { activationContract, lossContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { measures } from "../../contracts/draws.js";

/** From −7 to 7, with all that is special. */
const PLACES = [
  ...[0, -0, Number.NaN, Infinity, -Infinity, 5e-324, 1e300, -1e300, 1, -1, 1 - 2 ** -53],
  ...Array.from({ length: 1400 }, (_, i) => (i - 700) / 100),
];
const computation = new Computation({
  name: "erf",
  arrays: ["y", "z"],
  functions: { erf: erfFormula },
  lines: ["y = erf(z)"],
});

describe("a text's own functions", () => {
  test.each([reference, defaultBackend()])("erf as a formula has the bits of the function on $name", (backend) => {
    for (const dtype of ["float64", "float32"] as const) {
      const [y, z] = backend.allocate(dtype, [PLACES.length, PLACES.length]);
      z!.set(PLACES);
      backend.kernels(dtype).compute(computation, [], 1, PLACES.length, y!, z!);
      const rounded = dtype === "float32" ? Math.fround : Number;
      expect(Array.from(y!)).toEqual(Array.from(z!, (x) => rounded(erf(x))));
    }
  });

  test("are written out in a module's loop, as are those that there are", () => {
    const { lines, used } = writtenLoop(
      new Computation({
        name: "cubed",
        arrays: ["y", "z"],
        functions: { cube: "x^3" },
        lines: ["y = cube(z) + exp(z)"],
      }),
      ["y", "z"],
    );
    expect(lines).toEqual([
      "for (let i = 0; i < rows * columns; i++) {",
      "const v0 = z[i];",
      "y[i] = (v0 * (v0 * v0)) + exp(v0);",
      "}",
    ]);
    expect(used).toEqual(["exp"]);
  });

  const cubed = defineActivation({
    name: "cubed",
    functions: { cube: "x^3 / 10" },
    formula: { value: "z^3 / 10", derivative: "0.3 * z^2" },
    forward: ["x = min(max(z, -1e9), 1e9)", "a = cube(x)"],
    backward: ["x = min(max(z, -1e9), 1e9)", "dz = da * 0.3 * x^2"],
  });
  const cubedError = defineLoss({
    name: "cubedError",
    functions: { cube: "abs(x)^3" },
    formula: { value: "mean(abs(p - t)^3)" },
    value: ["value = mean(cube(p - t))"],
    gradient: ["gradient = 3 * (p - t) * abs(p - t) / (batch * size)"],
  });

  test("belong to an activation and a loss, and are written down with them", () => {
    for (const { run } of activationContract(cubed)) run();
    for (const { run } of lossContract(cubedError, { example: measures })) run();
    expect(new Registry([]).describe(cubedError).settings).toMatchObject({ functions: { cube: "abs(x)^3" } });
  });

  const refused = (functions: Record<string, string>, line = "y = z"): (() => unknown) => {
    return () => new Computation({ name: "own", arrays: ["y", "z"], functions, lines: [line] });
  };

  test("don't call themselves, nor each other in a circle", () => {
    expect(refused({ cube: "cube(x) * x^2" }, "y = cube(z)")).toThrow('can\'t be read from "cube ( x ) * x ^ 2" on.');
    expect(refused({ one: "two(x)", two: "one(x)" }, "y = one(z)")).toThrow('can\'t be read from "one ( x )" on.');
  });

  test("are refused where they can't be read, and called with other operands", () => {
    expect(refused({ cube: "x^^3" }, "y = cube(z)")).toThrow('own: "y = cube(z)" can\'t be read from "^ 3" on.');
    expect(refused({ cube: "x^3" }, "y = cube(z, z)")).toThrow("It takes another number of operands.");
    expect(refused({ cube: "x^3" }, "y = cube * z")).toThrow('can\'t be read from "cube * z" on.');
    expect(refused(null as never)).toThrow(
      'Computation: functions must be what each name stands for, as in { eta: "learningRate" }, but is null.',
    );
  });
});
