import { RowsInMemory } from "../data/rows-in-memory.js";

/** Where the rows of a data set lie in memory: what is recorded of it. */
export class RowsPlace {
  readonly #buffer: ArrayBufferLike;
  readonly #inputs: number;
  readonly #targets: number;

  constructor(data: RowsInMemory) {
    const { inputs, targets } = RowsInMemory.arraysOf(data);
    this.#buffer = inputs.buffer;
    this.#inputs = inputs.byteOffset;
    this.#targets = targets.byteOffset;
  }

  /** Whether those of a data set lie there, too, as they do where one training follows another. */
  isOf(data: RowsInMemory): boolean {
    const { inputs, targets } = RowsInMemory.arraysOf(data);
    const isThere = inputs.byteOffset === this.#inputs && targets.byteOffset === this.#targets;
    return isThere && inputs.buffer === this.#buffer;
  }
}
