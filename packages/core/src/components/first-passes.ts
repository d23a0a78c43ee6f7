import { allFinite, type FloatArray, OptionError, show } from "@nn/numerics";
import type { Loss } from "../contracts/loss.js";
import type { Optimizer } from "../contracts/optimizer.js";
import type { LayerFrame } from "../memory/frames/frame.js";
import type { Passes } from "../memory/passes.js";
import type { StepParts } from "../training/step.js";
import { isThing } from "./thing.js";
import type { WritingUpdate } from "./writing-check.js";
import { clearUnwritten, markUnwritten, refuseUnwritten, remedyFor } from "./written.js";

/*
 * Checks of each layer in the first passes on a workspace: do layers, and the activations in them, write what they
 * are to write? Later passes are spared it.
 */

/** How engines say that what is used isn't there; what is no function they name otherwise. Where null is, as dx, nothing is to be declared. */
const NOTHING = /undefined( |\.?$)/;

/**
 * Does a method of an author's. What the engine refuses in it is said with the place; of what isn't there, which most often is an
 * array that wasn't declared, with what to do.
 */
function told<T>(where: string, method: () => T): T {
  try {
    return method();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const remedy = NOTHING.test(error.message) ? " Declare what it uses." : "";
    throw new OptionError(`${where}: ${error}.${remedy}`, { cause: error });
  }
}

/** @throws OptionError for a layer that hasn't written what it was to write. */
export function lookAtForwards(passes: Passes): void {
  passes.frames.forEach((frame, i) => {
    const length = frame.batch * frame.outputSize;
    markUnwritten(frame.y, length);
    // What is saved is checked after the backward pass, which may write it as well; there is none without derivatives.
    if (frame.dy.length > 0)
      for (const name of Object.keys(frame.saved)) markUnwritten(frame.saved[name]!, usedOf(name, frame));
    const where = `layer ${i}, ${passes.layers[i]!.name}: forward`;
    told(where, () => passes.forwardAt(i));
    refuseUnwritten(frame.y, length, where, "y", " An activation writes a[i].");
  });
}

/** @throws OptionError for a layer that hasn't written what it was to write. */
export function lookAtBackwards(passes: Passes): void {
  for (let i = passes.frames.length - 1; i >= passes.lowest; i--) lookAtBackward(passes, i);
}

/** How many numbers of what is saved belong to the examples of the pass: there is room for those of the largest. */
function usedOf(name: string, { batch, outputSize, saved, savedPerBatch, y }: LayerFrame): number {
  const { length } = saved[name]!;
  return name in savedPerBatch ? length : (length / (y.length / outputSize)) * batch;
}

/** Whether nothing that a backward pass gave was made from numbers that weren't there. */
function derivativesAreFinite({ dx, gradients }: LayerFrame, length: number): boolean {
  const all = Object.values(gradients).every((gradient) => allFinite(gradient, gradient.length));
  return all && (dx === null || allFinite(dx, length));
}

/** Does a layer's backward pass, and checks what both passes have written. */
function lookAtBackward(passes: Passes, i: number): void {
  const frame = passes.frames[i]!;
  const length = frame.batch * frame.inputSize;
  if (frame.dx) markUnwritten(frame.dx, length);
  const where = `layer ${i}, ${passes.layers[i]!.name}`;
  const returned = told(`${where}: backward`, () => passes.backwardAt(i));
  for (const [name, saved] of Object.entries(frame.saved)) {
    // What was asked for and never used does no harm; what was read shows in the derivatives.
    const used = usedOf(name, frame);
    if (clearUnwritten(saved, used) < used || derivativesAreFinite(frame, length)) continue;
    throw new OptionError(`${where}: neither forward nor backward has written saved.${name}. ${remedyFor(name)}`);
  }
  if (frame.dx) refuseUnwritten(frame.dx, length, `${where}: backward`, "dx", " An activation writes dz[i].");
  refuseReturned(frame, returned, `${where}: backward`);
}

/** Gradients of parameters may all be 0, but not where a layer gives others instead of adding them. */
function refuseReturned({ dx, gradients, saved }: LayerFrame, returned: unknown, where: string): void {
  const own: readonly unknown[] = [dx, gradients, saved, ...Object.values(gradients), ...Object.values(saved)];
  const [name] = Object.keys(gradients);
  if (!isThing(returned) || name === undefined || own.includes(returned)) return;
  if (Object.values(gradients).some((gradient) => gradient.some((value) => value !== 0))) return;
  throw new OptionError(
    `${where} returns ${show(returned)}, and has added nothing to gradients.${name}. Each number is to be added ` +
      `there, as in gradients.${name}[i] += …, instead of being returned.`,
  );
}

/** The parts of an update, which check that its loss and its optimizer write what they are to write. */
export function lookAtUpdate(update: WritingUpdate, { name }: Loss, optimizer: Optimizer): StepParts {
  const { frame, value, past } = update;
  const { batch, values, dprediction } = frame;
  const length = batch * frame.outputSize;
  return {
    begin: () => update.begin(),
    forward: () => update.forward(),
    measure() {
      markUnwritten(values, batch);
      update.measure();
      refuseUnwritten(values, batch, `${name}: value`, "values");
    },
    mean: () => update.mean(),
    differentiate() {
      markUnwritten(dprediction, length);
      update.differentiate();
      refuseUnwritten(dprediction, length, `${name}: gradient`, "dprediction");
    },
    backward: () => update.backward(),
    penalize: () => update.penalize(),
    keep: () => update.keep(),
    move() {
      const returned = told(`${optimizer.name}: update`, () => update.move());
      if (returned !== undefined && returned !== value) refuseUnmoved(optimizer, returned, value, past.value);
    },
    isFinite: () => update.isFinite(),
  };
}

/** A rule may leave all parameters where they are, at a learning rate of 0; but then it has no numbers to return. */
function refuseUnmoved({ name }: Optimizer, returned: unknown, value: FloatArray, before: FloatArray): void {
  const isNumbers = typeof returned === "number" || Array.isArray(returned) || ArrayBuffer.isView(returned);
  if (!isNumbers || value.some((number, i) => number !== before[i])) return;
  throw new OptionError(`${name}: update returns ${show(returned)}, and hasn't moved value[0]. ${remedyFor("value")}`);
}
