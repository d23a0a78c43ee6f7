import { RowsInMemory } from "../data/rows-in-memory.js";

/** Where the rows of a data set lie in memory: what is recorded of it. */
export class RowsPlace {
  readonly #buffer: ArrayBufferLike;
  readonly #inputs: number;
  readonly #targets: number;
  readonly #weights: number | undefined;

  constructor(data: RowsInMemory) {
    const { inputs, targets, weights } = RowsInMemory.arraysOf(data);
    this.#buffer = inputs.buffer;
    this.#inputs = inputs.byteOffset;
    this.#targets = targets.byteOffset;
    this.#weights = weights?.byteOffset;
  }

  /** Whether those of a data set lie there, too, as they do where one training follows another. */
  isOf(data: RowsInMemory): boolean {
    const { inputs, targets, weights } = RowsInMemory.arraysOf(data);
    const isThere = inputs.byteOffset === this.#inputs && targets.byteOffset === this.#targets;
    return isThere && weights?.byteOffset === this.#weights && inputs.buffer === this.#buffer;
  }
}
