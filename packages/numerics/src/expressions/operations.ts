import { exp, hyperbolicTangent, log, log1p, power } from "../elementary.js";

type Numbers = Float64Array;
/** An operation on the first `length` numbers of arrays. A condition holds where its number is 1. */
export type Operate = (out: Numbers, a: Numbers, b: Numbers, c: Numbers, length: number) => void;

/**
 * The operations of one number, two or three, each as a loop of its own: one loop for all of them would be handed
 * functions, and engines put what those return on the heap.
 */
export const LOOPS: Readonly<Record<string, Operate>> = {
  "+": (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = a[i]! + b[i]!;
  },
  "-": (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = a[i]! - b[i]!;
  },
  "*": (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = a[i]! * b[i]!;
  },
  "/": (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = a[i]! / b[i]!;
  },
  min: (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = Math.min(a[i]!, b[i]!);
  },
  max: (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = Math.max(a[i]!, b[i]!);
  },
  negate: (out, a, _b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = -a[i]!;
  },
  abs: (out, a, _b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = Math.abs(a[i]!);
  },
  sqrt: (out, a, _b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = Math.sqrt(a[i]!);
  },
  floor: (out, a, _b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = Math.floor(a[i]!);
  },
  exp: (out, a, _b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = exp(a[i]!);
  },
  log: (out, a, _b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = log(a[i]!);
  },
  log1p: (out, a, _b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = log1p(a[i]!);
  },
  tanh: (out, a, _b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = hyperbolicTangent(a[i]!);
  },
  power: (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = power(a[i]!, b[i]!);
  },
  "<": (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = a[i]! < b[i]! ? 1 : 0;
  },
  "<=": (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = a[i]! <= b[i]! ? 1 : 0;
  },
  "==": (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = a[i]! === b[i]! ? 1 : 0;
  },
  or: (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = Math.max(a[i]!, b[i]!);
  },
  and: (out, a, b, _c, length) => {
    for (let i = 0; i < length; i++) out[i] = Math.min(a[i]!, b[i]!);
  },
  "?": (out, a, b, c, length) => {
    for (let i = 0; i < length; i++) out[i] = a[i] === 1 ? b[i]! : c[i]!;
  },
};

/** How many numbers a function is applied to; a sum to those of a row. */
export const ARITY: ReadonlyMap<string, number> = /* @__PURE__ */ (() =>
  new Map(
    ["negate abs sqrt floor exp log log1p tanh sum", "min max"].flatMap((names, i) =>
      names.split(" ").map((name) => [name, i + 1] as const),
    ),
  ))();

/** What comes out of these is a condition, and no number. */
export const CONDITIONS: ReadonlySet<string> = /* @__PURE__ */ new Set(["<", "<=", "==", "or", "and"]);
