// The instructions of WebAssembly that straight-line code is made of.
// https://webassembly.github.io/spec/core/binary/instructions.html

export const I32 = 0x7f;
export const F32 = 0x7d;
export const F64 = 0x7c;
/** Two doubles, or four single numbers. */
export const V128 = 0x7b;
/** {@link F64} or {@link F32}. */
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
export const SELECT = 0x1b;
export const GET = 0x20;
export const SET = 0x21;

export const I32_LOAD = 0x28;
export const I32_CONST = 0x41;
export const I32_EQZ = 0x45;
export const I32_LESS = 0x49;
export const I32_ADD = 0x6a;
export const I32_SUBTRACT = 0x6b;
export const I32_MULTIPLY = 0x6c;
export const I32_AND = 0x71;
export const I32_OR = 0x72;

export const DEMOTE = 0xb6;
export const DOUBLE_OF_I32 = 0xb8;
export const PROMOTE = 0xbb;

/** What there is for both formats. */
export type Operator =
  | ("load" | "store" | "const" | "eq" | "ne" | "lt" | "le" | "abs" | "neg" | "sqrt" | "floor")
  | ("add" | "sub" | "mul" | "div" | "min" | "max");

const DOUBLE: Readonly<Record<Operator, number>> = {
  ...{
    load: 0x2b,
    store: 0x39,
    const: 0x44,
    eq: 0x61,
    ne: 0x62,
    lt: 0x63,
    le: 0x65,
    abs: 0x99,
    neg: 0x9a,
    floor: 0x9c,
    sqrt: 0x9f,
  },
  ...{ add: 0xa0, sub: 0xa1, mul: 0xa2, div: 0xa3, min: 0xa4, max: 0xa5 },
};
const SINGLE: Readonly<Record<Operator, number>> = {
  ...{
    load: 0x2a,
    store: 0x38,
    const: 0x43,
    eq: 0x5b,
    ne: 0x5c,
    lt: 0x5d,
    le: 0x5f,
    abs: 0x8b,
    neg: 0x8c,
    floor: 0x8e,
    sqrt: 0x91,
  },
  ...{ add: 0x92, sub: 0x93, mul: 0x94, div: 0x95, min: 0x96, max: 0x97 },
};

/** What each operation is called in a format. */
export const opcodes = (format: Format): Readonly<Record<Operator, number>> => (format === F64 ? DOUBLE : SINGLE);
export const bytesOf = (format: Format): number => (format === F64 ? 8 : 4);
/** As a power of two. */
export const alignmentOf = (format: Format): number => (format === F64 ? 3 : 2);

/** Behind the prefix 0xfd: operations on two doubles at a time. */
export const SIMD: Readonly<Record<SimdOperator, number>> = {
  ...{
    load: 0x00,
    load64: 0x5d,
    store: 0x0b,
    store64Lane: 0x5b,
    splat: 0x14,
    splatI32: 0x11,
    extract: 0x21,
    replace: 0x22,
  },
  ...{ eq: 0x47, lt: 0x49, le: 0x4b, and: 0x4e, or: 0x50, select: 0x52, anyTrue: 0x53 },
  ...{ demote: 0x5e, promote: 0x5f, floor: 0x75, abs: 0xec, neg: 0xed, sqrt: 0xef },
  ...{ add: 0xf0, sub: 0xf1, mul: 0xf2, div: 0xf3, min: 0xf4, max: 0xf5 },
};
export type SimdOperator =
  | ("load" | "load64" | "store" | "store64Lane" | "splat" | "splatI32" | "extract" | "replace")
  | ("eq" | "lt" | "le" | "and" | "or" | "select" | "anyTrue" | "demote" | "promote" | "floor")
  | ("abs" | "neg" | "sqrt" | "add" | "sub" | "mul" | "div" | "min" | "max");
