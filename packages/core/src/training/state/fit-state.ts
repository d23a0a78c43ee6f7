import type { Seed } from "@nn/numerics";
import { isRecord, OptionError, show } from "@nn/numerics";
import type { EpochReport } from "../measures/reports.js";
import type { TrainerState } from "./trainer-state.js";

/**
 * A `fit` that was put away, even in the middle of an epoch: another one goes on `from` it with the bits of one that was never
 * interrupted, in another process and on another backend as well. Plain data with typed arrays.
 */
export interface FitState {
  /** The state of its steps. */
  readonly trainer: TrainerState;
  /** How many epochs were finished. */
  readonly epoch: number;
  /** How many batches of the next one. */
  readonly batch: number;
  /** How many examples there are. */
  readonly examples: number;
  /** What tells their inputs and targets from others; missing where they are in a `Dataset` of the user's own. */
  readonly digest?: number;
  /** How many of them a batch has. */
  readonly batchSize: number;
  /** What the orders of the examples follow from; `null` where they aren't shuffled. */
  readonly seed: Seed | null;
  /** The loss before the first step; `null` where it isn't known. */
  readonly firstLoss: number | null;
  /** The reports so far. */
  readonly reports: readonly EpochReport[];
  /** What callbacks remember, by their names. */
  readonly callbacks: Readonly<Record<string, unknown>>;
}

/** What has to be the same where a fit goes on. */
export type FitPlace = Pick<FitState, "examples" | "batchSize" | "seed">;

/** What a fit has where a state has another, and what to do. */
const SAME: Readonly<Record<keyof FitPlace, (was: unknown, is: unknown) => string>> = {
  examples: (was, is) => `on ${was} examples, but this data has ${is}. Give it the same examples in the same order`,
  batchSize: (was, is) =>
    `with batches of ${was} examples, but this one has batches of ${is}. Give { batchSize: ${was} }`,
  seed: (was, is) => `${orderBy(was)}, but this one is ${orderBy(is)}. Give ${optionFor(was)}`,
};

function orderBy(seed: unknown): string {
  return seed === null ? "in a fixed order" : `in the orders of the seed ${show(seed)}`;
}

function optionFor(seed: unknown): string {
  return seed === null ? "{ shuffle: false }" : `{ seed: ${show(seed)} }`;
}

/**
 * Passes a state on with which a fit can go on.
 *
 * @param digest - That of the examples; `undefined` where it isn't known, or they may be others.
 * @throws OptionError for what is none, and for one of other examples, batches or orders.
 */
export function checkFitState(state: unknown, place: FitPlace, digest: number | undefined): FitState {
  if (!isFitState(state)) {
    throw new OptionError(`from must be what state() of a fit gave, but is ${show(state)}.`);
  }
  for (const name of Object.keys(SAME) as (keyof FitPlace)[]) {
    if (state[name] === place[name]) continue;
    throw new OptionError(`from is the state of a fit ${SAME[name](state[name], place[name])}.`);
  }
  if (digest !== undefined && (state.digest ?? digest) !== digest) {
    throw new OptionError(
      'from is the state of a fit on other examples. Give it the same examples in the same order; or say so: { changed: ["data"] }.',
    );
  }
  const batches = Math.ceil(place.examples / place.batchSize);
  if (state.batch > batches || state.trainer.step !== state.epoch * batches + state.batch) {
    throw new OptionError(
      `from says that ${state.epoch} epochs and ${state.batch} batches were made, ${batches} of which are an epoch, but also that ` +
        `there were ${show(state.trainer.step)} steps: this is no state that a fit gave.`,
    );
  }
  return state;
}

function isFitState(state: unknown): state is FitState {
  if (!isRecord(state)) return false;
  const { trainer, epoch, batch, reports, callbacks, firstLoss } = state;
  const isLoss = firstLoss === null || typeof firstLoss === "number";
  return isRecord(trainer) && isCount(epoch) && isCount(batch) && isLoss && areReports(reports) && isRecord(callbacks);
}

function areReports(reports: unknown): boolean {
  const isReport = (report: unknown): boolean =>
    isRecord(report) && isCount(report.epoch) && typeof report.loss === "number";
  return Array.isArray(reports) && reports.findIndex((report) => !isReport(report)) < 0;
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}
