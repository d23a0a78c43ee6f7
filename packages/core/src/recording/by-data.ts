import type { RowsInMemory } from "../data/rows-in-memory.js";
import { RowsPlace } from "./rows-place.js";

type ByBatch<Kind> = Map<number, Kind>;

/** What was recorded for each data set, by the batch. */
export class ByData<Kind> {
  #ofData: WeakMap<RowsInMemory, ByBatch<Kind>> = new WeakMap();
  #inPlace: ByBatch<Kind> = new Map();
  /** For the data set that came last, and where that lay: one that comes to lie there is served by the same. */
  #last: { readonly place: RowsPlace; readonly recorded: ByBatch<Kind> } | undefined;

  /** @param data - `undefined` for what was read into the workspace. */
  of(data: RowsInMemory | undefined): ByBatch<Kind> {
    if (data === undefined) return this.#inPlace;
    if (this.#last?.place.isOf(data)) return this.#last.recorded;
    const recorded = this.#ofData.get(data) ?? new Map<number, Kind>();
    this.#ofData.set(data, recorded);
    this.#last = { place: new RowsPlace(data), recorded };
    return recorded;
  }

  forget(): void {
    this.#ofData = new WeakMap();
    this.#inPlace = new Map();
    this.#last = undefined;
  }
}
