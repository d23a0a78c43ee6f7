// WebAssembly's binary format, as far as compiled code needs it: https://webassembly.github.io/spec/core/binary/

import { END, F64, I32, V128 } from "./opcodes.js";

/** A byte of a module stands here as a number. */
type Bytes = readonly number[];

/** The functions of the kernels that may be called, and what each takes. It returns one more of them. */
const CALLED: Readonly<Record<Called, readonly [number, ...number[]]>> = {
  exp: [V128],
  log: [F64],
  log1p: [F64],
  tanh: [V128],
  power: [F64, F64],
};
export type Called = "exp" | "log" | "log1p" | "tanh" | "power";

/** Whether it takes two numbers at a time. */
export const isPaired = (name: Called): boolean => CALLED[name][0] === V128;

/** The one function that the module has to offer. */
export const FUNCTION = "steps";

/** Writes a whole number that is not negative, in as few bytes as it takes: LEB128. */
export function pushUnsigned(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest >>>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
}

export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  pushUnsigned(bytes, value);
  return bytes;
}

/** The same for where a module expects a number that could be negative: the highest bit is its sign. */
export function signed(value: number): number[] {
  const bytes = unsigned(value);
  const last = bytes.pop()!;
  return last < 64 ? [...bytes, last] : [...bytes, last + 128, 0];
}

/** Items after their number. */
const vector = (items: readonly Bytes[]): number[] => [...unsigned(items.length), ...items.flat()];
const sized = (bytes: Bytes): number[] => [...unsigned(bytes.length), ...bytes];
const section = (id: number, bytes: Bytes): number[] => [id, ...sized(bytes)];
const name = (text: string): number[] => sized(Array.from(text, (letter) => letter.charCodeAt(0)));

const functionType = (parameters: Bytes, result: number): number[] => [0x60, ...sized(parameters), ...sized([result])];

/** The types of variables, run-length encoded: each type with how many variables in a row have it. */
function variables(types: Bytes): number[] {
  const runs: [count: number, type: number][] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0]++;
    else runs.push([1, type]);
  }
  return vector(runs.map(([count, type]) => [...unsigned(count), type]));
}

/** A function, as {@link moduleOf} takes it. */
export interface FunctionCode {
  /** The types of what it takes. It returns a whole number. */
  readonly parameters: Bytes;
  /** The types of its variables. */
  readonly locals: Bytes;
  /** What it calls, by its numbers for them. An engine prepares for each, so they are no more than it needs. */
  readonly called: readonly Called[];
  /** What it does, in parts that belong after each other. */
  readonly code: readonly Bytes[];
}

/**
 * A module of one function on the kernels' memory.
 *
 * @param shared - Whether the memory is one that threads can share.
 */
export function moduleOf(shared: boolean, { parameters, locals, called, code }: FunctionCode): Uint8Array {
  const memory = [...name("env"), ...name("memory"), 2, shared ? 3 : 1, 0, ...unsigned(65_536)];
  const imported = called.map((each, type) => [...name("env"), ...name(each), 0, type]);
  const types = called.map((each) => functionType(CALLED[each], CALLED[each][0]));
  const own = types.push(functionType(parameters, I32)) - 1;
  const declared = variables(locals);
  const length = code.reduce((sum, part) => sum + part.length, declared.length + 1);
  const head = [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([memory, ...imported])),
    ...section(3, vector([[own]])),
    ...section(7, vector([[...name(FUNCTION), 0, called.length]])),
    // The code is the largest part of the module, and is copied only once.
    ...[10, ...unsigned(1 + unsigned(length).length + length), 1, ...unsigned(length)],
    ...declared,
  ];
  const parts = [head, ...code, [END]];
  const module = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    module.set(part, at);
    at += part.length;
  }
  return module;
}
