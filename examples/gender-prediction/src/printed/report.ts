import type { EpochReport, History } from "@nn/core";
import { printable } from "@nn/core/component";
import plot from "simple-ascii-chart";
import { english, type Words } from "../languages/english.js";
import { formatTable } from "./table.js";

/** Prints lines; what a file holds must not act on the terminal. */
export function print(text: string): void {
  console.log(text.split("\n").map(printable).join("\n"));
}

/** Each how many epochs the loss is looked at, 1, 2, 5, 10 and so on: a hundred times at most, as the lab does it. */
export function lossStep(epochs: number): number {
  let step = 1;
  for (let i = 0; 100 * step < epochs; i++) step *= [2, 2.5, 2][i % 3];
  return step;
}

/** What a terminal has in a line, unless it was made wider. */
const LINE = 80;

/** Lines that are too long, broken at spaces; what goes on is indented as they are. */
export function wrapped(text: string): string {
  return text.split("\n").flatMap(broken).join("\n");
}

function broken(line: string): string[] {
  const lines: string[] = [];
  const indentation = /^ */.exec(line)![0];
  let rest = line;
  while (rest.length > LINE) {
    // After the indentation: a line of spaces would be one more than before.
    const at = rest.lastIndexOf(" ", LINE);
    if (rest.slice(0, Math.max(at, 0)).trim() === "") break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = indentation + rest.slice(at + 1);
  }
  return [...lines, rest];
}

/** The loss at every step of epochs, ten to a line as the lab prints it, or five where ten are too wide, and after the last. */
export function formatLosses({ reports, epochs }: History, words: Words = english): string {
  const table = lossTable(reports, lossStep(epochs), 10, words);
  return table.split("\n").some((line) => line.length > LINE) ? lossTable(reports, lossStep(epochs), 5, words) : table;
}

function lossTable(reports: readonly EpochReport[], step: number, most: number, words: Words): string {
  const regular = reports.filter(({ epoch }) => epoch % step === 0);
  const columns = Math.min(most, regular.length);
  const line = (losses: readonly EpochReport[]): string[] => {
    const cells = losses.map(({ loss }) => words.number(formatLoss(loss)));
    return [String(losses[0].epoch), ...cells, ...Array(columns - cells.length).fill("")];
  };
  const lines = Array.from({ length: Math.ceil(regular.length / most) }, (_, i) =>
    line(regular.slice(most * i, most * (i + 1))),
  );
  const last = reports.at(-1)!;
  if (last !== regular.at(-1)) lines.push(line([last]));
  return formatTable(
    [[words.training.epoch, ...Array.from({ length: columns }, (_, column) => `+${step * column}`)], ...lines],
    1,
  );
}

/** Three decimals, as in the lab, and of small losses two digits, where three decimals would tell little or nothing. */
function formatLoss(loss: number): string {
  // What rounds to 0.010 or to 0.0010 has the digits of that.
  if (loss >= 0.00995 || loss === 0) return loss.toFixed(3);
  return loss >= 0.000995 ? loss.toFixed(4) : loss.toExponential(1);
}

/** The loss as a curve over the epochs. */
export function formatCurve({ reports }: History, { training, number }: Words = english): string {
  const losses = reports.map(({ loss }) => loss);
  const least = losses.reduce((most, loss) => (loss > 0 ? Math.min(most, loss) : most), Infinity);
  const [low, high] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(Math.max(...losses)))];
  // Of a loss that falls by powers of ten, a linear axis would show the first few epochs and a flat line.
  if (Math.max(...losses) > 10 * least) {
    const points = reports.map(({ epoch, loss }): Point => [epoch, Math.log10(Math.max(loss, least))]);
    const decades = Array.from({ length: high - low + 1 }, (_, i) => low + i);
    const ticks = decades.filter((_, i) => i % Math.ceil(decades.length / 8) === 0);
    return curve(training.logarithmic, points, ticks, (power) => number(formatPower(power)));
  }
  const top = Math.ceil(10 * Math.max(...losses)) / 10;
  const points = reports.map(({ epoch, loss }): Point => [epoch, loss]);
  return curve(training.curve, points, [0, top / 2, top], (value) => number(String(Number(value.toFixed(3)))));
}

type Point = [epoch: number, height: number];

function curve(title: string, points: Point[], ticks: number[], format: (height: number) => string): string {
  const last = points.at(-1)![0];
  const text = plot(points, {
    width: 60,
    height: 10,
    yRange: [ticks[0], Math.max(ticks.at(-1)!, ...points.map(([, height]) => height))],
    customYAxisTicks: ticks,
    customXAxisTicks: [0, Math.round(last / 2), last],
    formatter: (value, { axis }) => (axis === "y" ? format(value) : String(value)),
  });
  return `  ${title}\n${text}`.trimEnd();
}

/** 10 to a power, as short as can be: `0.01`, `1e-5`. */
function formatPower(power: number): string {
  return power >= -4 && power <= 4 ? String(Number((10 ** power).toPrecision(1))) : `1e${power}`;
}
