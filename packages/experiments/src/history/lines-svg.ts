import { OptionError } from "@nn/core";
import { checkOptions, show, trueOrFalse } from "@nn/core/component";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { listOf } from "../list.js";

/** A line of a chart. */
export interface ChartLine {
  /** What the legend calls it. */
  readonly name: string;
  /** From left to right. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** How a chart is drawn. */
export interface ChartOptions {
  /** What stands above it; nothing unless given. */
  readonly title?: string;
  /** Whether the horizontal axis has powers of ten at equal distances, as for learning rates; `false` unless given. */
  readonly logarithmicX?: boolean;
  /**
   * Whether the vertical axis has, so that a loss that falls from 1 to 0.001 can be seen all along; `false` unless given.
   */
  readonly logarithmicY?: boolean;
}

/** The names of {@link ChartOptions}. */
export const CHART_OPTIONS: readonly (keyof ChartOptions)[] = ["title", "logarithmicX", "logarithmicY"];

const [WIDTH, HEIGHT, MARGIN, LETTER] = [640, 360, 12, 13];
const [LEFT, RIGHT, BOTTOM] = [56, WIDTH - MARGIN, HEIGHT - 32];
/** The lines can be told apart without colours. */
const STYLES = [
  'stroke="#222222"',
  'stroke="#b35900" stroke-dasharray="2 3"',
  'stroke="#0057b8" stroke-dasharray="7 3"',
  'stroke="#007a4d" stroke-dasharray="12 3 2 3"',
  'stroke="#a3007a" stroke-dasharray="1 5"',
] as const;

/**
 * Lines over common axes as an SVG picture, of the text that a file or a page takes; no browser is needed for it. Points that
 * aren't finite, and on a logarithmic axis those that aren't above 0, are left out.
 *
 * @throws OptionError for options that don't exist, and for lines without a point that can be drawn.
 *
 * @example
 * const svg = linesSvg([{ name: "loss", points: [[0, 1], [1, 0.5], [2, 0.25]] }], { title: "A training" });
 * svg.startsWith("<svg "); // => true
 */
export function linesSvg(lines: readonly ChartLine[], options: ChartOptions = {}): string {
  checkOptions("linesSvg", options, CHART_OPTIONS);
  const { title, logarithmicX = false, logarithmicY = false } = options;
  if (title !== undefined && typeof title !== "string") {
    throw new OptionError(`linesSvg: title must be a text, but is ${show(title)}.`);
  }
  trueOrFalse("linesSvg: logarithmicX", logarithmicX);
  trueOrFalse("linesSvg: logarithmicY", logarithmicY);
  const drawn = checkedLines(lines).map(({ name, points }) => ({
    name,
    points: points.filter(([x, y]) => isDrawn(x, logarithmicX) && isDrawn(y, logarithmicY)),
  }));
  const points = drawn.flatMap((of) => of.points);
  if (points.length === 0) {
    const axes = logarithmicX || logarithmicY ? " Logarithmic axes have none at 0 or below." : "";
    throw new OptionError(`linesSvg: there is no point to draw.${axes}`);
  }
  const heading = title === undefined ? 0 : 24;
  const top = MARGIN + heading + drawn.length * (LETTER + 6) + LETTER;
  const x = axis(
    points.map(([value]) => value),
    LEFT,
    RIGHT,
    logarithmicX,
  );
  const y = axis(
    points.map(([, value]) => value),
    BOTTOM,
    top,
    logarithmicY,
  );
  const path = line<readonly [number, number]>(
    ([value]) => x.at(value),
    ([, value]) => y.at(value),
  ).digits(1);
  const parts = [
    ...(title === undefined ? [] : [text(MARGIN, MARGIN + LETTER, title, "start", 15)]),
    ...y.ticks.flatMap(({ at, label }) => [
      `<path d="M${LEFT} ${at.toFixed(1)}H${RIGHT}" stroke="#dddddd"/>`,
      text(LEFT - 8, at + 4, label, "end"),
    ]),
    ...x.ticks.map(({ at, label }) => text(at, BOTTOM + 18, label, "middle")),
    ...drawn.flatMap((each, i) => {
      const stroke = `fill="none" stroke-width="2" ${STYLES[i % STYLES.length]!}`;
      const legend = MARGIN + heading + i * (LETTER + 6) + 8;
      return [
        `<path d="${path(each.points)}" ${stroke}/>`,
        `<path d="M${LEFT} ${legend}h28" ${stroke}/>`,
        text(LEFT + 36, legend + 4, each.name),
      ];
    }),
  ];
  const names = drawn.map(({ name }) => name).join(", ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" role="img">
<title>${escaped(title === undefined ? names : `${title}: ${names}`)}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>
${parts.join("\n")}
</svg>
`;
}

interface Axis {
  /** Where a value lies. */
  at(value: number): number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

function axis(values: readonly number[], from: number, to: number, isLogarithmic: boolean): Axis {
  const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
  const scale = isLogarithmic ? scaleLog() : scaleLinear();
  // A single value lies in the middle.
  const isOne = least === most;
  scale
    .domain(isOne ? (isLogarithmic ? [least / 10, least * 10] : [least - 1, least + 1]) : [least, most])
    .range([from, to]);
  // A logarithmic scale has ticks between the powers of ten as well, and labels for as many as there is room for.
  const format = isLogarithmic ? scale.tickFormat(6, "~g") : String;
  const ticks = scale.ticks(6).map((value) => ({ at: scale(value), label: format(value) }));
  return { at: scale, ticks: ticks.filter(({ label }) => label !== "") };
}

function isDrawn(value: number, isLogarithmic: boolean): boolean {
  return Number.isFinite(value) && (!isLogarithmic || value > 0);
}

/** @throws OptionError for what are no lines. */
function checkedLines(lines: readonly ChartLine[]): readonly ChartLine[] {
  const checked = listOf<ChartLine>(lines)?.map((each) => ({
    name: each?.name,
    points: listOf<ChartLine["points"][number]>(each?.points) ?? [],
  }));
  if (checked?.every(isLine)) return checked;
  throw new OptionError(
    `linesSvg takes an array of lines, as [{ name: "loss", points: [[0, 1], [1, 0.5]] }], but got ${show(lines)}.`,
  );
}

function isLine({ name, points }: ChartLine): boolean {
  return typeof name === "string" && points.length > 0 && points.every(isPoint);
}

function isPoint(point: unknown): boolean {
  return Array.isArray(point) && typeof point[0] === "number" && typeof point[1] === "number";
}

/** Words at a place: at their start, their middle or their end. */
function text(x: number, y: number, words: string, anchor = "start", size: number = LETTER): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}
