import { seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { DType, FloatArray } from "@nn/core/component";
import { expectNumbers } from "../contracts/contract.js";
import { drawn } from "../frames.js";
import type { Tested } from "./expect-kernel.js";
import { expectKernel, SIZES } from "./expect-kernel.js";

type Sizes = readonly [rows: number, inner: number, columns: number];

/** A product of matrices: a sum of terms, or what was there before and that sum. */
export interface Product {
  readonly name: "matmul" | "matmulTransposed" | "addOuter";
  readonly isAdded: boolean;
  term(a: FloatArray, b: FloatArray, r: number, i: number, c: number, sizes: Sizes): number;
}

export const PRODUCTS: readonly Product[] = [
  {
    name: "matmul",
    isAdded: false,
    term: (a, b, r, i, c, [, inner, columns]) => a[r * inner + i]! * b[i * columns + c]!,
  },
  {
    name: "matmulTransposed",
    isAdded: false,
    term: (a, b, r, i, c, [, inner]) => a[r * inner + i]! * b[c * inner + i]!,
  },
  {
    name: "addOuter",
    isAdded: true,
    term: (a, b, r, i, c, [rows, , columns]) => a[i * rows + r]! * b[i * columns + c]!,
  },
];

/** Every combination of three sizes, so that all edges of a tiled kernel are met. */
function* sizes(): Generator<Sizes> {
  for (const rows of SIZES) for (const inner of SIZES) for (const columns of SIZES) yield [rows, inner, columns];
}

/** A product of matrices is the sum of its terms. */
export function expectProduct(tested: Tested, { name, isAdded, term }: Product): void {
  for (const [rows, inner, columns] of sizes()) {
    expectKernel(
      tested,
      `${name} ${rows}×${inner}×${columns}`,
      [rows * columns, rows * inner, inner * columns],
      (out, a, b) => tested.kernels[name](out, a!, b!, rows, inner, columns),
      (before, at, a, b) => {
        let sum = isAdded ? before : 0;
        const [r, c] = [Math.floor(at / columns), at % columns];
        for (let i = 0; i < inner; i++) sum += term(a!, b!, r, i, c, [rows, inner, columns]);
        return sum;
      },
    );
  }
}

/** A product has the bits of the reference, whatever its sizes. */
export function expectBits({ backend, dtype }: Tested, { name }: Product): void {
  for (const sizes of [
    [1, 7, 5],
    [1, 530, 71],
    [3, 27, 150],
    [4, 9, 16],
    [7, 70, 33],
    [29, 300, 37],
    [32, 270, 16],
    [64, 16, 64],
    [14, 300, 40],
    [33, 300, 10],
    [5, 520, 7],
    [270, 20, 10],
  ] as const) {
    const [mine, its] = [backend, reference].map((one) => productBy(one, name, dtype, sizes));
    expectNumbers(`${name} ${sizes.join("×")}`, mine!, its!);
  }
}

/** A product of drawn matrices, added to a drawn matrix where it is added. */
function productBy(backend: Backend, name: Product["name"], dtype: DType, [rows, inner, columns]: Sizes): FloatArray {
  const random = seededRandom(name);
  const arrays = backend.allocate(dtype, [rows * columns, rows * inner, inner * columns]);
  const [out, a, b] = arrays.map((values) => drawn(values, random)) as [FloatArray, FloatArray, FloatArray];
  backend.kernels(dtype)[name](out, a, b, rows, inner, columns);
  return out;
}
