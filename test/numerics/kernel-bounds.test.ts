import { runInNewContext } from "node:vm";
import { ShapeError } from "@nn/core";
import { Computation, type DType, type FloatArray, type Kernels, type OwnKernel } from "@nn/core/component";
import { describe, expect, test } from "vitest";
import { backends } from "../contracts/backends.js";
import { leastMillisecondsOf, SECOND } from "../fixtures/computing.js";

type AnyKernel = (...values: readonly unknown[]) => unknown;
type Sizes = readonly number[];

/** A kernel's arrays with how long they have to be, and what comes between and behind them, for given sizes. */
interface Signature {
  readonly sizes: readonly string[];
  readonly arrays: Readonly<Record<string, (...sizes: Sizes) => number>>;
  /** The whole call. */
  readonly call: (arrays: readonly FloatArray[], sizes: Sizes) => readonly unknown[];
}

const length = (n: number): number => n;
const area = (rows: number, columns: number): number => rows * columns;
const behind = (arrays: readonly FloatArray[], sizes: Sizes): readonly unknown[] => [...arrays, ...sizes];

const DOUBLED = new Computation({
  name: "compute",
  arrays: ["out", "values"],
  scalars: ["factor"],
  lines: ["out = factor * values + 0 * sum(values)"],
});

const ADDED: OwnKernel = {
  name: "run",
  arrays: [
    { name: "out", size: 2, use: "change" },
    { name: "values", size: 2, use: "read" },
    { name: "factor", size: 3, isForAll: true, use: "read" },
  ],
  numbers: [],
  work: 2,
  loop(batch, out, values, factor) {
    for (let i = 0; i < 2 * batch; i++) out[i]! += factor[0]! * values[i]!;
  },
};

const product = (
  out: readonly [number, number],
  a: readonly [number, number],
  b: readonly [number, number],
): Signature => {
  const of =
    ([i, j]: readonly [number, number]) =>
    (...sizes: Sizes): number =>
      sizes[i]! * sizes[j]!;
  return { sizes: ["rows", "inner", "columns"], arrays: { out: of(out), a: of(a), b: of(b) }, call: behind };
};

const signatures: Readonly<Record<keyof Kernels, Signature>> = {
  fill: { sizes: ["length"], arrays: { out: length }, call: ([out], [n]) => [out, 0.5, n] },
  matmul: product([0, 2], [0, 1], [1, 2]),
  matmulTransposed: product([0, 2], [0, 1], [1, 2]),
  addOuter: product([0, 2], [0, 1], [1, 2]),
  addRow: { sizes: ["rows", "columns"], arrays: { out: area as never, row: (_, columns) => columns! }, call: behind },
  addColumnSums: {
    sizes: ["rows", "columns"],
    arrays: { out: (_, columns) => columns!, a: area as never },
    call: behind,
  },
  mean: { sizes: ["length"], arrays: { values: length }, call: ([values], [n]) => [new Float64Array(1), values, n] },
  snapshot: { sizes: ["length"], arrays: { before: length, value: length, gradient: length }, call: behind },
  allFinite: { sizes: ["length"], arrays: { values: length }, call: behind },
  uniform: { sizes: ["length"], arrays: { out: length }, call: ([out], [n]) => [out, [1, 2], [3], n] },
  compute: {
    sizes: ["rows", "columns"],
    arrays: { out: area as never, values: area as never },
    call: ([out, values], [rows, columns]) => [DOUBLED, [2], rows, columns, out, values],
  },
  run: {
    sizes: ["batch"],
    arrays: { out: (batch) => 2 * batch!, values: (batch) => 2 * batch!, factor: () => 3 },
    call: (arrays, [batch]) => [ADDED, batch, ...arrays],
  },
};

const GOOD: Sizes = [2, 3, 4];
const other = (dtype: DType): DType => (dtype === "float32" ? "float64" : "float32");

