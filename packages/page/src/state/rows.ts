import { MOST_SHOWN } from "./limits.js";
import type { DataState, State } from "./state.js";

/** A row more, like the last one, to learn from or to be predicted. */
export function withNewRow({ rows, asked }: DataState, name: string, isAsked: boolean): Partial<DataState> {
  const { features, target } = rows.at(-1)!;
  return isAsked ? { asked: [...asked, { name, features }] } : { rows: [...rows, { name, features, target }] };
}

/** Without a row, counted through those to learn from and then those to be predicted. */
export function withoutRow({ rows, asked }: DataState, place: number): Partial<DataState> {
  return place < rows.length ? { rows: rows.toSpliced(place, 1) } : { asked: asked.toSpliced(place - rows.length, 1) };
}

/** The rows that tables show, counted through those to learn from and then those to be predicted. */
export function shownRows({ data, look }: Pick<State, "data" | "look">): {
  readonly places: readonly number[];
  readonly of: number;
} {
  const of = data.rows.length + data.asked.length;
  // Another table may be shorter.
  const from = look.from < of ? look.from : 0;
  return { places: Array.from({ length: Math.min(MOST_SHOWN, of - from) }, (_, i) => from + i), of };
}
