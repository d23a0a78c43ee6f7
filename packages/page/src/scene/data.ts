import type { Look } from "../engine/look.js";
import { activations } from "../kinds.js";
import { IMAGE } from "../state/models.js";
import { type PresetName, presetOf } from "../state/presets.js";
import { shownRows } from "../state/rows.js";
import type { State } from "../state/state.js";
import { type Picture, pictureOf } from "./network/picture.js";
import type { Words } from "./words.js";

/** A row as it is edited. */
export interface DataRow {
  /** Counted through those to learn from and then those to be predicted. */
  readonly place: number;
  readonly name: string;
  readonly features: readonly string[];
  /** An image that they are; null where they are none. */
  readonly picture: Picture | null;
  /** Nothing of a row that is to be predicted. */
  readonly target: string | null;
}

export interface DataScene {
  /** Which of the page's data these are, or with which training. */
  readonly preset: PresetName | "own";
  readonly columns: readonly string[];
  /** Those to learn from, and then those to be predicted; of many, some. */
  readonly rows: readonly DataRow[];
  /** How the numbers are prepared. */
  readonly preparation: string;
  /** Why a label can't be learnt; null where all can. */
  readonly unreached: string | null;
  /** Which of how many rows these are; null where they are all. */
  readonly part: { readonly text: string; readonly from: number; readonly isLast: boolean } | null;
}

export function dataScene({ scaler }: Look, state: State, { texts, exact, number }: Words): DataScene {
  const { data } = state;
  const isImages = state.model.filters !== undefined;
  const columns = data.columns ?? texts.columns.features;
  const { places, of } = shownRows(state);
  const from = places[0]!;
  const to = from + places.length;
  const parts = columns.map((column, i) => {
    const [offset, scale] = [scaler.offset[i]!, scaler.scale[i]!];
    return texts.preparedColumn(
      column,
      offset === 0 ? null : number(offset).text,
      scale === 1 ? null : number(scale).text,
    );
  });
  return {
    preset: presetOf(state) ?? "own",
    columns,
    rows: places.map((place) => {
      const { target } = data.rows[place] ?? {};
      const { name, features } = data.rows[place] ?? data.asked[place - data.rows.length]!;
      return {
        place,
        name,
        features: features.map(exact),
        picture: isImages ? pictureOf(features, IMAGE.side, texts.views.images.name(name)) : null,
        target: target === undefined ? null : exact(target),
      };
    }),
    unreached: unreachedOf(state, { texts, number }),
    preparation: isImages ? texts.views.images.what : texts.prepared(parts),
    part: places.length < of ? { text: texts.partOf(from + 1, to, of), from, isLast: to === of } : null,
  };
}

/** A label beyond all that the last activation gives. */
function unreachedOf({ data, model }: State, { texts, number }: Pick<Words, "texts" | "number">): string | null {
  const last = model.activations.at(-1)!;
  const range = typeof last === "string" ? activations[last].range : undefined;
  if (range === undefined) return null;
  const { least, most } = range;
  const row = data.rows.find(({ target }) => target < least || target > most);
  return row ? texts.views.unreached(number(row.target).text, number(least).text, number(most).text) : null;
}
