import type { DataState } from "./state.js";

/** A row more, like the last one, to learn from or to be predicted. */
export function withNewRow({ rows, asked }: DataState, name: string, isAsked: boolean): Partial<DataState> {
  const { features, target } = rows.at(-1)!;
  return isAsked ? { asked: [...asked, { name, features }] } : { rows: [...rows, { name, features, target }] };
}

/** Without a row, counted through those to learn from and then those to be predicted. */
export function withoutRow({ rows, asked }: DataState, place: number): Partial<DataState> {
  return place < rows.length ? { rows: rows.toSpliced(place, 1) } : { asked: asked.toSpliced(place - rows.length, 1) };
}
