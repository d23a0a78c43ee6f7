import { copyNumbers, type FloatArray } from "@nn/core/component";
import { REAL, REAL_ALONE } from "../../real-steps.js";
import { addUp, NONE } from "../cell.js";
import { draw, dropInputs, dropOutputs, dropParts } from "./drops.js";
import { hold, join, part } from "./mask.js";
import type { Plan } from "./plan.js";
import type { RecurrentFrame, RecurrentTrainFrame, TimeStep } from "./views.js";

/** Goes through sequences, from the first time step to the last. */
export function goForward(plan: Plan, frame: RecurrentFrame): void {
  const { kernels, batch, inputShape, x, y, saved, prepared } = frame;
  const { inputs, units, cell, mask } = plan;
  const steps = inputShape[0];
  kernels.run(plan.swapInputs(steps).toPartsFirst, batch, saved.x, x);
  if (mask) kernels.compute(REAL, mask, steps * batch, inputs, saved.real, saved.x);
  if (frame.training && (plan.dropout || plan.recurrentDropout)) draw(plan, frame);
  if (frame.training && plan.dropout) dropInputs(kernels, batch * inputs, plan.dropout, prepared.x, prepared);
  for (let gate = 0; gate < cell.gates; gate++) {
    const z = prepared.gates[gate];
    kernels.matmul(z, saved.x, prepared.weight[gate], steps * batch, inputs, units);
    kernels.addRow(z, prepared.bias[gate], steps * batch, units);
  }
  // Before the first time step all is 0, and what is learnt is added.
  kernels.fill(saved.recurrent, 0, cell.gates * batch * units);
  for (const past of prepared.past) kernels.fill(past, 0, batch * units);
  for (const [i, state] of prepared.initialState.entries()) kernels.addRow(prepared.past[i], state, batch, units);
  for (let step = 0; step < steps; step++) stepForward(plan, frame, step);
  if (!plan.returnSequences) {
    copyNumbers(kernels, y, prepared.steps[steps - 1].h, batch * units);
    return;
  }
  kernels.run(plan.swapOutputs(steps).toBatchFirst, batch, y, prepared.outputs);
  if (!mask) return;
  kernels.compute(REAL, mask, batch * steps, inputs, saved.realByExample, x);
  kernels.compute(REAL_ALONE, NONE, batch * steps, units, y, saved.realByExample);
}

function stepForward(plan: Plan, frame: RecurrentFrame, number: number): void {
  const { kernels, batch, training, prepared } = frame;
  const { units, cell, recurrentDropout } = plan;
  const { recurrent, recurrentWeight } = prepared;
  const step = prepared.steps[number];
  if (training && recurrentDropout) dropOutputs(kernels, batch * units, recurrentDropout, step, prepared);
  for (let gate = 0; gate < cell.simpleGates && number >= plan.firstWithPast; gate++) {
    kernels.matmul(recurrent[gate], step.seen, recurrentWeight[gate], batch, units, units);
  }
  cell.forward(kernels, batch, units, step, prepared);
  if (plan.mask) hold(kernels, batch, plan, step);
}

/** Goes back, from the last time step to the first. */
export function goBackward(plan: Plan, frame: RecurrentTrainFrame): void {
  const { kernels, batch, inputShape, dx, dy, saved, scratch, prepared } = frame;
  const { inputs, units, cell, mask } = plan;
  const { dGates, dWeight, dRecurrentWeight, dBias, weight, recurrentInputs, laterDerivatives } = prepared;
  const steps = inputShape[0];
  if (frame.training && (plan.dropout || plan.recurrentDropout)) draw(plan, frame);
  if (plan.returnSequences) {
    kernels.run(plan.swapOutputs(steps).toPartsFirst, batch, scratch.dy!, dy);
    if (mask) kernels.compute(REAL_ALONE, NONE, steps * batch, units, scratch.dy!, saved.real);
  }
  for (const carried of prepared.carried) kernels.fill(carried, 0, batch * units);
  for (let step = steps - 1; step >= 0; step--) stepBackward(plan, frame, step, step === steps - 1);
  if (plan.firstWithPast === 0) {
    addUp(kernels, batch, units, prepared.dParts);
    for (const [i, gradient] of prepared.dInitialState.entries()) {
      kernels.addColumnSums(gradient, i === 0 ? prepared.dParts[0] : prepared.carried[i - 1], batch, units);
    }
  }
  for (let gate = 0; gate < cell.gates; gate++) {
    const dz = dGates[gate];
    kernels.addColumnSums(dBias[gate], dz, steps * batch, units);
    kernels.addOuter(dWeight[gate], saved.x, dz, inputs, steps * batch, units);
    const later = (steps - plan.firstWithPast) * batch;
    kernels.addOuter(dRecurrentWeight[gate], recurrentInputs[gate], laterDerivatives[gate], units, later, units);
    if (dx) kernels.matmulTransposed(prepared.dx[gate], dz, weight[gate], steps * batch, units, inputs);
  }
  for (let bias = cell.gates; bias < cell.biases; bias++) {
    const dz = dGates[cell.recurrentDerivatives[bias - cell.gates]];
    kernels.addColumnSums(dBias[bias], dz, steps * batch, units);
  }
  if (!dx) return;
  addUp(kernels, steps * batch, inputs, prepared.dx);
  if (frame.training && plan.dropout) dropInputs(kernels, batch * inputs, plan.dropout, prepared.dxOfSteps, prepared);
  kernels.run(plan.swapInputs(steps).toBatchFirst, batch, dx, prepared.dx[0]);
}

function stepBackward(plan: Plan, frame: RecurrentTrainFrame, number: number, isLast: boolean): void {
  const { kernels, batch, training, prepared } = frame;
  const { units, cell, recurrentDropout } = plan;
  const { dParts, recurrentWeight } = prepared;
  const step = prepared.steps[number];
  if (!isLast) addUp(kernels, batch, units, step.dParts);
  const dh = isLast ? dhOfLast(plan, frame, step) : dParts[0];
  if (plan.mask) part(kernels, batch, plan, step, prepared, dh);
  cell.backward(kernels, batch, units, step, prepared, dh);
  if (plan.mask) join(kernels, batch, plan, prepared);
  for (let gate = 0; gate < cell.simpleGates && number >= plan.firstWithPast; gate++) {
    const dz = step.dGates[cell.recurrentDerivatives[gate]];
    kernels.matmulTransposed(dParts[gate], dz, recurrentWeight[gate], batch, units, units);
  }
  if (training && recurrentDropout && number >= plan.firstWithPast)
    dropParts(kernels, batch * units, plan, recurrentDropout, prepared);
}

/** ∂L/∂h of the last time step. What is divided at skipped time steps is a copy, as ∂L/∂y is only read. */
function dhOfLast(plan: Plan, { kernels, batch, dy, prepared }: RecurrentTrainFrame, step: TimeStep): FloatArray {
  if (plan.returnSequences) return step.dy;
  if (!plan.mask) return dy;
  copyNumbers(kernels, prepared.dParts[0], dy, batch * plan.units);
  return prepared.dParts[0];
}
