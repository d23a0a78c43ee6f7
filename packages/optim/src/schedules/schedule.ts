import { finiteNumber, OptionError, positiveInteger } from "@nn/core/component";

/** A learning rate as a function of the step, which counts from 1; it says what it is, so that it can be written down. */
export interface Schedule {
  /** The rate at a step, which depends on nothing else. */
  (step: number): number;
  /** As a registry knows it. */
  readonly kind: string;
  /** What an equal one is made from. */
  settings(): object;
}

/**
 * A schedule that can't be changed.
 *
 * @param rateAfter - The rate after so many steps: 0 before the first.
 */
export function scheduleOf(kind: string, settings: object, rateAfter: (steps: number) => number): Schedule {
  const schedule = (step: number): number => rateAfter(positiveInteger(`${kind}: the step`, step) - 1);
  return Object.freeze(Object.assign(schedule, { kind, settings: () => settings }));
}

/** @throws OptionError for what can't be the first rate of a schedule. */
export function checkRate(kind: string, learningRate: number): number {
  return finiteNumber(`${kind}: learningRate`, learningRate, { atLeast: 0 });
}

/** @throws OptionError for what a rate that falls can't end at. */
export function checkLeast(kind: string, least: number, learningRate: number): void {
  finiteNumber(`${kind}: least`, least, { atLeast: 0 });
  if (least <= learningRate) return;
  throw new OptionError(`${kind}: least must not be above learningRate, but ${least} is above ${learningRate}.`);
}
