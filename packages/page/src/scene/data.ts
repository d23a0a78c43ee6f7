import { type Look, MOST_SHOWN } from "../engine/look.js";
import { type PresetName, presets } from "../state/presets.js";
import type { State } from "../state/state.js";
import type { Words } from "./words.js";

/** A row as it is edited. */
export interface DataRow {
  readonly name: string;
  readonly features: readonly string[];
  /** Nothing of a row that is to be predicted. */
  readonly target: string | null;
}

export interface DataScene {
  /** Which of the page's data these are. */
  readonly preset: PresetName | "own";
  readonly columns: readonly string[];
  /** Those to learn from, and then those to be predicted; of many, the first. */
  readonly rows: readonly DataRow[];
  /** How the numbers are prepared. */
  readonly preparation: string;
  /** How many rows aren't shown. */
  readonly further: number;
}

export function dataScene({ scaler }: Look, { data }: State, { texts, exact, number }: Words): DataScene {
  const columns = data.columns ?? texts.columns.features;
  const names = Object.keys(presets) as PresetName[];
  const rowOf = (name: string, features: readonly number[], target: number | null): DataRow => {
    return { name, features: features.map(exact), target: target === null ? null : exact(target) };
  };
  const shown = data.rows.slice(0, MOST_SHOWN);
  const parts = columns.map((column, i) => {
    const [offset, scale] = [scaler.offset[i]!, scaler.scale[i]!];
    return texts.preparedColumn(
      column,
      offset === 0 ? null : number(offset).text,
      scale === 1 ? null : number(scale).text,
    );
  });
  return {
    preset: names.find((name) => JSON.stringify(presets[name]) === JSON.stringify(data)) ?? "own",
    columns,
    rows: [
      ...shown.map(({ name, features, target }) => rowOf(name, features, target)),
      ...data.asked.map(({ name, features }) => rowOf(name, features, null)),
    ],
    preparation: texts.prepared(parts),
    further: data.rows.length - shown.length,
  };
}
