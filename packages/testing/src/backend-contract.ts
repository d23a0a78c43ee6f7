import { seededRandom } from "@nn/core";
import { type Backend, type Kernels, reference } from "@nn/core/backend";
import { Computation, type DType, type FloatArray, type OwnKernel } from "@nn/core/component";
import { type ContractCheck, checkBackend, expectNumbers, expectThat, promise } from "./contract.js";
import { drawn } from "./frames.js";

const SIZES = [1, 2, 3, 4, 5, 8, 17] as const;
const BEYOND = 3;

/** Every combination of three sizes, so that all edges of a tiled kernel are met. */
function* sizes(): Generator<readonly [number, number, number]> {
  for (const rows of SIZES) for (const inner of SIZES) for (const columns of SIZES) yield [rows, inner, columns];
}

/**
 * What every backend promises: memory of zeros, and kernels that do what their definitions say, for every size.
 *
 * @example
 * for (const { run } of backendContract(reference)) run();
 */
export function backendContract(backend: Backend): ContractCheck[] {
  checkBackend("The backend under test", backend);
  return [
    promise("has a name", () => expectThat(backend.name.trim() !== "", "its name is empty")),
    ...(["float64", "float32"] as const).flatMap((dtype) => checksFor(backend, dtype)),
  ];
}

function checksFor(backend: Backend, dtype: DType): ContractCheck[] {
  const kernels = backend.kernels(dtype);
  const tolerance = dtype === "float64" ? 1e-13 : 1e-5;

  /** Runs a kernel on drawn arrays and compares each element of what it wrote with the definition. */
  const expectKernel = (
    what: string,
    [outSize, ...readSizes]: readonly number[],
    run: (out: FloatArray, ...read: FloatArray[]) => void,
    define: (before: number, at: number, ...read: FloatArray[]) => number,
  ): void => {
    const random = seededRandom(what);
    const arrays = backend.allocate(
      dtype,
      [outSize!, ...readSizes].map((size) => size + BEYOND),
    );
    for (const values of arrays) drawn(values, random);
    const [out, ...read] = arrays as [FloatArray, ...FloatArray[]];
    const before = arrays.map((values) => values.slice());
    run(out, ...read);
    const expected = before[0]!.map((value, at) => (at < outSize! ? define(value, at, ...read) : value));
    expectNumbers(what, out, expected, tolerance);
    read.forEach((values, i) => {
      expectNumbers(`${what}: what it reads`, values, before[i + 1]!);
    });
  };

  const expectProduct = (
    name: "matmul" | "matmulTransposed" | "addOuter",
    element: (a: FloatArray, b: FloatArray, r: number, i: number, c: number, sizes: readonly number[]) => number,
  ): void => {
    for (const [rows, inner, columns] of sizes()) {
      expectKernel(
        `${name} ${rows}×${inner}×${columns}`,
        [rows * columns, rows * inner, inner * columns],
        (out, a, b) => kernels[name](out, a!, b!, rows, inner, columns),
        (before, at, a, b) => {
          let sum = name === "addOuter" ? before : 0;
          const [r, c] = [Math.floor(at / columns), at % columns];
          for (let i = 0; i < inner; i++) sum += element(a!, b!, r, i, c, [rows, inner, columns]);
          return sum;
        },
      );
    }
  };

  const named: Record<keyof Kernels, () => void> = {
    fill: () => {
      for (const length of SIZES) {
        expectKernel(
          `fill ${length}`,
          [length],
          (out) => kernels.fill(out, 0.5, length),
          () => 0.5,
        );
      }
    },
    uniform: () => {
      for (const length of SIZES) {
        const [out, again] = [0, 1].map(() => backend.allocate(dtype, [length + 1])[0]!.fill(2)) as [
          FloatArray,
          FloatArray,
        ];
        if (kernels.uniform === undefined) return;
        kernels.uniform(out, [1, 2], [3], length);
        kernels.uniform(again, [1, 2], [3], length);
        expectNumbers(`uniform ${length}, drawn again`, again, out);
        const isRight = out.subarray(0, length).every((value) => value >= 0 && value < 1);
        expectThat(isRight && out[length] === 2, `uniform ${length} writes numbers of [0, 1) and nothing behind them`);
      }
    },
    compute: () => {
      for (const rows of SIZES) {
        for (const columns of SIZES) {
          expectKernel(
            `compute ${rows}×${columns}`,
            [rows * columns, rows * columns],
            (out, values) => void kernels.compute(CENTRED, [0.5], rows, columns, out, values!),
            (_, at, values) => {
              const first = at - (at % columns);
              let sum = 0;
              for (let i = first; i < first + columns; i++) sum += values![i]!;
              return values![at]! - 0.5 * (sum / columns);
            },
          );
        }
      }
    },
    run: () => {
      for (const batch of SIZES) {
        expectKernel(
          `run, batch ${batch}`,
          [2 * batch, 3 * batch, 1],
          (out, values, factor) => kernels.run(SPANS, batch, out, values, factor),
          (_, at, values, factor) => {
            const first = 3 * Math.floor(at / 2) + (at % 2);
            return factor![0]! * (values![first + 1]! - values![first]!);
          },
        );
      }
    },
    matmul: () =>
      expectProduct("matmul", (a, b, r, i, c, [, inner, columns]) => a[r * inner! + i]! * b[i * columns! + c]!),
    matmulTransposed: () =>
      expectProduct("matmulTransposed", (a, b, r, i, c, [, inner]) => a[r * inner! + i]! * b[c * inner! + i]!),
    addOuter: () =>
      expectProduct("addOuter", (a, b, r, i, c, [rows, , columns]) => a[i * rows! + r]! * b[i * columns! + c]!),
    addRow: () => {
      for (const rows of SIZES) {
        for (const columns of SIZES) {
          expectKernel(
            `addRow ${rows}×${columns}`,
            [rows * columns, columns],
            (out, row) => kernels.addRow(out, row!, rows, columns),
            (before, at, row) => before + row![at % columns]!,
          );
        }
      }
    },
    addColumnSums: () => {
      for (const rows of SIZES) {
        for (const columns of SIZES) {
          expectKernel(
            `addColumnSums ${rows}×${columns}`,
            [columns, rows * columns],
            (out, a) => kernels.addColumnSums(out, a!, rows, columns),
            (before, at, a) => {
              let sum = before;
              for (let r = 0; r < rows; r++) sum += a![r * columns + at]!;
              return sum;
            },
          );
        }
      }
    },
    mean: () => {
      for (const length of SIZES) {
        const [out] = backend.allocate("float64", [1 + BEYOND]) as [FloatArray];
        const [values] = backend.allocate(dtype, [length + BEYOND]) as [FloatArray];
        drawn(values, seededRandom("mean"));
        expectThat(kernels.mean(out, values, length), `the mean of ${length} finite numbers counts as not finite`);
        let sum = 0;
        for (let i = 0; i < length; i++) sum += values[i]!;
        expectNumbers(`mean ${length}`, out, [sum / length, ...Array(BEYOND).fill(0)]);
        values[length - 1] = Number.NaN;
        expectThat(!kernels.mean(out, values, length), `a NaN among ${length} numbers isn't noticed`);
      }
    },
    snapshot: () => {
      for (const length of SIZES) {
        const [before, value, gradient] = backend.allocate(dtype, Array(3).fill(length + BEYOND)) as [
          FloatArray,
          FloatArray,
          FloatArray,
        ];
        drawn(value, seededRandom("keep"));
        gradient.fill(Number.NaN, length);
        expectThat(kernels.snapshot(before, value, gradient, length), `${length} finite gradients count as not finite`);
        expectNumbers("what is kept", before, [...value.subarray(0, length), ...Array(BEYOND).fill(0)]);
        gradient[length - 1] = -Infinity;
        expectThat(
          !kernels.snapshot(before, value, gradient, length),
          `-Infinity among ${length} gradients isn't noticed`,
        );
      }
    },
    allFinite: () => {
      for (const length of SIZES) {
        const [values] = backend.allocate(dtype, [length + BEYOND]) as [FloatArray];
        values.fill(Number.NaN, length);
        expectThat(kernels.allFinite(values, length), `${length} zeros count as not finite`);
        for (const [at, wrong] of [
          [0, Number.NaN],
          [length - 1, Infinity],
        ] as const) {
          values[at] = wrong;
          expectThat(!kernels.allFinite(values, length), `${wrong} among ${length} numbers isn't noticed`);
          values[at] = 0;
        }
      }
    },
  };

  return [
    promise(`allocates zeros of the lengths asked for, ${dtype}`, () => {
      const lengths = [3, 0, 17, 1];
      const arrays = backend.allocate(dtype, lengths);
      expectNumbers(
        "the lengths",
        arrays.map((values) => values.length),
        lengths,
      );
      for (const values of arrays) expectNumbers("the values", values, Array(values.length).fill(0));
      arrays[0]!.fill(1);
      expectNumbers("a neighbour of a filled array", arrays[2]!, Array(17).fill(0));
    }),
    ...Object.entries(named).map(([name, run]) => promise(`${name} is as defined, ${dtype}`, run)),
    ...(["matmul", "matmulTransposed", "addOuter"] as const).map((name) =>
      promise(`${name} has the bits of the reference, ${dtype}`, () => {
        for (const sizes of [
          [1, 7, 5],
          [1, 530, 71],
          [3, 27, 150],
          [4, 9, 16],
          [7, 70, 33],
          [29, 300, 37],
          [270, 20, 10],
        ] as const) {
          const [mine, its] = [backend, reference].map((one) => productBy(one, name, dtype, sizes));
          expectNumbers(`${name} ${sizes.join("×")}`, mine!, its!);
        }
      }),
    ),
  ];
}

