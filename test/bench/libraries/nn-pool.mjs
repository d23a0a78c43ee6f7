// @nn on two cores. The result must not depend on how many workers there are, and that is checked here.
import { workerPool } from "@nn/core";
import { CannotDo } from "./library.mjs";
import { onBackend } from "./nn-on.mjs";

export async function train(task) {
  const [one, two] = [await workerPool({ workers: 1 }), await workerPool({ workers: 2 })];
  const alone = await onBackend({ backend: one }).train(task);
  const together = await onBackend({ backend: two }).train(task);
  for (const training of [alone, together]) {
    training.reset();
    await training.run(1);
  }
  if (Buffer.compare(alone.bits(), together.bits()) !== 0) throw new Error("one worker and two give different bits");
  return { ...together, note: "the bits of one worker" };
}

export function predict() {
  throw new CannotDo("the pool is for training");
}
