import { type EpochExplanation, explainEpoch } from "@nn/explain";
import type { Training } from "./build.js";
import { finiteOrNull } from "./slice.js";

/** Beyond so many rows, each predicted after each step, it takes too long, and is more than a table can tell. */
const MOST_ROWS = 40;

/** The epoch that begins at this step; null for too many rows, and where it leaves the finite numbers. */
export function storyOf({ network, trainer, loss, optimizer, inputs, targets }: Training): EpochExplanation | null {
  if (inputs.length > MOST_ROWS) return null;
  const input = inputs.map((row) => [...row]);
  return finiteOrNull(() =>
    explainEpoch(network, { input, target: [...targets], loss, optimizer, from: trainer.state() }),
  );
}
