import type { FloatArray, Kernels } from "@nn/numerics";
import { copyNumbers } from "../../components/copy-numbers.js";
import { refusePromise } from "../../components/promises.js";
import type { Optimizer, UpdatePart } from "../../contracts/optimizer.js";
import type { OwnFrame } from "./update-frame.js";

/** Numbers that lie apart, and where they lie together. */
export interface Copied {
  readonly apart: FloatArray;
  readonly together: FloatArray;
}

/** A rule inside an optimizer: what it is called with, and what is copied before and after. */
export class FramePart implements UpdatePart {
  readonly optimizer: Optimizer;
  readonly frames: readonly OwnFrame[];
  readonly every: number;
  /** Parameters and gradients that lie apart and that the rule needs together; none where it is called for each run of them. */
  readonly values: readonly Copied[];
  readonly gradients: readonly Copied[];
  readonly #outer: OwnFrame;
  /** Whether it asks for the loss. */
  readonly #asks: boolean;
  readonly #kept: FloatArray | undefined;

  constructor(
    optimizer: Optimizer,
    outer: OwnFrame,
    frames: readonly OwnFrame[],
    every: number,
    values: readonly Copied[],
    gradients: readonly Copied[],
    asks: boolean,
    kept: FloatArray | undefined,
  ) {
    this.optimizer = optimizer;
    this.#outer = outer;
    this.frames = frames;
    this.every = every;
    this.values = values;
    this.gradients = gradients;
    this.#asks = asks;
    this.#kept = kept;
    if (asks) for (const frame of frames) frame.evaluate = this.#evaluate;
  }

  readonly #evaluate = (): number => {
    const { kernels } = this.#outer;
    scatter(kernels, this.values);
    const loss = this.#outer.evaluate();
    gather(kernels, this.gradients);
    return loss;
  };

  update(): void {
    const { optimizer, frames, values } = this;
    const { kernels, step, gradient } = this.#outer;
    const kept = this.#kept;
    if (kept !== undefined) copyNumbers(kernels, kept, gradient, kept.length);
    gather(kernels, values);
    gather(kernels, this.gradients);
    for (let i = 0; i < frames.length; i++) {
      // What was moved before in this step has another loss, and another gradient.
      if (this.#asks) frames[i]!.loss = this.#evaluate();
      frames[i]!.step = innerStep(step, this.every);
      const returned: unknown = optimizer.update(frames[i]!);
      if (returned !== undefined) refusePromise(`${optimizer.name}: update`, returned);
    }
    scatter(kernels, values);
    if (kept !== undefined) copyNumbers(kernels, gradient, kept, kept.length);
  }
}

/** The number of an update of a rule that makes one in so many of the rule around it: a small whole number for the engine. */
export function innerStep(step: number, every: number): number {
  return every === 1 ? step : ((step - 1) / every + 1) | 0;
}

/** Copies what lies apart to where it lies together. */
export function gather(kernels: Kernels, copied: readonly Copied[]): void {
  for (let i = 0; i < copied.length; i++) {
    const { apart, together } = copied[i]!;
    copyNumbers(kernels, together, apart, apart.length);
  }
}

/** Copies it back. */
export function scatter(kernels: Kernels, copied: readonly Copied[]): void {
  for (let i = 0; i < copied.length; i++) {
    const { apart, together } = copied[i]!;
    copyNumbers(kernels, apart, together, apart.length);
  }
}
