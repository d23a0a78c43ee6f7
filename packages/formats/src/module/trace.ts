import type { Sequential as Network } from "@nn/core";
import { type Backend, type Computation, type DType, type FloatArray, type Kernels, reference } from "@nn/core/backend";
import {
  allFrames,
  type Frame,
  type Layer,
  OptionError,
  type OwnKernel,
  type Place,
  saysKernelsOnly,
  Workspace,
} from "@nn/core/component";
import { Sequential } from "@nn/core/plain";

/** A network that is given the numbers of another one, and draws none. */
class Copy extends Sequential<readonly Layer[]> {
  protected override writeFirst(): void {}
}

/** A kernel of the backend by its name, or what a component brings. */
export type Kernel = string | Computation | OwnKernel;

/** A call of a kernel, with arrays, numbers and lists of numbers in its order; an array that a layer hasn't is `undefined`. */
export interface KernelCall {
  readonly kernel: Kernel;
  readonly given: readonly (FloatArray | number | readonly number[] | undefined)[];
}

/** An array of the pass under a name. */
export interface NamedArray {
  readonly name: string;
  readonly values: FloatArray;
  /** What it held before the pass, where that counts: a parameter's numbers. */
  readonly isKept: boolean;
}

/** What one layer of the network does. */
interface LayerCalls {
  readonly label: string;
  readonly calls: readonly KernelCall[];
}

/** The forward pass of one example: its arrays, and which kernels are called on them. */
export interface Trace {
  readonly arrays: readonly NamedArray[];
  readonly inputs: FloatArray;
  readonly outputs: FloatArray;
  /** What each layer gives, in the order of all places. */
  readonly given: readonly FloatArray[];
  readonly layers: readonly LayerCalls[];
}

/**
 * Takes down which kernels a prediction for one example calls.
 *
 * @throws OptionError for a layer that doesn't say that it calls kernels alone.
 */
export function traceOf(network: Network): Trace {
  const { stack, dtype } = network;
  for (const place of stack.allPlaces) refuseLoops(place);
  let calls: KernelCall[] = [];
  const backend = noting((call) => calls.push(call));
  const copy = new Copy(network.layers, { dtype, inputShape: stack.inputShape, backend });
  const workspace = new Workspace(copy, 1);
  workspace.setBatch(1);
  const { frames, inputs, prediction: outputs } = workspace;
  copyNumbers(allFrames(frames), allFrames(new Workspace(network, 1).frames));
  const arrays = namedArrays(inputs, stack.allPlaces, allFrames(frames));
  const layers = stack.places.map(({ layer, label }, i) => {
    calls = [];
    layer.forward(frames[i]!);
    return { label, calls };
  });
  return { arrays, inputs, outputs, given: allFrames(frames).map(({ y }) => y), layers };
}

function refuseLoops({ layer, label }: Place): void {
  if (saysKernelsOnly(layer, ["forward"])) return;
  throw new OptionError(
    `${label}, can't be written into a module: it doesn't say of its forward pass that it calls kernels alone, or its ` +
      "activation doesn't. Say kernelsOnly, with what it computes as formulas: see docs/adding-a-component.md.",
  );
}

/** What kernels are given. */
type Given = FloatArray | number | ArrayLike<number> | Computation | OwnKernel | undefined;

/** Lists of scalars are copied, as they may change. */
function noteOf(given: Given): KernelCall["given"][number] {
  if (given === undefined || typeof given === "number" || isFloats(given)) return given;
  return Array.from(given as ArrayLike<number>);
}

/** Plain loops that say what they are called with. */
function noting(note: (call: KernelCall) => void): Backend {
  const wrap = (kernels: Kernels): Kernels => {
    const wrapped = Object.entries(kernels).map(([name, run]) => {
      const noted = (...given: readonly Given[]): unknown => {
        const [first, ...rest] = given;
        const isBrought = typeof first === "object" && ("text" in first || "loop" in first);
        note({ kernel: isBrought ? first : name, given: (isBrought ? rest : given).map(noteOf) });
        return Reflect.apply(run as (...given: readonly Given[]) => unknown, kernels, given);
      };
      return [name, noted];
    });
    return Object.fromEntries(wrapped) as Kernels;
  };
  return { ...reference, name: "module", kernels: (dtype: DType) => wrap(reference.kernels(dtype)) };
}

/** What training has moved. */
function copyNumbers(to: readonly Frame[], from: readonly Frame[]): void {
  for (const [i, { parameters, state }] of to.entries()) {
    for (const [name, values] of Object.entries(parameters)) values.set(from[i]!.parameters[name]!);
    for (const [name, values] of Object.entries(state)) values.set(from[i]!.state[name]!);
  }
}

function namedArrays(inputs: FloatArray, places: readonly Place[], frames: readonly Frame[]): NamedArray[] {
  const named: NamedArray[] = [{ name: "x", values: inputs, isKept: false }];
  for (const [i, { path }] of places.entries()) {
    const { y, saved, parameters, state } = frames[i]!;
    const add = (arrays: Readonly<Record<string, FloatArray>>, isKept: boolean): void => {
      for (const [name, values] of Object.entries(arrays)) named.push({ name: `${name}_${path}`, values, isKept });
    };
    add(parameters, true);
    add(state, true);
    add(saved, false);
    add({ y }, false);
  }
  return named;
}

export function isFloats(value: unknown): value is FloatArray {
  return value instanceof Float64Array || value instanceof Float32Array;
}
