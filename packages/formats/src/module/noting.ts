import { type Backend, type Computation, type DType, type FloatArray, type Kernels, reference } from "@nn/core/backend";
import type { OwnKernel } from "@nn/core/component";

/** A kernel of the backend by its name, or what a component brings. */
export type Kernel = string | Computation | OwnKernel;

/** What stands for the number of the step, where a call is made in each. */
export const STEP: unique symbol = Symbol("step");

/** A number of a call. */
export type NotedNumber = number | typeof STEP;

/** A call of a kernel, with arrays, numbers and lists of numbers in its order; an array that a layer hasn't is `undefined`. */
export interface KernelCall {
  readonly kernel: Kernel;
  readonly given: readonly (FloatArray | NotedNumber | readonly NotedNumber[] | undefined)[];
}

/** What a layer calls, a loss or an optimizer. */
export interface LabelledCalls {
  readonly label: string;
  readonly calls: readonly KernelCall[];
}

/** What kernels are given. */
type Given = FloatArray | number | ArrayLike<number> | Computation | OwnKernel | undefined;

/** Plain loops, which can be had to say what they are called with instead of running. */
export class Notes {
  readonly backend: Backend = {
    ...reference,
    name: "module",
    kernels: (dtype: DType) => this.#noting(reference.kernels(dtype)),
  };
  #calls: KernelCall[] | undefined;

  /** The calls that something makes, of which none is carried out. */
  of(run: () => unknown): readonly KernelCall[] {
    const calls: KernelCall[] = [];
    this.#calls = calls;
    try {
      run();
    } finally {
      this.#calls = undefined;
    }
    return calls;
  }

  #noting(kernels: Kernels): Kernels {
    const noting = Object.entries(kernels).map(([name, run]) => {
      const noted = (...given: readonly Given[]): unknown => {
        if (this.#calls === undefined)
          return Reflect.apply(run as (...given: readonly Given[]) => unknown, kernels, given);
        this.#calls.push(callOf(name, given));
        // None refuses its numbers.
        return true;
      };
      return [name, noted];
    });
    return Object.fromEntries(noting) as Kernels;
  }
}

function callOf(name: string, given: readonly Given[]): KernelCall {
  const [first, ...rest] = given;
  if (typeof first !== "object" || !("text" in first || "loop" in first)) {
    return { kernel: name, given: given.map(noteOf) };
  }
  if (!("text" in first)) return { kernel: first, given: rest.map(noteOf) };
  // Its scalars may lie in an array that the next call is given as well, and has room for more.
  const [scalars, ...others] = rest;
  const numbers = listOf(scalars).slice(0, first.scalarCount);
  return { kernel: first, given: [numbers, ...others.slice(0, 2 + first.arrayCount).map(noteOf)] };
}

/** Lists of numbers are copied, as they may change. */
function noteOf(given: Given): KernelCall["given"][number] {
  return given === undefined || typeof given === "number" || isFloats(given) ? given : listOf(given);
}

function listOf(given: Given): readonly number[] {
  return Array.from(given as ArrayLike<number>);
}

export function isFloats(value: unknown): value is FloatArray {
  return value instanceof Float64Array || value instanceof Float32Array;
}
