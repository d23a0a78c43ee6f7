import { seededRandom } from "@nn/core";
import { permute } from "@nn/core/component";

/** Which rows each update takes. */
export interface RowOrder {
  /** The updates of an epoch. */
  readonly steps: number;
  /** Of the update after so many: all rows of its epoch in their order, and which of them are its own. */
  at(step: number): { readonly rows: Uint32Array; readonly from: number; readonly to: number };
}

/** One row after the other, as in the lab; or with a seed, in the orders that `fit` has with it, a new one in each epoch. */
export function orderOf(count: number, batchSize: number, seed: string | null): RowOrder {
  const steps = Math.ceil(count / batchSize);
  const first = Uint32Array.from({ length: count }, (_, row) => row);
  let rows = first;
  let random = seededRandom(0);
  let epochs = 0;
  const go = (epoch: number): void => {
    if (seed === null) return;
    if (epochs === 0 || epoch < epochs - 1) {
      rows = first.slice();
      random = seededRandom(seed, "shuffle");
      epochs = 0;
    }
    for (; epochs <= epoch; epochs++) permute(random, rows);
  };
  return {
    steps,
    at: (step) => {
      go(Math.floor(step / steps));
      const from = (step % steps) * batchSize;
      return { rows, from, to: Math.min(from + batchSize, count) };
    },
  };
}
