import type { FloatArray, TrainFrame } from "@nn/core/component";

/** The parameters: those of the four gates lie one behind the other. @inline */
export type Parameter = "weight" | "recurrentWeight" | "bias";
/** What is kept, time first; `recurrent` is the outputs' share of the gates' sums, at one time step. @inline */
export type Saved = "x" | "h" | "c" | "tanhOfC" | "gates" | "recurrent";

/** The four gates' parts of an array: of the input gate, the forget gate, the candidate and the output gate. */
type OfGates = readonly [i: FloatArray, f: FloatArray, g: FloatArray, o: FloatArray];

/** The arrays of one time step, each of [batch, units]. */
export interface TimeStep {
  readonly gates: OfGates;
  readonly h: FloatArray;
  readonly c: FloatArray;
  readonly cBefore: FloatArray;
  readonly tanhOfC: FloatArray;
  readonly dGates: OfGates;
  /** ∂L/∂y, where there is an output for each time step. */
  readonly dy: FloatArray;
}

/** Parts of a frame's arrays, as the passes need them. What only trainings have is empty elsewhere. */
export interface Views {
  readonly weight: OfGates;
  readonly recurrentWeight: OfGates;
  readonly bias: OfGates;
  readonly dWeight: OfGates;
  readonly dRecurrentWeight: OfGates;
  readonly dBias: OfGates;
  /** Those of all time steps, one behind the other. */
  readonly gates: OfGates;
  readonly dGates: OfGates;
  /** The same without the first time step, before which there are no outputs. */
  readonly laterDGates: OfGates;
  readonly recurrent: OfGates;
  /** The gates' shares of dh and of dx, time first. */
  readonly dRecurrent: OfGates;
  readonly dx: OfGates;
  readonly steps: readonly TimeStep[];
}

export function viewsOf(frame: TrainFrame<Parameter, Saved>, steps: number, units: number): Views {
  const { batch, inputSize, parameters, gradients, saved, scratch } = frame;
  const inputs = inputSize / steps;
  const one = batch * units;
  const at = (array: FloatArray, step: number): FloatArray => array.subarray(step * one, (step + 1) * one);
  const ofStep = (all: OfGates, step: number): OfGates => each(all, (array) => at(array, step));
  const gates = ofGates(saved.gates, steps * one);
  const dGates = ofGates(scratch.dGates, steps * one);
  return {
    weight: ofGates(parameters.weight, inputs * units),
    recurrentWeight: ofGates(parameters.recurrentWeight, units * units),
    bias: ofGates(parameters.bias, units),
    dWeight: ofGates(gradients.weight, inputs * units),
    dRecurrentWeight: ofGates(gradients.recurrentWeight, units * units),
    dBias: ofGates(gradients.bias, units),
    gates,
    dGates,
    laterDGates: each(dGates, (array) => array.subarray(one)),
    recurrent: ofGates(saved.recurrent, one),
    dRecurrent: ofGates(scratch.dRecurrent, one),
    dx: ofGates(scratch.dx, batch * inputSize),
    steps: Array.from({ length: steps }, (_, step) => ({
      gates: ofStep(gates, step),
      h: at(saved.h, step),
      c: at(saved.c, step + 1),
      cBefore: at(saved.c, step),
      tanhOfC: at(saved.tanhOfC, step),
      dGates: ofStep(dGates, step),
      dy: at(scratch.dy ?? NOTHING, step),
    })),
  };
}

/** @param all - Missing, or empty, where only predictions are made. */
function ofGates(all: FloatArray | undefined, size: number): OfGates {
  const gate = (number: number): FloatArray => (all ?? NOTHING).subarray(number * size, (number + 1) * size);
  return [gate(0), gate(1), gate(2), gate(3)];
}

function each([i, f, g, o]: OfGates, part: (array: FloatArray) => FloatArray): OfGates {
  return [part(i), part(f), part(g), part(o)];
}

const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);
