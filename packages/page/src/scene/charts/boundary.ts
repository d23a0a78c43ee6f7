import { rangeOf } from "../../engine/range.js";
import type { Axis, Surface } from "../../engine/surface.js";
import type { Row, State } from "../../state/state.js";
import { type Box, overlap } from "../network/places.js";
import { wordsOf } from "../words.js";
import { ACROSS, type Axes, axesOf, lineThrough, type Point, UPWARDS } from "./chart.js";
import { linesAt } from "./contour.js";
import { linear, type Scale } from "./scale.js";

/** A row among the others, by its place in the data and then among those to be predicted. */
export interface DataPoint extends Point {
  readonly row: number;
  readonly name: string;
  /** Null of a row to be predicted. */
  readonly target: number | null;
  readonly label: string;
  readonly isCurrent: boolean;
  /** Where its name is, from the point. */
  readonly named: Point;
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
  const scale = look.size === "room" ? ROOM : DESK;
  const axisNames = [names[across.feature]!, upwards ? names[upwards.feature]! : texts.columns.output] as const;
  const taken = drawn.map((place): Box => ({ ...placeOf(rows[place]!), width: 10, height: 10 }));
  const axesNamed = boxesOfNames(axisNames, scale);
  const points = drawn.map((place): DataPoint => {
    const row = rows[place]!;
    const at = placeOf(row);
    return {
      row: place,
      name: row.name,
      ...at,
      named: nameBeside(at, row.name, taken, axesNamed, scale),
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
    axes: axesOf(x, y, number),
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

/** Where the axes' names are: above the end of one, and right of the end of the other, each with its arrow. */
function boxesOfNames([across, upwards]: readonly [string, string], scale: number): Box[] {
  const [right, high] = [across, upwards].map((name) => LETTER * scale * (name.length + 2)) as [number, number];
  return [
    { x: ACROSS[1] - right / 2, y: UPWARDS[0] - 8 * scale, width: right, height: 12 * scale },
    { x: ACROSS[0] + 4 + high / 2, y: UPWARDS[1] + 8, width: high, height: 12 * scale },
  ];
}

/** Above a point, below it, or beside it: where no other name or point is, nor, where there is room, an axis's name. */
function nameBeside({ x, y }: Point, name: string, taken: Box[], axesNamed: readonly Box[], scale: number): Point {
  const size = { width: LETTER * scale * name.length, height: 12 * scale };
  const beside = 8 + size.width / 2;
  const places = [
    { x: 0, y: -13 * scale },
    { x: 0, y: 14 * scale },
    { x: beside, y: 0 },
    { x: -beside, y: -13 * scale },
    { x: -beside, y: 0 },
    // Of points that are close together, the names stand one above the other.
    ...[2, 3, 4].flatMap((lines) => [-1, 1].map((side) => ({ x: 0, y: side * (lines * 13 * scale) }))),
  ];
  const boxes = places.map((place) => ({ ...size, x: x + place.x, y: y + place.y }));
  const isFree = (box: Box, others: readonly Box[]): boolean => others.every((other) => !overlap(box, other));
  const free = boxes.filter((box) => box.y > 0 && isFree(box, taken));
  const chosen = free.find((box) => isFree(box, axesNamed)) ?? free[0] ?? boxes[0]!;
  taken.push(chosen);
  return places[boxes.indexOf(chosen)]!;
}

/** The width of a letter of a name. */
const LETTER = 7;
/** So much larger it is for the back of a room, and at most on a desk, in a narrow drawing. */
const ROOM = 12.4 / 12;
const DESK = 15 / 12;

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
