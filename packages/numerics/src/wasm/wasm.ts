import type { DType } from "../arrays/dtype.js";
import type { Backend } from "../backend.js";
import { reference } from "../reference/reference.js";
import { StraightLineCompiler } from "./emit/straight-line.js";
import { kernelsOf } from "./kernels.js";
import { Caller } from "./record/caller.js";
import { inTurns, type Maker, record } from "./record/programs.js";
import { type Machine, startFurtherMachine, startMachine } from "./runtime/machine.js";

/**
 * A backend of kernels compiled to WebAssembly, with 128-bit SIMD. Its arrays are views on one memory; arrays that
 * aren't, its kernels hand to those of {@link reference}, with the same results.
 */
export function wasmBackend(name: string, machine: Machine): Backend {
  const makers = { float64: makerOf(machine, "float64"), float32: makerOf(machine, "float32") };
  const kernels = {
    float64: kernelsOf(makers.float64.caller, "float64"),
    float32: kernelsOf(makers.float32.caller, "float32"),
  };
  return {
    name,
    allocate: (dtype, lengths) => machine.memory.allocate(dtype, lengths),
    kernels: (dtype: DType) => kernels[dtype],
    record: (dtype, pass) => record(makers[dtype], pass),
    inTurns: (dtype, parts, results) => inTurns(makers[dtype], parts, results),
  };
}

function makerOf(machine: Machine, dtype: DType): Maker {
  return {
    machine,
    dtype,
    caller: new Caller(machine, dtype),
    compiler: new StraightLineCompiler(machine, dtype),
  };
}

/** A backend with the memory that it allocates in. */
interface Place {
  readonly backend: Backend;
  /** Missing for {@link reference}, whose memory is the engine's. */
  readonly memory?: Machine["memory"];
}

let first: Place | undefined;
/**
 * The backend for networks that find no room in the first memory. Earlier ones belong to the networks on them alone, and are
 * collected with them, even within synchronous code: of single arrays the engine tells between turns of the event loop.
 */
let latest: Place | undefined;
/** The least number of bytes that was refused already. */
let refused = Infinity;

/**
 * What a network runs on unless it is given something else: WebAssembly where there is any, and otherwise
 * {@link reference}. It is the same one each time, and `network.backend.name` says which. A network that finds no room in
 * its memory is given one like it, with a memory of its own.
 *
 * @example
 * ["wasm", "reference"].includes(defaultBackend().name); // => true
 */
export function defaultBackend(): Backend {
  return firstPlace().backend;
}

/**
 * What a network runs on unless it is given something else, with room for its arrays: {@link defaultBackend}, one of the
 * same kind on a further memory, or {@link reference} where there is none.
 *
 * @param likely - How many bytes they are likely to take with those that train the network.
 * @param least - How many they take at least.
 */
export function backendWithRoom(likely: number, least: number): Backend {
  const places = [firstPlace(), ...(latest === undefined ? [] : [latest])];
  const withRoom = (bytes: number) => places.find(({ memory }) => memory?.hasRoom(bytes) ?? true);
  const place = withRoom(likely) ?? furtherPlace(likely) ?? withRoom(least) ?? furtherPlace(least);
  return place?.backend ?? reference;
}

function firstPlace(): Place {
  first ??= placeOn(startMachine) ?? { backend: reference };
  return first;
}

function furtherPlace(bytes: number): Place | undefined {
  if (bytes >= refused) return undefined;
  const place = placeOn(() => startFurtherMachine(bytes));
  if (place === undefined) refused = bytes;
  else latest = place;
  return place;
}

/** Nothing where there is no WebAssembly, none with SIMD, a content security policy that forbids it, or no memory. */
function placeOn(start: () => Machine): Place | undefined {
  try {
    const machine = start();
    return { backend: wasmBackend("wasm", machine), memory: machine.memory };
  } catch {
    return undefined;
  }
}
