import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { LETTER, MARGIN, svg, TITLE, text } from "./svg.js";

/** A line of a chart. */
export interface Line {
  readonly name: string;
  readonly points: readonly [x: number, y: number][];
}

const [WIDTH, HEIGHT] = [640, 360];
const [LEFT, BOTTOM] = [48, HEIGHT - 32];
/** The lines can be told apart without colours. */
const STYLES = [
  'stroke="#222222"',
  'stroke="#b35900" stroke-dasharray="2 3"',
  'stroke="#0057b8" stroke-dasharray="7 3"',
] as const;

/** At most three lines over common axes, the horizontal one with whole numbers. */
export function linesSvg(title: string, lines: readonly Line[]): string {
  const top = TITLE + lines.length * (LETTER + 6);
  const points = lines.flatMap((of) => of.points);
  const x = scaleLinear(ends(points.map(([value]) => value)), [LEFT, WIDTH - MARGIN]);
  const y = scaleLinear(ends(points.map(([, value]) => value)), [BOTTOM, top + LETTER]).nice();
  const path = line<readonly [number, number]>(
    ([value]) => x(value),
    ([, value]) => y(value),
  ).digits(1);
  const grid = y
    .ticks(5)
    .flatMap((value) => [
      `<path d="M${LEFT} ${y(value).toFixed(1)}H${WIDTH - MARGIN}" stroke="#dddddd"/>`,
      text(LEFT - 8, y(value) + 4, String(value), "end"),
    ]);
  const whole = x
    .ticks(10)
    .filter(Number.isInteger)
    .map((value) => text(x(value), BOTTOM + 18, String(value), "middle"));
  const drawn = lines.flatMap(({ name, points }, i) => {
    const legend = TITLE + i * (LETTER + 6) + 8;
    return [
      `<path d="${path(points)}" fill="none" stroke-width="2" ${STYLES[i]}/>`,
      `<path d="M${LEFT} ${legend}h28" stroke-width="2" ${STYLES[i]}/>`,
      text(LEFT + 36, legend + 4, name),
    ];
  });
  return svg(WIDTH, HEIGHT, title, [...grid, ...whole, ...drawn]);
}

function ends(values: readonly number[]): [least: number, most: number] {
  return [Math.min(...values), Math.max(...values)];
}
