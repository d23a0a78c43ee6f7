import { judged, type TrialResult } from "./result.js";
import type { Sweep } from "./sweep.js";

/** A round as it stands. */
interface RoundStanding {
  /** Its trials, by their numbers. */
  readonly trials: readonly number[];
  readonly results: readonly TrialResult[];
}

/** How far a sweep has come. */
export interface Standing {
  /** The rounds that are known: all before the first one that misses results, and that one. */
  readonly rounds: readonly RoundStanding[];
  /** The trials of the last of these rounds that have no result. */
  readonly missing: readonly number[];
}

/**
 * How far a sweep has come, by its results alone: so it goes on alike after any end, and in any number of processes.
 *
 * @throws DataError for results that can't be read.
 */
export async function standingOf(sweep: Sweep): Promise<Standing> {
  const rounds: RoundStanding[] = [];
  for (const round of sweep.plan.rounds.keys()) {
    const trials = sweep.plan.numbers(round, (rounds.at(-1)?.results ?? []).map(judged));
    if (trials.length === 0) break;
    const results = await sweep.results(round, trials);
    rounds.push({ trials, results });
    if (results.length < trials.length) {
      const made = new Set(results.map(({ trial }) => trial));
      return { rounds, missing: trials.filter((trial) => !made.has(trial)) };
    }
  }
  return { rounds, missing: [] };
}

/** All results, from the best trial to the worst: those that went furthest before those that were given up. */
export function rankedResults(sweep: Sweep, { rounds }: Standing): readonly TrialResult[] {
  const seen = new Set<number>();
  return [...rounds].reverse().flatMap(({ results }) => {
    const byTrial = new Map(results.map((result) => [result.trial, result]));
    const order = sweep.plan.ranked(results.map(judged)).map(({ number }) => byTrial.get(number)!);
    return order.filter(({ trial }) => !seen.has(trial) && seen.add(trial));
  });
}