/** Each number less a share of its row's mean. */
const CENTRED: Computation = new Computation({
  name: "centred",
  arrays: ["out", "values"],
  scalars: ["share"],
  lines: ["out = values - share * mean(values)"],
});

/** A kernel of loops alone, as a component may bring it: differences of neighbours, times a factor. */
const SPANS: OwnKernel = {
  name: "spans",
  arrays: [
    { name: "out", size: 2, use: "write" },
    { name: "values", size: 3, use: "read" },
    { name: "factor", size: 1, isForAll: true, use: "read" },
  ],
  numbers: [],
  work: 2,
  loop(batch, out, values, factor) {
    for (let i = 0; i < 2 * batch; i++) {
      const first = 3 * Math.floor(i / 2) + (i % 2);
      out[i] = factor[0]! * (values[first + 1]! - values[first]!);
    }
  },
};

/** A product of drawn matrices, added to a drawn matrix where it is added. */
function productBy(
  backend: Backend,
  name: "matmul" | "matmulTransposed" | "addOuter",
  dtype: DType,
  [rows, inner, columns]: readonly [number, number, number],
): FloatArray {
  const random = seededRandom(name);
  const arrays = backend.allocate(dtype, [rows * columns, rows * inner, inner * columns]);
  const [out, a, b] = arrays.map((values) => drawn(values, random)) as [FloatArray, FloatArray, FloatArray];
  backend.kernels(dtype)[name](out, a, b, rows, inner, columns);
  return out;
}
