import { Sequential, seededRandom } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import {
  allFrames,
  type DType,
  type FloatArray,
  type Frame,
  type Layer,
  type Network,
  type Random,
  type Shape,
  type TrainFrame,
  TrainingWorkspace,
  uniform,
} from "@nn/core/component";

/** What a freshly allocated array of a frame is filled with, so that what wasn't written is noticed. */
export const UNWRITTEN: number = Number.NaN;

/** How many examples the arrays have room for: more than any batch, so that writing too far is noticed. */
const CAPACITY = 9;

export interface FrameOptions {
  readonly inputShape: Shape;
  readonly batch: number;
  readonly backend: Backend;
  readonly dtype: DType;
  readonly training: boolean;
}

/**
 * The arrays of a layer that is a network's only one: `x`, `dy` and the parameters drawn from ±1, gradients of zeros, and
 * everything that the layer has to write unwritten.
 */
export function frameFor(layer: Layer, options: FrameOptions): TrainFrame {
  const { inputShape, batch, backend, dtype, training } = options;
  const network: Network = new Sequential([layer], { inputShape, backend, dtype, seed: "frame" });
  const workspace = new TrainingWorkspace(network, CAPACITY, { training, derivativeOfInputs: true });
  workspace.setBatch(batch);
  const frame = workspace.frames[0] as TrainFrame;
  const random = seededRandom(`frame of ${layer.name}`);
  if (layer.indexCount === undefined) drawn(frame.x, random);
  else for (let i = 0; i < frame.x.length; i++) frame.x[i] = Math.floor(layer.indexCount * random());
  drawn(frame.dy, random);
  unwrite(frame);
  // What is remembered begins as the layer says: a variance is no number between -1 and 1.
  for (const values of Object.values(frame.parameters)) drawn(values, random);
  return { ...frame };
}

/** What a layer has to write, and has those within it write; for these it also has to write `dy`. */
function unwrite(frame: TrainFrame): void {
  for (const { y, dx, dy, saved, scratch } of allFrames([frame]) as TrainFrame[]) {
    const own = [y, ...(dx ? [dx] : []), ...Object.values(saved), ...Object.values(scratch)];
    for (const values of dy === frame.dy ? own : [...own, dy]) values.fill(UNWRITTEN);
  }
}

/** Fills an array with numbers between −1 and 1. */
export function drawn(values: FloatArray, random: Random): FloatArray {
  for (let i = 0; i < values.length; i++) values[i] = uniform(random, -1, 1);
  return values;
}

/** A frame in which numbers are drawn that are the same in each precision: a backend draws others for each. */
export function drawingAlike(frame: TrainFrame): TrainFrame {
  if (!frame.training) return frame;
  const fill = (out: FloatArray, length: number): void => {
    const random = seededRandom("drawn alike");
    for (let i = 0; i < length; i++) out[i] = random();
  };
  const within = Object.values(frame.branches).flatMap(({ frames }) => allFrames(frames));
  for (const inner of within) Object.assign(inner, { random: { fill } });
  return { ...frame, random: { fill } };
}

/** Has a layer, and those within it, remember what they remember now. */
export function stateOf(frame: Frame): () => void {
  const kept = allFrames([frame]).flatMap(({ state }) =>
    Object.values(state).map((values) => [values, values.slice()] as const),
  );
  return () => {
    for (const [values, before] of kept) values.set(before);
  };
}

/** A parameter by the name that a layer has for it: `"weight"`, or `"body.0.weight"` of one within it. */
export function parameterOf({ parameters, branches }: Frame, name: string): FloatArray | undefined {
  const [branch = "", place, ...inner] = name.split(".");
  const within = branches[branch]?.frames[Number(place)];
  return parameters[name] ?? (within && parameterOf(within, inner.join(".")));
}

/** The parameters of a layer and of those within it, with their gradients. */
export function parametersOf(
  frame: TrainFrame,
  prefix = "",
): [name: string, values: FloatArray, gradient: FloatArray][] {
  const own = Object.entries(frame.parameters).map(([name, values]) => {
    return [`${prefix}${name}`, values, frame.gradients[name]!] as [string, FloatArray, FloatArray];
  });
  const within = Object.entries(frame.branches).flatMap(([name, { frames }]) =>
    frames.flatMap((inner, i) => parametersOf(inner as TrainFrame, `${prefix}${name}.${i}.`)),
  );
  return [...own, ...within];
}
