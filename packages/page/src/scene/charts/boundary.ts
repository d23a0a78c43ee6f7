import { rangeOf } from "../../engine/range.js";
import type { Axis, Surface } from "../../engine/surface.js";
import type { Row, State } from "../../state/state.js";
import { wordsOf } from "../words.js";
import { ACROSS, type Axes, axesOf, lineThrough, type Point, UPWARDS } from "./chart.js";
import { linesAt } from "./contour.js";
import { placesOfNames } from "./point-names.js";
import { linear, type Scale } from "./scale.js";

/** A row among the others, by its place in the data and then among those to be predicted. */
export interface DataPoint extends Point {
  readonly row: number;
  readonly name: string;
  /** Null of a row to be predicted. */
  readonly target: number | null;
  readonly label: string;
  readonly isCurrent: boolean;
  /** Where its name is, from the point; null where it would cover something else. */
  readonly named: Point | null;
}

/** A heat map, in red, green, blue and opacity, from above. */
export interface Heat {
  readonly colours: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

export interface BoundaryScene {
  readonly axes: Axes;
  readonly names: readonly [across: string, upwards: string];
  /** Which features can be shown: none where there is no choice. */
  readonly choices: Readonly<Record<string, string>> | null;
  /** Those that are. */
  readonly chosen: readonly [across: number, upwards: number];
  readonly points: readonly DataPoint[];
  /** The least rectangle around the rows of the training. */
  readonly trained: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Null for a single feature. */
  readonly heat: Heat | null;
  /** Where the output is the threshold; for a single feature the line of the outputs. */
  readonly lines: readonly string[];
  readonly summary: string;
  /** The features of a row that is moved to a place of the drawing. */
  movedTo(row: number, place: Point): readonly number[];
  /** Those of a row that an arrow key moves by so many steps. */
  movedBy(row: number, steps: Point): readonly number[];
}

/** Output 1 and output 0, as the diagram colours positive and negative. */
const ONE = [46, 111, 191];
const ZERO = [200, 88, 24];
const STRONGEST = 150;

export function boundaryScene(
  surface: Surface,
  threshold: number,
  current: readonly number[],
  { data, look }: State,
): BoundaryScene {
  const { across, upwards, outputs } = surface;
  const words = wordsOf(look);
  const { texts, number } = words;
  const names = data.columns ?? texts.columns.features;
  const rows: readonly (Omit<Row, "target"> & { readonly target?: number })[] = [...data.rows, ...data.asked];
  const x = linear([across.from, across.to], ACROSS);
  const targets = data.rows.map(({ target }) => target);
  const y = linear(upwards ? [upwards.from, upwards.to] : rangeOf([0, 1, ...outputs, ...targets]), UPWARDS);
  /** Without a second feature, what is to be learnt is upwards. */
  const upOf = (row: { readonly features: readonly number[]; readonly target?: number }): number =>
    upwards ? row.features[upwards.feature]! : (row.target ?? 0.5);
  const placeOf = (row: (typeof rows)[number]): Point => ({
    x: x.at(row.features[across.feature]!),
    y: y.at(upOf(row)),
  });
  const drawn = drawnOf(rows.length, current);
  const axisNames = [names[across.feature]!, upwards ? names[upwards.feature]! : texts.columns.output] as const;
  const axes = axesOf(x, y, number);
  // Where not all names have room, those of the rows that are explained come first.
  const byNeed = drawn.toSorted((a, b) => Number(current.includes(b)) - Number(current.includes(a)));
  const places = placesOfNames(
    byNeed.map((place) => ({ ...placeOf(rows[place]!), name: rows[place]!.name })),
    axes,
    axisNames,
    look.size,
  );
  const named = new Map(byNeed.map((place, i) => [place, places[i]!]));
  const points = drawn.map((place): DataPoint => {
    const row = rows[place]!;
    const at = placeOf(row);
    return {
      row: place,
      name: row.name,
      ...at,
      named: named.get(place)!,
      target: row.target ?? null,
      label: texts.views.boundary.point(
        row.name,
        row.features.map((feature) => number(feature).text),
        row.target === undefined ? texts.unknown : String(row.target),
      ),
      isCurrent: current.includes(place),
    };
  });
  const trained = data.rows.map(placeOf);
  const [left, right] = endsOf(trained.map((point) => point.x));
  const [top, bottom] = endsOf(trained.map((point) => point.y));
  const moved = (row: number, place: Point): readonly number[] =>
    rows[row]!.features.map((value, feature) =>
      feature === across.feature
        ? rounded(x.invert(place.x), across)
        : feature === upwards?.feature
          ? rounded(y.invert(place.y), upwards)
          : value,
    );
  return {
    axes,
    names: axisNames,
    choices: names.length > 2 ? Object.fromEntries(names.entries()) : null,
    chosen: [across.feature, upwards?.feature ?? across.feature],
    points,
    trained: { x: left, y: top, width: right - left, height: bottom - top },
    heat: upwards && heatOf(surface.shares, across.count, upwards.count),
    lines: upwards ? contoursOf(threshold, surface, upwards, x, y) : [curveOf(outputs, across, x, y)],
    summary: [
      upwards ? texts.views.boundary.plane(number(threshold).text) : texts.views.boundary.line,
      ...(points.length < rows.length ? [texts.views.boundary.some(points.length, rows.length)] : []),
    ].join(" "),
    movedTo: (row, { x, y }) => moved(row, { x: within(x, ACROSS), y: within(y, UPWARDS) }),
    movedBy: (row, steps) => {
      const { x: left, y: top } = placeOf(rows[row]!);
      const [wide, high] = [ACROSS[1] - ACROSS[0], UPWARDS[0] - UPWARDS[1]];
      return moved(row, { x: left + (steps.x * wide) / STEPS, y: top - (steps.y * high) / STEPS });
    },
  };
}

/** Outside the drawing, a point would be lost. */
const within = (place: number, [a, b]: readonly [number, number]): number =>
  Math.min(Math.max(a, b), Math.max(Math.min(a, b), place));

/** More points can't be told apart, and take long to draw. */
const MOST_POINTS = 200;

/** Which of so many rows are drawn: of many, as many as there is room for, from first to last, and the current ones. */
function drawnOf(count: number, current: readonly number[]): number[] {
  const stride = Math.ceil(count / MOST_POINTS);
  return Array.from({ length: count }, (_, place) => place).filter(
    (place) => place % stride === 0 || current.includes(place),
  );
}

/** An arrow key goes so much of an axis. */
const STEPS = 50;

/** To a digit that can be seen in the drawing. */
function rounded(value: number, { from, to }: Axis): number {
  const digit = 10 ** Math.floor(Math.log10((to - from) / STEPS));
  // A division has the right last digit where a product with 0.1 has not.
  return digit < 1 ? Math.round(value / digit) / Math.round(1 / digit) : Math.round(value / digit) * digit;
}

const endsOf = (values: readonly number[]): [number, number] => [
  values.reduce((a, b) => Math.min(a, b)),
  values.reduce((a, b) => Math.max(a, b)),
];

function heatOf(shares: readonly number[], width: number, height: number): Heat {
  const colours = new Uint8ClampedArray(4 * width * height);
  for (const [i, share] of shares.entries()) {
    const [column, row] = [i % width, Math.floor(i / width)];
    const strength = Math.abs(share - 0.5) * 2 * STRONGEST;
    colours.set([...(share > 0.5 ? ONE : ZERO), strength], 4 * ((height - 1 - row) * width + column));
  }
  return { colours, width, height };
}

function contoursOf(
  threshold: number,
  { across, outputs, range }: Surface,
  upwards: Axis,
  x: Scale,
  y: Scale,
): string[] {
  const along = ({ from, to, count }: Axis, cells: number): number => from + (cells / count) * (to - from);
  return linesAt(threshold, outputs, across.count, upwards.count, range).map((line) =>
    lineThrough(
      line.map(([column, row]) => [along(across, column), along(upwards, row)] as const),
      x,
      y,
    ),
  );
}

function curveOf(outputs: readonly number[], { from, to, count }: Axis, x: Scale, y: Scale): string {
  return lineThrough(
    outputs.map((output, i) => [from + ((i + 0.5) / count) * (to - from), output] as const),
    x,
    y,
  );
}
