import { OptionError } from "@nn/core";
import { checkOptions, show, trueOrFalse } from "@nn/core/component";
import { line } from "d3-shape";
import { LETTER, picture, text } from "../svg.js";
import { axisOver } from "./axis.js";
import { type ChartLine, drawnLines } from "./chart-lines.js";

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

const [WIDTH, HEIGHT, MARGIN] = [640, 360, 12];
const [RIGHT, BOTTOM] = [WIDTH - 2 * MARGIN, HEIGHT - 32];
/** The width of a character, and the height of a line of the legend. */
const [CHARACTER, ROW] = [8, LETTER + 6];
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
 * @throws OptionError for options that don't exist, and for a line without a point that can be drawn.
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
  const drawn = drawnLines(lines, ([x, y]) => isDrawn(x, logarithmicX) && isDrawn(y, logarithmicY));
  const points = drawn.flatMap((of) => of.points);
  const legend = MARGIN + (title === undefined ? 0 : 24);
  const y = axisOver(
    points.map(([, value]) => value),
    [BOTTOM, legend + drawn.length * ROW + LETTER],
    logarithmicY,
  );
  const left = MARGIN + CHARACTER * Math.max(...y.ticks.map(({ label }) => label.length));
  const x = axisOver(
    points.map(([value]) => value),
    [left, RIGHT],
    logarithmicX,
  );
  const path = line<readonly [number, number]>(
    ([value]) => x.at(value),
    ([, value]) => y.at(value),
  ).digits(1);
  const names = drawn.map(({ name }) => name).join(", ");
  const parts = [
    ...(title === undefined ? [] : [text(MARGIN, MARGIN + LETTER, title, "start", 15)]),
    ...y.ticks.flatMap(({ at, label }) => [
      `<path d="M${left} ${at.toFixed(1)}H${RIGHT}" stroke="#dddddd"/>`,
      text(left - 8, at + 4, label, "end"),
    ]),
    ...x.ticks.map(({ at, label }) => text(at, BOTTOM + 18, label, "middle")),
    ...drawn.flatMap((each, i) => {
      // A single point is seen by the round ends of its stroke.
      const stroke = `fill="none" stroke-width="2" stroke-linecap="round" ${STYLES[i % STYLES.length]!}`;
      const at = legend + i * ROW + 8;
      return [
        `<path d="${path(each.points)}" ${stroke}/>`,
        `<path d="M${left} ${at}h28" ${stroke}/>`,
        text(left + 36, at + 4, each.name),
      ];
    }),
  ];
  return picture(WIDTH, HEIGHT, title === undefined ? names : `${title}: ${names}`, parts);
}

function isDrawn(value: number, isLogarithmic: boolean): boolean {
  return Number.isFinite(value) && (!isLogarithmic || value > 0);
}
