import { finiteNumber, OptionError, show } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import { lackOf } from "../components/component.js";
import { handle, isPromise } from "../components/promises.js";
import type { Optimizer } from "./optimizer.js";

/** A step size: a number, or a function of the step, which counts from 1. */
export type LearningRate = number | ((step: number) => number);

/** The setting that a training may multiply: what optimizers call their step size. */
export const RATE = "learningRate";

/**
 * Passes a usable learning rate on: a function, or a number of at least 0.
 *
 * @throws OptionError for anything else.
 */
export function checkLearningRate(where: string, learningRate: LearningRate): LearningRate {
  return typeof learningRate === "function" ? learningRate : finiteNumber(where, learningRate, { atLeast: 0 });
}

/**
 * The learning rate at a step.
 *
 * @throws OptionError if a function gives something other than a finite number of at least 0.
 *
 * @example
 * rateAt((step) => 1 / step, 4); // => 0.25
 */
export function rateAt(learningRate: LearningRate, step: number): number {
  if (typeof learningRate === "number") return learningRate;
  advice.onSchedule?.(learningRate);
  const rate = learningRate(step);
  if (typeof rate === "number" && rate >= 0 && rate < Infinity) return rate;
  // The compiler takes it for nothing at all here, as it isn't a number.
  const given: unknown = rate;
  if (isPromise(given)) handle(given);
  throw new OptionError(
    `The learning rate at step ${show(step)} must be a finite number of at least 0, but is ${show(given)}.${advice.onRate?.(given) ?? ""}`,
  );
}

/**
 * Passes an optimizer on, and refuses what isn't one, such as the name of one.
 *
 * @throws OptionError with what an optimizer looks like.
 */
export function checkOptimizer(optimizer: Optimizer): Optimizer {
  const lack = lackOf(optimizer, ["update"]);
  if (lack !== undefined) {
    throw new OptionError(
      `optimizer must be an optimizer itself, as in { optimizer: new SGD({ learningRate: 0.1 }) }, but is ${lack}`,
    );
  }
  advice.onOptimizer?.(optimizer);
  return optimizer;
}
