import type { Look } from "../engine/look.js";
import { MOST_NEURONS, withNeurons } from "../state/models.js";
import type { ModelState, State } from "../state/state.js";
import type { Words } from "./words.js";

/** A training that has come to a standstill before it has learnt all rows. */
export interface PlateauScene {
  readonly text: string;
  /** A wider network to begin again with; null where there is no hidden layer, or no room for more. */
  readonly wider: { readonly text: string; readonly change: Partial<ModelState> } | null;
}

/** So many of the last epochs are looked at. */
const EPOCHS = 100;
/** Less than such a share of the loss is a standstill. */
const FALL = 0.01;

/** Null where rows are learnt, or still being learnt; `losses` are those after each epoch. */
export function plateauScene(
  losses: readonly number[],
  { epoch, right }: Look,
  { model, data }: State,
  { texts, number }: Words,
): PlateauScene | null {
  const [before, after] = [losses[epoch - EPOCHS], losses[epoch]];
  const all = data.rows.length;
  if (before === undefined || after === undefined || right === null || right === all) return null;
  if (Math.abs(before - after) > FALL * before) return null;
  const words = texts.views.plateau;
  const hidden = model.sizes.length > 2 ? model.sizes[1]! : MOST_NEURONS;
  const count = Math.min(MOST_NEURONS, 2 * hidden);
  return {
    text: words.what(EPOCHS, number(after).text, right, all),
    wider: count > hidden ? { text: words.wider(count), change: withNeurons(model, 1, count) } : null,
  };
}
