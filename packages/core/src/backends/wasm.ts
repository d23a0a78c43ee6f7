import type { Backend } from "../backend.js";
import type { DType } from "../dtype.js";
import { reference } from "./reference.js";
import { Caller } from "./wasm/caller.js";
import { kernelsOf } from "./wasm/kernels.js";
import { type Machine, startMachine } from "./wasm/machine.js";
import type { Memory } from "./wasm/memory.js";
import { recordPass, recordSteps } from "./wasm/programs.js";
import { StraightLineCompiler } from "./wasm/straight-line.js";

/**
 * A backend of kernels compiled to WebAssembly, with 128-bit SIMD. Its arrays are views on one memory; arrays that
 * aren't, its kernels hand to those of {@link reference}, with the same results.
 */
export function wasmBackend(name: string, machine: Machine): Backend {
  const callers = { float64: new Caller(machine, "float64"), float32: new Caller(machine, "float32") };
  const compilers = {
    float64: new StraightLineCompiler(machine, "float64"),
    float32: new StraightLineCompiler(machine, "float32"),
  };
  const kernels = {
    float64: kernelsOf(callers.float64, "float64"),
    float32: kernelsOf(callers.float32, "float32"),
  };
  return {
    name,
    allocate: (dtype, lengths) => machine.memory.allocate(dtype, lengths),
    kernels: (dtype: DType) => kernels[dtype],
    record: (dtype, pass) => recordPass(machine, callers[dtype], compilers[dtype], dtype, pass),
    recordSteps: (dtype, parts) => recordSteps(machine, callers[dtype], compilers[dtype], dtype, parts),
  };
}

/** A backend that was started, and its memory, where that isn't the engine's own. */
interface Started {
  readonly backend: Backend;
  readonly memory?: Memory;
}

let first: Started | undefined;
let latest: Started | undefined;

/**
 * What a network runs on unless it is given something else: WebAssembly where there is any, and otherwise
 * {@link reference}. It is the same one each time, and `network.backend.name` says which. Where the networks that are
 * there have taken half of its memory, new ones are given one like it, with a memory of its own.
 *
 * @example
 * ["wasm", "reference"].includes(defaultBackend().name); // => true
 */
export function defaultBackend(): Backend {
  return started().backend;
}

/**
 * {@link defaultBackend}, or one like it while much of its memory is taken. The engine gives no piece of a memory back
 * before the event loop's next turn; a memory whose networks are all gone it gives back at once.
 */
export function backendWithRoom(): Backend {
  if (!isCrowded(started())) latest = first;
  else if (latest === undefined || isCrowded(latest)) latest = startAnother() ?? latest ?? first;
  return latest!.backend;
}

function started(): Started {
  // No WebAssembly, none with SIMD, or a content security policy that forbids it.
  first ??= startAnother() ?? { backend: reference };
  return first;
}

function isCrowded({ memory }: Started): boolean {
  return memory?.isCrowded === true;
}

function startAnother(): Started | undefined {
  try {
    const machine = startMachine();
    return { backend: wasmBackend("wasm", machine), memory: machine.memory };
  } catch {
    return undefined;
  }
}
