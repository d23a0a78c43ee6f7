import { Computation, type FormulaEquations, finiteNumber, OptionError, type Source } from "@nn/core/component";

// Sequences of different lengths, filled up: a time step whose numbers all are the value of a mask only fills up.

/** For each row 1, or 0 where all its numbers are the value of the mask. */
export const REAL: Computation = /* @__PURE__ */ new Computation({
  name: "real time steps",
  arrays: ["m", "x"],
  byRow: ["m"],
  scalars: ["value"],
  lines: ["m = max(x == value ? 0 : 1)"],
});

/** Sets the rows to 0 that only fill up. */
export const REAL_ALONE: Computation = /* @__PURE__ */ new Computation({
  name: "numbers of real time steps",
  arrays: ["y", "m"],
  byRow: ["m"],
  lines: ["y = m == 0 ? 0 : y"],
});

/** The same for explanations, of time steps with these numbers each. */
export function realEquations(maskValue: number, steps: readonly (readonly Source[])[]): FormulaEquations {
  return {
    formula: maskValue === 0 ? "step(max(abs(x)))" : `step(max(abs(x - (${maskValue}))))`,
    size: steps.length,
    reads: (step) => ({ x: steps[step] }),
  };
}

/**
 * Passes a mask's value on as kernels are given it, if there is one.
 *
 * @throws OptionError for one that isn't a finite number, or that float32 doesn't have: a network of single precision would never meet it.
 */
export function maskOf(where: string, maskValue: number | undefined): readonly [value: number] | undefined {
  if (maskValue === undefined) return undefined;
  const value = finiteNumber(`${where}: maskValue`, maskValue);
  if (Math.fround(value) === value) return [value];
  throw new OptionError(
    `${where}: maskValue must be a number that float32 has exactly, such as 0, -1 or 0.5, but is ${value}.`,
  );
}

/** @throws OptionError in any case, as operators of ONNX skip no time steps. */
export function refuseInOperators(name: string): never {
  throw new OptionError(
    `${name}: maskValue can't be written in ONNX, whose operators skip no time steps. toModule and toPyTorch can.`,
  );
}
