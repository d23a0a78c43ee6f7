import type { FloatArray, Shape, TrainFrame } from "@nn/core/component";

/** The parameters: those of the gates lie one behind the other. @inline */
export type Parameter = "weight" | "recurrentWeight" | "bias";
/** What is left for backward, time first; `recurrent` is the outputs' share of the gates' sums, at one time step. @inline */
export type Saved = "x" | "h" | "kept" | "gates" | "recurrent";

/** A part of an array for each gate, or for each of other things. */
type Parts = readonly FloatArray[];

/** How many arrays a cell has, and what is multiplied with which. */
export interface CellSizes {
  /** How many gates there are, each with matrices for the inputs and for the outputs before. */
  readonly gates: number;
  /** How many biases a unit has: one for each gate, or a second one as well, which is added to the outputs' share. */
  readonly biases: number;
  /** How many arrays are kept of each time step beside gates and outputs. Before the first time step, they are 0. */
  readonly kept: number;
  /** What U of each gate is multiplied with: `undefined` for the outputs before, or the number of a kept array. */
  readonly recurrentInputs: readonly (number | undefined)[];
  /** Which of the derivatives at a time step is that of each gate's outputs' share: its own, of the same number, or a further one. */
  readonly recurrentDerivatives: readonly number[];
  /** Of how many parts dh of the time step before is the sum: one for each gate, and what comes past them. */
  readonly parts: number;
  /** How many derivatives go from a time step to the one before by themselves. They begin as 0. */
  readonly carried: number;
}

/** The arrays of one time step, each of [batch, units]. */
export interface TimeStep {
  readonly gates: Parts;
  readonly h: FloatArray;
  readonly hBefore: FloatArray;
  /** What the cell keeps of this time step, and of the one before. */
  readonly kept: Parts;
  readonly keptBefore: Parts;
  /** The derivatives of the gates' sums. */
  readonly dGates: Parts;
  /** What ∂L/∂h is the sum of: what comes from the time step after, and ∂L/∂y where each time step has an output. */
  readonly dParts: Parts;
  /** ∂L/∂y, where there is an output for each time step. */
  readonly dy: FloatArray;
}

/** Parts of a frame's arrays, as the passes need them. What only trainings have is empty elsewhere. */
export interface Views {
  readonly weight: Parts;
  readonly recurrentWeight: Parts;
  /** Those that are added to the inputs' share, and then those of the outputs' share, where there are any. */
  readonly bias: Parts;
  readonly dWeight: Parts;
  readonly dRecurrentWeight: Parts;
  readonly dBias: Parts;
  /** Those of all time steps, one behind the other. */
  readonly gates: Parts;
  readonly dGates: Parts;
  /** Of each gate: what U is multiplied with at all time steps but the first, and the derivatives there. */
  readonly recurrentInputs: Parts;
  readonly laterDerivatives: Parts;
  /** The first time step's past, which is 0. */
  readonly past: Parts;
  readonly recurrent: Parts;
  /** The gates' shares of dx, time first. */
  readonly dx: Parts;
  /** The parts of dh of the time step before. */
  readonly dParts: Parts;
  readonly carried: Parts;
  /** The outputs of all time steps. */
  readonly outputs: FloatArray;
  readonly steps: readonly TimeStep[];
}

/** What is left for backward, of sequences of [steps, inputs]; before the first time step all is 0. */
export function savedShapes(cell: CellSizes, input: Shape, units: number): Partial<Record<Saved, Shape>> {
  const { gates, kept } = cell;
  const [steps, withPast] = [input[0], input[0] + 1];
  return {
    x: input,
    h: [withPast, units],
    ...(kept > 0 && { kept: [kept, withPast, units] }),
    gates: [gates, steps, units],
    recurrent: [gates, units],
  };
}

/** What backward works in. */
export function scratchShapes(
  cell: CellSizes,
  input: Shape,
  units: number,
  returnSequences: boolean,
): Record<string, Shape> {
  const { gates, parts, carried, recurrentDerivatives } = cell;
  return {
    dGates: [1 + Math.max(...recurrentDerivatives), input[0], units],
    dParts: [parts, units],
    dx: [gates, ...input],
    ...(carried > 0 && { carried: [carried, units] }),
    ...(returnSequences && { dy: [input[0], units] }),
  };
}

export function viewsOf(frame: TrainFrame<Parameter, Saved>, cell: CellSizes, steps: number, units: number): Views {
  const { batch, inputSize, parameters, gradients, saved, scratch } = frame;
  const { gates: count, parts } = cell;
  const inputs = inputSize / steps;
  const one = batch * units;
  const at = (array: FloatArray, step: number): FloatArray => array.subarray(step * one, (step + 1) * one);
  const ofStep = (all: Parts, step: number): FloatArray[] => all.map((array) => at(array, step));
  const gates = split(saved.gates, count, steps * one);
  const dGates = split(scratch.dGates, 1 + Math.max(...cell.recurrentDerivatives), steps * one);
  const kept = split(saved.kept, cell.kept, (steps + 1) * one);
  const dParts = split(scratch.dParts, parts, one);
  const dyOf = (step: number): FloatArray => at(scratch.dy ?? NOTHING, step);
  return {
    weight: split(parameters.weight, count, inputs * units),
    recurrentWeight: split(parameters.recurrentWeight, count, units * units),
    bias: split(parameters.bias, cell.biases, units),
    dWeight: split(gradients.weight, count, inputs * units),
    dRecurrentWeight: split(gradients.recurrentWeight, count, units * units),
    dBias: split(gradients.bias, cell.biases, units),
    gates,
    dGates,
    // Outputs are multiplied a time step later; what is kept, at its own.
    recurrentInputs: cell.recurrentInputs.map((number) =>
      number === undefined ? saved.h.subarray(one) : kept[number].subarray(2 * one),
    ),
    laterDerivatives: cell.recurrentDerivatives.map((number) => dGates[number].subarray(one)),
    past: [saved.h, ...kept].map((array) => at(array, 0)),
    recurrent: split(saved.recurrent, count, one),
    dx: split(scratch.dx, count, batch * inputSize),
    dParts,
    carried: split(scratch.carried, cell.carried, one),
    outputs: saved.h.subarray(one),
    steps: Array.from({ length: steps }, (_, step) => ({
      gates: ofStep(gates, step),
      h: at(saved.h, step + 1),
      hBefore: at(saved.h, step),
      kept: ofStep(kept, step + 1),
      keptBefore: ofStep(kept, step),
      dGates: ofStep(dGates, step),
      dParts: scratch.dy === undefined ? dParts : [...dParts, dyOf(step)],
      dy: dyOf(step),
    })),
  };
}

/** @param all - Missing, or empty, where only predictions are made. */
function split(all: FloatArray | undefined, count: number, size: number): FloatArray[] {
  return Array.from({ length: count }, (_, number) => (all ?? NOTHING).subarray(number * size, (number + 1) * size));
}

const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);
