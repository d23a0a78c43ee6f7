import type { Look } from "../../engine/look.js";
import type { Texts } from "../../languages/en.js";
import { IMAGE, LAYERS_BEFORE, MAP_SIDE, POOLED_SIDE } from "../../state/models.js";
import type { Phase } from "../../state/state.js";
import {
  ABOVE,
  between,
  biasOf,
  COLUMN,
  columnsOf,
  type Ends,
  heightOf,
  type Layout,
  namesOf,
  type Placed,
  RADIUS,
} from "./layout.js";
import { pictureOf, placed } from "./picture.js";
import type { Box } from "./places.js";

/** A pixel of the image and of what the filters make of it, and one of what is left of that. */
const PIXEL = 12;
const WINDOW = 16;
/** A weight of a filter with its numbers. */
const CELL = { width: 106, height: 38 };
const GAP = 14;
/** A filter with its bias. */
const BLOCK = (IMAGE.filter + 1) * CELL.height + 2 * GAP;
const FILTERS_AT = IMAGE.side * PIXEL + 2 * GAP;
const MAPS_AT = FILTERS_AT + IMAGE.filter * CELL.width + GAP;
const POOLED_AT = MAPS_AT + MAP_SIDE * PIXEL + GAP;
const DENSE_AT = POOLED_AT + POOLED_SIDE * WINDOW + COLUMN;

/** The image, the weights of each filter, what the filter makes of the image, what is left of that, and the dense layers. */
export function imageLayout(
  { values }: Look,
  filters: number,
  sizes: readonly number[],
  phase: Phase,
  texts: Texts,
): Layout {
  const [, ...dense] = sizes;
  const height = Math.max(heightOf(dense), ABOVE + filters * BLOCK);
  const names = namesOf(sizes, LAYERS_BEFORE);
  const columns = columnsOf(names.slice(1), height, (column) => DENSE_AT + column * COLUMN);
  const each = Array.from({ length: filters }, (_, filter) => filter);
  const middleOf = (filter: number): number => ABOVE + ((filter + 0.5) * (height - ABOVE)) / filters;
  const square = (left: number, size: number, y: number): Box => ({ x: left + size / 2, y, width: size, height: size });
  // Each layer that isn't left out of an explanation is called by its place: the filters are the second, the windows the third.
  const numbersOf = (layer: string, filter: number, side: number): number[] =>
    Array.from({ length: phase > 0 ? side * side : 0 }, (_, i) => values[`${layer}_${i * filters + filter + 1}`]!);
  /** A number that is left, as the dense layers take them. */
  const pooledAt = (input: number): Placed => {
    const [place, filter] = [Math.floor(input / filters), input % filters];
    const [row, column] = [Math.floor(place / POOLED_SIDE), place % POOLED_SIDE];
    return {
      id: `h3_${input + 1}`,
      x: POOLED_AT + (column + 0.5) * WINDOW,
      y: middleOf(filter) + (row + 0.5 - POOLED_SIDE / 2) * WINDOW,
    };
  };
  const filterAt = (filter: number, input: number | null): Ends => {
    const [row, column] = input === null ? [IMAGE.filter, 1] : [Math.floor(input / IMAGE.side), input % IMAGE.side];
    const x = FILTERS_AT + (column + 0.5) * CELL.width;
    const y = middleOf(filter) + (row - IMAGE.filter / 2) * CELL.height;
    const own = biasOf({ id: `h2_${filter + 1}`, x, y });
    const at = { x, y, width: CELL.width - 2, height: CELL.height - 2 };
    return { ...own, from: input === null ? null : `x${input + 1}`, at };
  };
  return {
    width: DENSE_AT + (dense.length - 1) * COLUMN + RADIUS + 4,
    height,
    inputs: [],
    neurons: columns.flat(),
    pictures: [
      placed(
        pictureOf(
          names[0]!.map((id) => values[id]!),
          IMAGE.side,
          texts.views.images.column,
        ),
        square(GAP / 2, IMAGE.side * PIXEL, ABOVE + (height - ABOVE) / 2),
      ),
      ...each.map((filter) =>
        placed(
          pictureOf(numbersOf("h2", filter, MAP_SIDE), MAP_SIDE, texts.views.images.map(filter + 1)),
          square(MAPS_AT, MAP_SIDE * PIXEL, middleOf(filter)),
        ),
      ),
      ...each.map((filter) =>
        placed(
          pictureOf(numbersOf("h3", filter, POOLED_SIDE), POOLED_SIDE, texts.views.images.pooled(filter + 1)),
          square(POOLED_AT, POOLED_SIDE * WINDOW, middleOf(filter)),
        ),
      ),
    ],
    endsOf: ({ layer, input, unit }) => {
      if (layer < LAYERS_BEFORE) return filterAt(unit, input);
      const column = layer - LAYERS_BEFORE;
      const to = columns[column]![unit]!;
      if (input === null) return biasOf(to);
      return column === 0 ? between(pooledAt(input), to, 0) : between(columns[column - 1]![input]!, to);
    },
  };
}
