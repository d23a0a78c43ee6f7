import type { Instruction } from "../../record/instruction.js";
import { OPERATION } from "../../runtime/binary.js";
import { F64 } from "../binary/opcodes.js";
import type { Code } from "./code.js";
import type { Operation, Operations } from "./operation.js";

/** Where the arrays lie that a written kernel has: as many as it takes. */
type Addresses = readonly [out: number, a: number, b: number];

/** How far the next row, column and factor of a sum are in the two matrices of a product. */
type Strides = (sizes: Instruction) => Readonly<Record<"aRow" | "aInner" | "bInner" | "bColumn", number>>;

const product =
  (strides: Strides, isAdded: boolean): Operation =>
  (code, sizes) => {
    const { rows, inner, columns } = sizes;
    const [out, a, b] = sizes.arrays as Addresses;
    const { aRow, aInner, bInner, bColumn } = strides(sizes);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        let sum = isAdded ? code.load(out, r * columns + c) : code.number(0, code.format);
        for (let i = 0; i < inner; i++) {
          const factors = [code.load(a, r * aRow + i * aInner), code.load(b, i * bInner + c * bColumn)] as const;
          sum = code.result("+", sum, code.result("*", ...factors));
        }
        code.store(out, r * columns + c, sum);
      }
    }
  };
const outer: Strides = ({ rows, columns }) => ({ aRow: 1, aInner: rows, bInner: columns, bColumn: 1 });

/** 0·x is 0 just for finite x, and NaN otherwise; so is their sum. */
function stopUnlessFinite(code: Code, values: number, length: number): void {
  const zero = code.number(0, code.format);
  let sum = zero;
  for (let i = 0; i < length; i++) sum = code.result("+", sum, code.result("*", zero, code.load(values, i)));
  code.stopUnlessZero(sum);
}

function copy(code: Code, out: number, values: number, length: number): void {
  for (let i = 0; i < length; i++) code.store(out, i, code.load(values, i));
}

/** assembly/arrays.ts and assembly/products.ts, number by number. */
export const arrays = (): Operations => ({
  [OPERATION.fill]: (code, { arrays, rows }, numbers) => {
    const [out] = arrays as Addresses;
    for (let i = 0; i < rows; i++) code.store(out, i, numbers(0));
  },
  [OPERATION.gather]: (code, { arrays, rows, columns }) => {
    const [out, a] = arrays as Addresses;
    for (let r = 0; r < rows; r++) code.gather(out, a, r, columns);
  },
  [OPERATION.matmul]: product(({ inner, columns }) => ({ aRow: inner, aInner: 1, bInner: columns, bColumn: 1 }), false),
  [OPERATION.matmulTransposed]: product(({ inner }) => ({ aRow: inner, aInner: 1, bInner: 1, bColumn: inner }), false),
  [OPERATION.addOuter]: product(outer, true),
  [OPERATION.addRow]: (code, { arrays, rows, columns }) => {
    const [out, a] = arrays as Addresses;
    for (let i = 0; i < rows * columns; i++)
      code.store(out, i, code.result("+", code.load(out, i), code.load(a, i % columns)));
  },
  [OPERATION.addColumnSums]: (code, { arrays, rows, columns }) => {
    const [out, a] = arrays as Addresses;
    for (let i = 0; i < rows * columns; i++) {
      const column = i % columns;
      code.store(out, column, code.result("+", code.load(out, column), code.load(a, i)));
    }
  },
  [OPERATION.mean]: (code, { arrays, rows }) => {
    const [out, a] = arrays as Addresses;
    let sum = code.number(0);
    for (let i = 0; i < rows; i++) sum = code.result("+", sum, code.converted(code.load(a, i), F64));
    const mean = code.result("/", sum, code.number(rows));
    code.store(out, 0, mean, F64);
    code.stopUnlessZero(code.result("-", mean, mean));
  },
  [OPERATION.snapshot]: (code, { arrays, rows }) => {
    const [out, a, b] = arrays as Addresses;
    copy(code, out, a, rows);
    stopUnlessFinite(code, b, rows);
  },
  [OPERATION.allFinite]: (code, { arrays, rows }) => stopUnlessFinite(code, arrays[0]!, rows),
});