for (const backend of backends) {
  for (const dtype of ["float64", "float32"] as const) {
    const kernels = backend.kernels(dtype);

    describe(`a kernel of ${backend.name} in ${dtype} throws, and writes nothing,`, () => {
      for (const [name, { sizes: names, arrays, call }] of Object.entries(signatures)) {
        const kernel: AnyKernel = (...values) => (kernels[name as keyof Kernels] as AnyKernel)(...values);
        const entries = Object.entries(arrays);
        const sizes = GOOD.slice(0, names.length);
        const lengths = entries.map(([, lengthFor]) => lengthFor(...sizes));
        /** Arrays of numbers that every kernel takes, and what they were. */
        const make = (of: DType = dtype): FloatArray[] =>
          backend.allocate(of, lengths).map((values) => values.fill(0.25));

        test(`${name} of arrays that are too short`, () => {
          kernel(...call(make(), sizes));
          for (const [i, [array]] of entries.entries()) {
            if (names.length === 0 && i === 0) continue;
            const short = make();
            short[i] = short[i]!.subarray(0, lengths[i]! - 1);
            const before = short.map((values) => [...values]);
            const message = new RegExp(
              `^${name}: ${array} has ${lengths[i]! - 1} numbers?, but .* asks for ${lengths[i]}\\.$`,
            );
            expect(() => kernel(...call(short, sizes))).toThrow(message);
            expect(() => kernel(...call(short, sizes))).toThrow(ShapeError);
            expect(short.map((values) => [...values])).toEqual(before);
          }
        });

        test(`${name} with sizes that are no sizes`, () => {
          for (const [i, size] of names.entries()) {
            for (const wrong of [-1, 1.5, Number.NaN, Infinity, undefined, "2"]) {
              const changed = sizes.map((size, at) => (at === i ? (wrong as number) : size));
              const got = typeof wrong === "string" ? `"${wrong}"` : String(wrong);
              expect(() => kernel(...call(make(), changed))).toThrow(
                `${name}: ${size} must be a whole number of at least 0, but is ${got}.`,
              );
            }
          }
        });

        test(`${name} of arrays of the other format, and of what is no array`, () => {
          for (const i of entries.keys()) {
            const bytes = new ArrayBuffer(64);
            const others = [
              new BigInt64Array(bytes),
              new BigUint64Array(bytes),
              new Int32Array(bytes),
              new DataView(bytes),
            ];
            for (const wrong of [make(other(dtype))[i]!, ...others, undefined, null, [0.25, 0.25]]) {
              const mixed = make();
              mixed[i] = wrong as FloatArray;
              expect(() => kernel(...call(mixed, sizes))).toThrow(/^\w+: .* (must be a Float|has \d+ numbers?)/);
              expect(() => kernel(...call(mixed, sizes))).toThrow(ShapeError);
            }
          }
        });

        test(`${name}: but not for arrays of another realm`, () => {
          const realm = dtype === "float32" ? "Float32Array" : "Float64Array";
          const foreign = lengths.map((length) => runInNewContext(`new ${realm}(${length}).fill(0.25)`));
          const own = make();
          expect(kernel(...call(foreign, sizes))).toBe(kernel(...call(own, sizes)));
          expect(foreign.map((values) => [...values])).toEqual(own.map((values) => [...values]));
          const short = runInNewContext(`new ${realm}(${lengths[0]! - 1})`);
          if (name !== "mean") {
            expect(() => kernel(...call([short, ...foreign.slice(1)], sizes))).toThrow(/ has \d+ numbers?, but /);
          }
        });

        test(`${name} that would write into what it reads`, () => {
          if (entries.length < 2 || name === "mean") return;
          const most = Math.max(...lengths);
          const [whole] = backend.allocate(dtype, [2 * most]);
          const overlapping = lengths.map((length, i) => whole!.subarray(Math.min(i, 1), Math.min(i, 1) + length));
          if (lengths[0] === 0) return;
          expect(() => kernel(...call(overlapping, sizes))).toThrow(
            `${name}: the array that is written overlaps ${entries[1]![0]}. Give the result an array of its own.`,
          );
        });

        test(`${name} with a bigint as a size or a number`, () => {
          const given = call(make(), sizes);
          for (const [i, value] of given.entries()) {
            if (typeof value !== "number") continue;
            const changed = given.map((value, at) => (at === i ? 2n : value));
            expect(() => kernel(...changed)).toThrow(
              /^\w+: (\w+|a setting) must be a (number|whole number of at least 0), but is 2n\.$/,
            );
          }
        });

        test(`${name}: but at once for endless rows of nothing`, () => {
          for (let one = 0; one < names.length && names.length > 1; one++) {
            const [out] = entries[0]!;
            const endless = sizes.map((_, at) => (at === one ? 2 ** 32 - 1 : 0));
            // Some write a number for each row.
            if (arrays[out]!(...endless) > 0) continue;
            const needed = entries.map(([, lengthFor]) => lengthFor(...endless));
            if (needed.some((length) => length > 0)) continue;
            const milliseconds = leastMillisecondsOf(() => kernel(...call(make(), endless)));
            expect(milliseconds).toBeLessThan(SECOND / 10);
          }
        });

        test(`${name}: but not for sizes of 0`, () => {
          if (names.length > 0)
            kernel(
              ...call(
                make(),
                sizes.map(() => 0),
              ),
            );
        });
      }
    });
  }

  test(`${backend.name}: what a call has, and what it asks for`, () => {
    const kernels = backend.kernels("float64");
    const [out, a, b] = backend.allocate("float64", [4, 4, 4]) as [FloatArray, FloatArray, FloatArray];
    expect(() => kernels.fill(out, 0.123, 400_000)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: fill: out has 4 numbers, but length asks for 400000.]`,
    );
    expect(() => kernels.matmul(out, a, b, 2, 3, 2)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: matmul: a has 4 numbers, but rows × inner asks for 6.]`,
    );
    const [single] = backend.allocate("float32", [4]) as [FloatArray];
    expect(() => kernels.fill(single, 0, 4)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: fill: out must be a Float64Array, as these are the kernels for float64, but is a Float32Array.]`,
    );
    expect(() => kernels.mean(single, a, 4)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: mean: out must be a Float64Array of at least 1, but is a Float32Array.]`,
    );
    for (const length of [Symbol("four"), { toString: null, valueOf: null }, "4", Number.NaN]) {
      const hidden = Object.defineProperty(new Float64Array(4), "length", { value: length });
      expect(() => kernels.fill(hidden, 0, 4)).toThrow(/^fill: out must be a Float64Array/);
      expect(() => kernels.matmul(out, hidden, b, 2, 2, 2)).toThrow(/^matmul: a must be a Float64Array/);
    }
  });
}
