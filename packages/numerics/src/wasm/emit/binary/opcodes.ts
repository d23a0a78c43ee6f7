// The instructions of WebAssembly that compiled computations and straight-line code are made of.
// https://webassembly.github.io/spec/core/binary/instructions.html

export const I32 = 0x7f;
export const F32 = 0x7d;
export const F64 = 0x7c;
/** Two doubles. */
export const V128 = 0x7b;
/** {@link F64} or {@link F32}; {@link V128} for two doubles at a time. */
export type Format = number;

export const BLOCK = 0x02;
export const LOOP = 0x03;
export const IF = 0x04;
export const END = 0x0b;
/** What a block or a loop without a result has after it. */
export const NO_RESULT = 0x40;
export const BRANCH = 0x0c;
export const BRANCH_IF = 0x0d;
export const RETURN = 0x0f;
export const CALL = 0x10;
export const GET = 0x20;
export const SET = 0x21;

export const I32_LOAD = 0x28;
export const I32_CONST = 0x41;
export const I32_EQZ = 0x45;
export const I32_LESS = 0x49;
export const I32_ADD = 0x6a;
export const I32_SUBTRACT = 0x6b;
export const I32_MULTIPLY = 0x6c;

export const DEMOTE = 0xb6;
export const DOUBLE_OF_I32 = 0xb8;
export const PROMOTE = 0xbb;

/**
 * What there is for doubles, for single numbers, and for two doubles at a time. A condition on two is a mask: all bits of a
 * number where it holds, and none elsewhere.
 */
const OPERATIONS: Readonly<Record<Operation, readonly [double: number, single: number, paired: number]>> = {
  load: [0x2b, 0x2a, 0x00],
  store: [0x39, 0x38, 0x0b],
  "+": [0xa0, 0x92, 0xf0],
  "-": [0xa1, 0x93, 0xf1],
  "*": [0xa2, 0x94, 0xf2],
  "/": [0xa3, 0x95, 0xf3],
  min: [0xa4, 0x96, 0xf4],
  max: [0xa5, 0x97, 0xf5],
  negate: [0x9a, 0x8c, 0xed],
  abs: [0x99, 0x8b, 0xec],
  sqrt: [0x9f, 0x91, 0xef],
  floor: [0x9c, 0x8e, 0x75],
  "==": [0x61, 0x5b, 0x47],
  "!=": [0x62, 0x5c, 0x48],
  "<": [0x63, 0x5d, 0x49],
  "<=": [0x65, 0x5f, 0x4b],
  and: [0x71, 0x71, 0x4e],
  or: [0x72, 0x72, 0x50],
  "?": [0x1b, 0x1b, 0x52],
};
export type Operation =
  | ("load" | "store" | "+" | "-" | "*" | "/" | "min" | "max" | "negate" | "abs" | "sqrt" | "floor")
  | ("==" | "!=" | "<" | "<=" | "and" | "or" | "?");

/** Whether an operation of a graph is an instruction, and no function to be called. */
export const isInstruction = (operation: string): operation is Operation => Object.hasOwn(OPERATIONS, operation);

/** What an operation is called in a format; of {@link V128} behind the prefix of {@link SIMD}. */
export function opcode(format: Format, operation: Operation): number {
  return OPERATIONS[operation][format === V128 ? 2 : format === F32 ? 1 : 0];
}

export const bytesOf = (format: Format): number => (format === F64 ? 8 : 4);
/** As a power of two. */
export const alignmentOf = (format: Format): number => (format === F64 ? 3 : 2);

/** Behind the prefix 0xfd: what there is for two doubles alone. */
export const SIMD: Readonly<Record<SimdInstruction, number>> = {
  load64Splat: 0x0a,
  splat: 0x14,
  extract: 0x21,
  replace: 0x22,
  anyTrue: 0x53,
  store64Lane: 0x5b,
  load64: 0x5d,
  demote: 0x5e,
  promote: 0x5f,
  allTrue: 0xc3,
  shiftLeft: 0xcb,
  addWhole: 0xce,
};
type SimdInstruction =
  | ("load64Splat" | "splat" | "extract" | "replace" | "anyTrue")
  | ("store64Lane" | "load64" | "demote" | "promote")
  // Of whole numbers of 64 bits.
  | ("allTrue" | "shiftLeft" | "addWhole");
