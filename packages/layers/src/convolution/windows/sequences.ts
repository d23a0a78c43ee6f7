import { positiveInteger, type Shape, ShapeError } from "@nn/core/component";
import type { WholeField } from "../pooling/global/global-pooling.js";
import type { PooledField } from "../pooling/pooling.js";
import { checkPadding, type Geometry, geometryOf, type Padding, reachOf, roomFor } from "./geometry.js";

/** The shape of sequences, as types have it. */
export type Sequences = readonly [steps: number, features: number];

/** The dimensions of a sequence. */
export type StepAxes = readonly ["steps", "features"];

/** A window that is moved along a sequence. */
export interface StepsWindow {
  /** How many steps it sees. */
  readonly size: number;
  readonly stride: number;
  /** As that of images; `"causal"`: each place sees no step behind its own. */
  readonly padding: Padding | "causal";
  /** How far its taps are apart; 1 unless given. */
  readonly dilation?: number;
  /** How many groups its features and filters are in; 1 unless given. */
  readonly groups?: number;
}

/**
 * Puts a window on sequences of a shape, as on images of one row.
 *
 * @param word - What the window is called: `"kernel"`.
 * @param features - How many numbers a step must have, where that is known.
 * @param filters - How many numbers a place gives; as many as a step has unless given.
 * @throws ShapeError for what isn't a shape of sequences, and for sequences that are shorter than the window.
 */
export function alongSteps(
  word: string,
  { size, stride, padding, dilation = 1, groups = 1 }: StepsWindow,
  input: Shape,
  features?: number,
  filters?: number,
): Geometry {
  const [steps, depth] = input as Sequences;
  const reach = reachOf(size, dilation);
  if (input.length !== 2 || (features !== undefined && depth !== features)) {
    throw new ShapeError(`the sequences must be [steps, ${features ?? "features"}], but are [${input.join(", ")}].`);
  }
  if (padding === "valid" && reach > steps) {
    const [needed, remedy] = roomFor(word, [size], [dilation]);
    throw new ShapeError(`the sequences must be at least as long as ${needed}, but have ${steps} steps. ${remedy}`);
  }
  const row = { kernelHeight: 1, kernelWidth: size, strideDown: 1, strideAcross: stride, dilationAcross: dilation };
  const at = padding === "valid" ? padding : "same";
  const geometry = geometryOf(word, { ...row, groups, padding: at }, [1, steps, depth], features, filters);
  return padding === "causal" ? { ...geometry, padLeft: reach - 1 } : geometry;
}

/** A window that sees a whole sequence. */
export function wholeSequence(input: Shape): Geometry {
  const [steps = 1] = input;
  return alongSteps("window", { size: steps, stride: steps, padding: "valid" }, input);
}

/** What pools sequences. */
export const SEQUENCES: PooledField<number, number, StepAxes> & WholeField<StepAxes> = {
  inputAxes: ["steps", "features"],
  whole: wholeSequence,
  windowOf: (type, poolSize, { strides = poolSize, padding = "valid" }) => {
    const size = positiveInteger(`${type}: poolSize`, poolSize);
    const stride = positiveInteger(`${type}: strides`, strides);
    const window = { size, stride, padding: checkPadding(`${type}: padding`, padding) };
    return {
      ...{ poolSize, strides, padding },
      shown: stepsName(window, size),
      on: (input) => alongSteps("window", window, input),
    };
  },
};

/** As names show it: `"3"`, and what isn't usual. */
export function stepsName(window: StepsWindow, usualStride: number): string {
  const { size, stride, padding, dilation = 1, groups = 1 } = window;
  const strides = stride === usualStride ? "" : `, strides ${stride}`;
  const apart = dilation === 1 ? "" : `, dilation ${dilation}`;
  const ends = padding === "valid" ? "" : `, ${padding}`;
  return `${size}${strides}${apart}${ends}${groups === 1 ? "" : `, ${groups} groups`}`;
}
