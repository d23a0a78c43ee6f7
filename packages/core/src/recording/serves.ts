import { checkOptimizer } from "../contracts/learning-rate.js";
import type { Loss } from "../contracts/loss.js";
import type { RecordableUpdate, StepsAsked } from "../equipment/recorded.js";
import { fitsFigure } from "./fits-figure.js";

/** Whether another training can make its steps with the update of one that has ended. @param last - The loss of that one. */
export function serves(
  update: RecordableUpdate,
  last: Loss,
  { loss, optimizer, batchSize, frozen, penalties }: StepsAsked,
): boolean {
  if ((frozen ?? penalties ?? update.penalties) !== undefined) return false;
  if (loss !== last || batchSize !== update.workspace.capacity) return false;
  if (!fitsFigure({ metric: loss, frame: update.frame }, batchSize)) return false;
  const { slots } = checkOptimizer(optimizer);
  const both = [optimizer, update.optimizer];
  // What has more than slots of its own has another frame.
  const more = both.map((one) => one.scalars ?? one.parts ?? one.shapes);
  if (more.some((each) => each !== undefined)) return false;
  if (update.evaluates || optimizer.evaluates) return false;
  return slots.length === update.optimizer.slots.length && slots.every((name, i) => name === update.optimizer.slots[i]);
}
