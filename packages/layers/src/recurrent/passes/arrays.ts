import type { FloatArray, Shape, TrainFrame } from "@nn/core/component";
import type { Plan } from "./plan.js";
import type { Parameter, Parts, Saved, Views } from "./views.js";

/** What is left for backward, of sequences of [steps, inputs]; before the first time step all is 0. */
export function savedShapes(plan: Plan, input: Shape): Partial<Record<Saved, Shape>> {
  const { cell, units, returnSequences, mask, recurrentDropout } = plan;
  const { gates, kept } = cell;
  const [steps, withPast] = [input[0], input[0] + 1];
  return {
    x: input,
    h: [withPast, units],
    ...(kept > 0 && { kept: [kept, withPast, units] }),
    gates: [gates, steps, units],
    recurrent: [gates, units],
    ...(recurrentDropout && { seen: [steps, units] }),
    ...(mask && { real: [steps], ...(returnSequences && { realByExample: [steps] }) }),
  };
}

/** What backward works in. */
export function scratchShapes(plan: Plan, input: Shape): Record<string, Shape> {
  const { cell, inputs, units, returnSequences, mask, dropout, recurrentDropout } = plan;
  const { gates, parts, carried, recurrentDerivatives } = cell;
  return {
    dGates: [1 + Math.max(...recurrentDerivatives), input[0], units],
    dParts: [mask ? parts + 1 : parts, units],
    dx: [gates, ...input],
    ...(carried > 0 && { carried: [carried, units] }),
    ...(carried > 0 && mask && { passed: [carried, units] }),
    ...((dropout || recurrentDropout) && { drawn: [inputs + units] }),
    ...(returnSequences && { dy: [input[0], units] }),
  };
}

export function viewsOf(
  frame: TrainFrame<Parameter, Saved>,
  { cell, inputs, units, mask, recurrentDropout, firstWithPast }: Plan,
): Views {
  const { batch, training, inputShape, inputSize, parameters, gradients, saved, scratch } = frame;
  const { gates: count, parts } = cell;
  const steps = inputShape[0];
  const one = batch * units;
  const at = (array: FloatArray, step: number): FloatArray => array.subarray(step * one, (step + 1) * one);
  const ofStep = (all: Parts, step: number): FloatArray[] => all.map((array) => at(array, step));
  const gates = split(saved.gates, count, steps * one);
  const dGates = split(scratch.dGates, 1 + Math.max(...cell.recurrentDerivatives), steps * one);
  const kept = split(saved.kept, cell.kept, (steps + 1) * one);
  const dParts = split(scratch.dParts, mask ? parts + 1 : parts, one);
  const dyOf = (step: number): FloatArray => at(scratch.dy ?? NOTHING, step);
  const real = saved.real ?? NOTHING;
  const states = firstWithPast === 0 ? 1 + cell.carried : 0;
  const past = firstWithPast * one;
  const drops = training && recurrentDropout !== undefined;
  const seenOf = (step: number): FloatArray => at(drops ? saved.seen : saved.h, step);
  const drawn = scratch.drawn ?? NOTHING;
  const dx = split(scratch.dx, count, batch * inputSize);
  return {
    weight: split(parameters.weight, count, inputs * units),
    recurrentWeight: split(parameters.recurrentWeight, count, units * units),
    bias: split(parameters.bias, cell.biases, units),
    dWeight: split(gradients.weight, count, inputs * units),
    dRecurrentWeight: split(gradients.recurrentWeight, count, units * units),
    dBias: split(gradients.bias, cell.biases, units),
    gates,
    dGates,
    initialState: split(parameters.initialState, states, units),
    dInitialState: split(gradients.initialState, states, units),
    // Outputs are multiplied a time step later; what is kept, at its own.
    recurrentInputs: cell.recurrentInputs.map((number) =>
      number === undefined ? (drops ? saved.seen : saved.h).subarray(past) : kept[number].subarray(past + one),
    ),
    laterDerivatives: cell.recurrentDerivatives.map((number) => dGates[number].subarray(past)),
    past: [saved.h, ...kept].map((array) => at(array, 0)),
    recurrent: split(saved.recurrent, count, one),
    x: split(saved.x, steps, batch * inputs),
    dxOfSteps: split(dx[0], steps, batch * inputs),
    drawn: {
      inputs: drawn.subarray(0, batch * inputs),
      outputs: drawn.subarray(batch * inputs, batch * (inputs + units)),
    },
    dx,
    dParts,
    carried: split(scratch.carried, cell.carried, one),
    passed: split(scratch.passed, cell.carried, one),
    outputs: saved.h.subarray(one),
    steps: Array.from({ length: steps }, (_, step) => ({
      gates: ofStep(gates, step),
      h: at(saved.h, step + 1),
      hBefore: at(saved.h, step),
      seen: seenOf(step),
      kept: ofStep(kept, step + 1),
      keptBefore: ofStep(kept, step),
      dGates: ofStep(dGates, step),
      dParts: scratch.dy === undefined ? dParts : [...dParts, dyOf(step)],
      dy: dyOf(step),
      real: real.subarray(step * batch, (step + 1) * batch),
    })),
  };
}

/** @param all - Missing, or empty, where only predictions are made. */
function split(all: FloatArray | undefined, count: number, size: number): FloatArray[] {
  return Array.from({ length: count }, (_, number) => (all ?? NOTHING).subarray(number * size, (number + 1) * size));
}

const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);
