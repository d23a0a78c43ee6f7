import type { DType } from "../../dtype.js";
import { BINARY } from "./binary.js";
import { Memory } from "./memory.js";

declare const atob: (base64: string) => string;

/** Runs the instructions from one address to another; 0 as soon as one answers so. */
type Run = (start: number, end: number) => number;
/** Runs steps: see assembly/run.ts. */
type Steps = (
  start: number,
  end: number,
  updates: number,
  updateBytes: number,
  updateStride: number,
  rows: number,
  batch: number,
  count: number,
) => number;

/** The compiled kernels with their memory. */
export interface Machine {
  readonly memory: Memory;
  readonly buffer: ArrayBufferLike;
  /** The whole memory, as the whole numbers and the doubles that instructions are made of. */
  readonly int32: Int32Array;
  readonly float64: Float64Array;
  readonly run: Readonly<Record<DType, Run>>;
  readonly steps: Readonly<Record<DType, Steps>>;
}

const PAGE = 65_536;
/** 1 GiB. It is reserved, not used: the system gives a page when somebody writes to it. */
const MOST_PAGES = 16_384;
/** The first page stays empty, so that no array lies at address 0; what products pack comes behind it. */
const SCRATCH_START = PAGE;
const SCRATCH_BYTES = 9 * PAGE;

/**
 * Compiles the kernels, at once: the module is small.
 *
 * @throws Whatever the engine throws where WebAssembly is missing, forbidden by a content security policy, or without
 *   128-bit SIMD.
 */
export function startMachine(): Machine {
  const memory = reserve(MOST_PAGES);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(decode(BINARY)), { env: { memory } });
  exports.useScratch!(SCRATCH_START);
  return {
    memory: new Memory(memory.buffer, SCRATCH_START + SCRATCH_BYTES),
    buffer: memory.buffer,
    int32: new Int32Array(memory.buffer),
    float64: new Float64Array(memory.buffer),
    run: { float64: exports.run64 as Run, float32: exports.run32 as Run },
    steps: { float64: exports.steps64 as Steps, float32: exports.steps32 as Steps },
  };
}

/** As many pages as the system gives, half as many if it doesn't give them. */
function reserve(pages: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    if (pages < 64) throw error;
    return reserve(pages / 2);
  }
}

function decode(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
