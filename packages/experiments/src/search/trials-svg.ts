import { OptionError } from "@nn/core";
import { checkOptions, show } from "@nn/core/component";
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { isRecord, listOf } from "../list.js";
import { picture, text } from "../svg.js";
import { settingAxis } from "./setting-axis.js";
import { checkBetter, ranked, type SearchOptions, type Trial } from "./trials.js";

/** How trials are drawn. */
export interface TrialsSvgOptions extends SearchOptions {
  /** What stands above them; nothing unless given. */
  readonly title?: string;
  /** What the figure is called; `"figure"` unless given. */
  readonly figure?: string;
}

/** What is drawn of a trial. */
type Drawn = Pick<Trial<object>, "number" | "settings" | "figure">;

const [HEIGHT, MARGIN, LEAST_GAP, LEAST_WIDTH, CHARACTER] = [360, 60, 150, 640, 8];
/** From the worst trial to the best. */
const COLORS = ["#d9d9d9", "#0057b8"] as const;

/**
 * Trials in parallel coordinates, as an SVG picture: an axis for each setting and one for the figure, and a line for each
 * trial. The better a trial is, the darker is its line, and the best is thick. Trials without a figure are left out.
 *
 * @throws OptionError for options that don't exist, and for trials none of which has a figure.
 *
 * @example
 * const { trials } = await gridSearch({ learningRate: [0.001, 0.1], units: [2, 8] }, {}, ({ learningRate, units }) => learningRate * units);
 * trialsSvg(trials, { title: "Four trials", figure: "loss" }).startsWith("<svg "); // => true
 */
export function trialsSvg(
  trials: readonly Pick<Trial<object>, "number" | "settings" | "figure">[],
  options: TrialsSvgOptions = {},
): string {
  checkOptions("trialsSvg", options, ["better", "title", "figure"]);
  const better = checkBetter("trialsSvg", options);
  const { title = "", figure = "figure" } = options;
  for (const [name, value] of Object.entries({ title, figure })) {
    if (typeof value !== "string") throw new OptionError(`trialsSvg: ${name} must be a text, but is ${show(value)}.`);
  }
  const drawn = ranked(trialsWithFigure(trials), better).reverse();
  const names = [...new Set(drawn.flatMap(({ settings }) => Object.keys(settings)))];
  const columns = [
    ...names.map((name) => ({ name, of: ({ settings }: Drawn) => (settings as Record<string, unknown>)[name] })),
    { name: figure, of: (trial: Drawn): unknown => trial.figure },
  ];
  const gap = Math.max(LEAST_GAP, ...columns.map(({ name }) => CHARACTER * name.length));
  const width = Math.max(LEAST_WIDTH, gap * columns.length);
  // Ticks stand to the right of their axis, those of the last one as well.
  const place = scaleLinear([0, Math.max(1, columns.length - 1)], [gap / 2, width - Math.max(gap / 2, MARGIN)]);
  const axes = columns.map(({ name, of }, i) => {
    const axis = settingAxis(drawn.map(of), [HEIGHT - 30, MARGIN + 15]);
    return { name, x: place(i), of, axis };
  });
  const color = scaleLinear<string>([0, Math.max(1, drawn.length - 1)], COLORS);
  const path = line().digits(1);
  const lines = drawn.map((trial, i) => {
    const points = axes.flatMap(({ x, of, axis }): [number, number][] => {
      const y = axis.at(of(trial));
      return y === undefined ? [] : [[x, y]];
    });
    const isBest = i === drawn.length - 1;
    return `<path d="${path(points)}" fill="none" stroke="${color(isBest ? Math.max(1, i) : i)}" stroke-width="${isBest ? 3 : 1}"/>`;
  });
  const scales = axes.flatMap(({ name, x, axis }) => [
    `<path d="M${x.toFixed(1)} ${MARGIN}V${HEIGHT - 20}" stroke="#222222"/>`,
    text(x, MARGIN - 8, name, "middle"),
    ...axis.ticks.map(({ at, label }) => text(x + 5, at + 4, label, "start", 11)),
  ]);
  const words = `${title === "" ? "" : `${title}: `}${columns.map(({ name }) => name).join(", ")}`;
  return picture(width, HEIGHT, words, [
    ...(title === "" ? [] : [text(12, 24, title, "start", 15)]),
    ...lines,
    ...scales,
  ]);
}

function trialsWithFigure(trials: unknown): Drawn[] {
  const listed = listOf<Drawn>(trials);
  if (listed?.every((trial) => isRecord(trial) && isRecord(trial.settings)) !== true) {
    throw new OptionError(
      `trialsSvg takes an array of trials, as [{ number: 0, settings: { units: 8 }, figure: 0.5 }], but got ${show(trials)}.`,
    );
  }
  const drawn = listed.filter(({ figure }) => Number.isFinite(figure));
  if (drawn.length > 0) return drawn;
  throw new OptionError("trialsSvg: no trial has a finite figure: there is nothing to draw.");
}
