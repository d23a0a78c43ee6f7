import type { DType } from "../../arrays/dtype.js";
import type { KernelCode } from "../../own-kernel.js";
import { FUNCTION } from "../emit/binary/module.js";
import { BINARY, MEMORY_FLAGS_AT } from "./binary.js";
import { Memory } from "./memory.js";

/** Runs the instructions from one address to another; 0 as soon as one answers so. */
export type Run = (start: number, end: number) => number;
/** Runs them again and again: see assembly/run.ts. */
export type Repeat = (
  start: number,
  end: number,
  rows: number,
  rowBytes: number,
  numbers: number,
  numberBytes: number,
  count: number,
) => number;

/**
 * Runs instructions that have become one function; see straight-line/code.ts.
 *
 * @param arrays - Where the list of the arrays' addresses is.
 * @param rows - Where the numbers of the examples are.
 * @param numbers - Where the rows of other numbers are.
 * @returns How many of the `count` runs were finished.
 */
type StraightLineFunction = (arrays: number, rows: number, numbers: number, count: number) => number;

/** Straight-line code, and its place in the table that instructions name: what names the place has to hold on to this. */
export interface Compiled {
  readonly run: StraightLineFunction;
  readonly place: number;
}

/** A `WebAssembly.Memory`: a type that is in the libraries of some compilers and not of others. */
export interface WholeMemory {
  readonly buffer: ArrayBufferLike;
}

/** The compiled kernels, at work on one memory. */
export interface Engine {
  readonly run: Readonly<Record<DType, Run>>;
  readonly repeat: Readonly<Record<DType, Repeat>>;
  /** Says where the numbers of the examples of the next run stand, and its row of other numbers. */
  readonly useRun: (rows: number, numbers: number) => void;
  /** Compiles a module of straight-line code for this engine's kind of memory. */
  readonly compile: (moduleFor: (shared: boolean) => Uint8Array) => Compiled;
  /** Compiles the function of a formula; answers its place in the table that instructions name. */
  readonly add: (moduleFor: (shared: boolean) => Uint8Array) => number;
}

/** The compiled kernels with their memory, as a backend uses them. */
export interface Machine extends Omit<Engine, "useRun"> {
  readonly memory: Memory;
  readonly buffer: ArrayBufferLike;
  /** The whole memory, as the whole numbers and the doubles that instructions are made of. */
  readonly int32: Int32Array;
  readonly float64: Float64Array;
  /**
   * Where the numbers of the examples of each run stand, and its row of other numbers: they are only needed while a call
   * runs, so all share the place.
   */
  readonly rows: Int32Array;
  readonly numbers: Float64Array;
}

const PAGE = 65_536;
/** 1 GiB. It is reserved, not used: the system gives a page when it is written to. */
const MOST_PAGES = 16_384;
/** A quarter of it, for memories beside the first. */
const FURTHER_PAGES = 4096;
/** With less than 2 MiB there is no point in it. */
const FEWEST_PAGES = 32;
/** The first page has no arrays, so that none lies at address 0. Behind it come what runs are given, and what products pack. */
const ROWS_START = PAGE;
const NUMBERS_START = 2 * PAGE;
const SCRATCH_START = 3 * PAGE;
/** Room for a panel of 256 × 32 bytes, a corner of 4 × 32, and a block of 256 × 256 doubles. */
const SCRATCH_BYTES = 9 * PAGE;
/** What a backend keeps for itself is less. */
const OWN_BYTES = PAGE;

/**
 * Compiles the kernels, at once: the module is small.
 *
 * @throws Whatever the engine throws where WebAssembly is missing, forbidden by a content security policy, or without
 *   128-bit SIMD.
 */
export function startMachine(): Machine {
  return startOn(reserve(MOST_PAGES, FEWEST_PAGES, false));
}

/**
 * A further one, on a memory of its own that has room for so many bytes.
 *
 * @throws RangeError where there is no such memory.
 */
export function startFurtherMachine(bytes: number): Machine {
  const needed = Math.ceil((SCRATCH_START + SCRATCH_BYTES + OWN_BYTES + bytes) / PAGE);
  if (needed > MOST_PAGES) throw new RangeError();
  return startOn(reserve(Math.min(Math.max(4 * needed, FURTHER_PAGES), MOST_PAGES), needed, false));
}

function startOn(memory: WholeMemory): Machine {
  return machineOn(memory, startEngine(memory, false, 0), 1);
}

