import type { Optimizer, Part, PartParameter } from "../../contracts/optimizer.js";
import type { NotedTraining } from "../../equipment/equipment.js";
import { framesWithin } from "../../memory/frames/frames.js";
import { chosenBy } from "../../memory/frames/update-frame.js";
import { listParameters } from "../../parameters/parameters.js";
import type { Warning } from "./warning.js";

/**
 * A layer that takes means over batches of which one is a single example, so that each mean is that example's own number.
 *
 * @param window - How many examples the batches are of, where they come window by window.
 */
export function findBatchOfOne(
  training: NotedTraining,
  window: number | undefined = training.window,
): Warning | undefined {
  const { network, trainer } = training;
  const { frames, capacity } = trainer.update.workspace;
  const examples = window ?? training.examples;
  if (capacity > 1 && examples % capacity !== 1) return undefined;
  const all = framesWithin(frames);
  const place = network.stack.allPlaces.find(
    ({ layer, inputShape, number }) => all[number]!.training && layer.numbersPerMean?.(inputShape) === 1,
  );
  if (place === undefined) return undefined;
  const [what, remedy] =
    capacity === 1
      ? ["each batch", examples === 1 ? "Give it more examples" : "Choose a batchSize of 16 or more"]
      : [
          `the last batch of ${examples} examples`,
          `Choose a batchSize that leaves none over${window ? "" : `, such as ${withoutRest(capacity, examples)}`}`,
        ];
  const message =
    `${place.label}, takes means over batches, but ${what} is a single example, so that its output doesn't ` +
    `depend on its input. ${remedy}.`;
  return { kind: "batch of one", message, layer: place.label };
}

/** A larger size of batches, none of which is a single example: that of all examples, if no other. */
function withoutRest(size: number, examples: number): number {
  return examples % (size + 1) === 1 ? withoutRest(size + 1, examples) : size + 1;
}

/** An optimizer that compares its steps, on batches that differ. */
export function findOtherExamples(training: NotedTraining): Warning | undefined {
  const { network, optimizer, trainer, examples, window } = training;
  const isWhole = !window && trainer.update.workspace.capacity === examples;
  if (isWhole || !comparesSteps(optimizer, () => listParameters(network.stack).map(chosenBy))) return undefined;
  const message =
    `${optimizer.name} compares the gradients of its updates, which have to be of the same examples, but each batch has ` +
    `others. ${window ? "Choose" : `Give it all in one, batchSize: ${examples}, or choose`} an optimizer for batches, such as Adam.`;
  return { kind: "other examples", message };
}

/** Whether an optimizer, or one inside it, does. */
function comparesSteps(optimizer: Optimizer, list: () => readonly PartParameter[]): boolean {
  if (optimizer.comparesSteps === true) return true;
  if (optimizer.parts === undefined) return false;
  const all = list();
  return Object.values<Part>(optimizer.parts(all, all).byName).some(({ optimizer: inner }) =>
    comparesSteps(inner, list),
  );
}
