import { finiteNumber, OptionError, show } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import { lackOf } from "../components/component.js";
import { handle, isPromise } from "../components/promises.js";
import type { Described } from "./described.js";
import type { UpdateFrame } from "./update-frame.js";

/**
 * What an update does to a single parameter, as text, for programs that explain it. The formulas may hold what a
 * {@link Formula} may.
 */
export interface UpdateRule {
  /**
   * One assignment after another: `["v = mu * v + g", "w = w - eta * v"]`. w is the parameter, g the loss's derivative
   * with respect to it, t the number of the step. A name that is no slot holds for the step alone.
   */
  readonly lines: readonly string[];
  /**
   * Which setting or slot a name stands for, where it isn't called so itself: `{ eta: "learningRate", v: "velocity" }`.
   * The names of Greek letters are printed as those, and `hat_m` as m with a hat.
   */
  readonly letters?: Readonly<Record<string, string>>;
}

/**
 * A rule by which parameters move. It owns nothing: what it must remember is kept for it in the slots and scalars it asks
 * for, so one instance may serve many trainings.
 *
 * @typeParam S - The names of its slots.
 * @typeParam K - The names of its scalars.
 */
export interface Optimizer<S extends string = string, K extends string = string> extends Described {
  /** With its settings, as a report shows it: `"SGD(learningRate 0.1)"`. */
  readonly name: string;
  /** The arrays it keeps per parameter, all zero at first: none for plain SGD, `["m", "v"]` for Adam. */
  readonly slots: readonly S[];
  /** The single numbers it remembers, each in double precision, 0 at first. */
  readonly scalars?: readonly K[];
  /** What `update` does, for explanations; without it they have the numbers alone. */
  readonly rule?: UpdateRule;
  /** Moves `value` against `gradient`, and brings slots and scalars up to date. */
  update(frame: UpdateFrame<S, K>): void;
}

/** A step size: a number, or a function of the step, which counts from 1. */
export type LearningRate = number | ((step: number) => number);

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
