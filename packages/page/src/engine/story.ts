import { type EpochExplanation, explainEpoch } from "@nn/explain";
import { finiteOrNull } from "./slice.js";
import type { Tape } from "./tape.js";

/** Beyond so many rows, each predicted after each step, it takes too long, and is more than a table can tell. */
const MOST_ROWS = 40;

/**
 * The epoch that a step is in, with its rows in the order in which they are taken; null for too many rows, where numbers are set by
 * hand on the way, and where it leaves the finite ones. The tape stands at the step again.
 */
export function storyOf(tape: Tape, step: number): EpochExplanation | null {
  const { network, trainer, loss, optimizer, inputs, targets, order } = tape.training;
  const first = step - (step % order.steps);
  if (inputs.length > MOST_ROWS || tape.isSetBetween(first, first + order.steps)) return null;
  const { rows, from, to } = order.at(first);
  const taken = [...rows];
  tape.go(first);
  const story = finiteOrNull(() =>
    explainEpoch(network, {
      input: taken.map((row) => [...inputs[row]!]),
      target: taken.map((row) => targets[row]!),
      batchSize: to - from,
      loss,
      optimizer,
      from: trainer.state(),
    }),
  );
  tape.go(step);
  if (story === null) return null;
  const told = story.steps.map((each) => ({ ...each, examples: each.examples.map((place) => taken[place - 1]! + 1) }));
  return { ...story, steps: told };
}