/** Memory that several threads can have an engine on. */
export function reserveShared(): WholeMemory {
  return reserve(MOST_PAGES, FEWEST_PAGES, true);
}

/** A machine whose instructions an engine runs, or several together. */
export function machineOn(
  memory: WholeMemory,
  { run, repeat, compile, add }: Omit<Engine, "useRun">,
  engines: number,
): Machine {
  const { buffer } = memory;
  return {
    memory: new Memory(buffer, SCRATCH_START + engines * SCRATCH_BYTES),
    buffer,
    int32: new Int32Array(buffer),
    float64: new Float64Array(buffer),
    rows: new Int32Array(buffer, ROWS_START, PAGE / 4),
    numbers: new Float64Array(buffer, NUMBERS_START, PAGE / 8),
    run,
    repeat,
    compile,
    add,
  };
}

/** @param place - Which of the engines on the memory it is: each packs into a place of its own. */
export function startEngine(memory: WholeMemory, shared: boolean, place: number): Engine {
  const table = new WebAssembly.Table({ initial: 64, element: "anyfunc" });
  // Each kind counts for itself: the threads of a pool have the same formulas in the same places, and no other code.
  let formulas = 0;
  let straight = 0;
  const { exports } = new WebAssembly.Instance(moduleFor(shared), { env: { memory, table } });
  exports.useScratch!(SCRATCH_START + place * SCRATCH_BYTES);
  const compile = (moduleFor: (shared: boolean) => Uint8Array): StraightLineFunction => {
    const env = { ...exports, memory };
    const made = new WebAssembly.Instance(new WebAssembly.Module(moduleFor(shared)), { env });
    return made.exports[FUNCTION] as StraightLineFunction;
  };
  const put = (run: StraightLineFunction, place: number): number => {
    if (place >= table.length) table.grow(table.length);
    table.set(place, run);
    return place;
  };
  // The table would keep all code for ever, and a process can map only so much of it.
  const free: number[] = [];
  const collected = new FinalizationRegistry<number>((place) => {
    table.set(place, null);
    free.push(place);
  });
  return {
    run: { float64: exports.run64 as Run, float32: exports.run32 as Run },
    repeat: { float64: exports.repeat64 as Repeat, float32: exports.repeat32 as Repeat },
    useRun: exports.useRun!,
    add: (moduleFor) => put(compile(moduleFor), 2 * formulas++),
    compile(moduleFor) {
      const run = compile(moduleFor);
      const made = { run, place: put(run, free.pop() ?? 2 * straight++ + 1) };
      collected.register(made, made.place);
      return made;
    },
  };
}

let compiled: WebAssembly.Module | undefined;

function moduleFor(shared: boolean): WebAssembly.Module {
  if (!shared && compiled !== undefined) return compiled;
  const made = new WebAssembly.Module(bytesOf({ digits: BINARY, memoryFlagsAt: MEMORY_FLAGS_AT }, shared));
  if (!shared) compiled = made;
  return made;
}

/** As many pages as the system gives, half as many if it doesn't give them, but no fewer than are needed. */
function reserve(pages: number, fewest: number, shared: boolean): WholeMemory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch (error) {
    if (pages <= fewest) throw error;
    return reserve(Math.max(Math.floor(pages / 2), fewest), fewest, shared);
  }
}

/** A module for one kind of memory. */
export function bytesOf({ digits, memoryFlagsAt }: KernelCode, shared: boolean): Uint8Array {
  const bytes = decode(digits);
  // The same code serves both kinds of memory; only the kind that it asks for is a different one.
  if (shared) bytes[memoryFlagsAt]! |= 2;
  return bytes;
}

/** The bytes that are written in hexadecimal digits, small letters among them. */
function decode(digits: string): Uint8Array {
  // Node's own way takes a tenth of the time, which shows in a short process. Not by its name, or bundlers would add it.
  const { Buffer } = globalThis as {
    Buffer?: { from?: (text: string, encoding: "hex") => Uint8Array };
  };
  if (typeof Buffer?.from === "function") return Buffer.from(digits, "hex");
  // By hand, as few engines have a way of their own.
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = 16 * digit(digits.charCodeAt(2 * at)) + digit(digits.charCodeAt(2 * at + 1));
  }
  return bytes;
}

/** The value of a digit from its code: "0" is 48, "a" is 97. */
function digit(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}
