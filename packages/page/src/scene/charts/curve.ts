import { type Range, rangeOf } from "../../engine/range.js";
import { stepsOf } from "../../state/epochs.js";
import type { State } from "../../state/state.js";
import { type Shown, wordsOf } from "../words.js";
import { ACROSS, type Axes, axesOf, lineThrough, type Point, UPWARDS } from "./chart.js";
import { linear, logarithmic } from "./scale.js";

/** More points than a line can show are left out. */
const MOST_POINTS = 300;
const MOST_ROWS = 25;
/** Below this, a logarithmic axis ends. */
const LEAST = 1e-12;

/** The mean loss of all rows, epoch by epoch. */
export interface CurveScene {
  readonly axes: Axes;
  /** The points of the line. */
  readonly line: string;
  /** Of trainings before this one. */
  readonly earlier: readonly string[];
  /** Where the training is. */
  readonly here: Point;
  readonly epoch: number;
  /** Of the axis. */
  readonly end: number;
  /** What is read at it. */
  readonly reading: string;
  readonly rows: readonly { readonly epoch: number; readonly loss: Shown }[];
  /** How many updates there were by then. */
  stepAt(epoch: number): number;
}

/** The curve of the losses after each epoch, the first of which is before the first one. */
export function curveScene(
  losses: readonly number[],
  earlier: readonly (readonly number[])[],
  { epoch, meanLoss }: { readonly epoch: number; readonly meanLoss: number },
  state: State,
): CurveScene {
  const { look } = state;
  const steps = stepsOf(state);
  const { texts, number } = wordsOf(look);
  const end = Math.max(1, ...[losses, ...earlier].map((run) => run.length - 1));
  const all = [losses, ...earlier].flat();
  const across = linear([0, end], ACROSS);
  // A loss of one's own may be negative, and has no logarithm.
  const isLogarithmic = look.scale === "log" && all.every((loss) => loss >= 0);
  const upwards = isLogarithmic ? logarithmic(aboveZero(all), UPWARDS) : linear(rangeOf([0, ...all]), UPWARDS);
  const drawn = (run: readonly number[]): string => lineThrough(thinned(run, MOST_POINTS), across, upwards);
  return {
    axes: axesOf({ ...across, ticks: across.ticks.filter(Number.isInteger) }, upwards, number),
    line: drawn(losses),
    earlier: earlier.map(drawn),
    here: { x: across.at(epoch), y: upwards.at(meanLoss) },
    epoch,
    end,
    reading: texts.views.curve.reading(epoch, number(meanLoss).text),
    rows: thinned(losses, MOST_ROWS).map(([epoch, loss]) => ({ epoch, loss: number(loss) })),
    stepAt: (epoch) => epoch * steps,
  };
}

/** With the number of each, no more than so many, the first and the last among them. */
function thinned(values: readonly number[], most: number): (readonly [number, number])[] {
  const stride = Math.ceil(values.length / most);
  const last = values.length - 1;
  return values.map((value, i) => [i, value] as const).filter(([i]) => i % stride === 0 || i === last);
}

function aboveZero(losses: readonly number[]): Range {
  const exponents = losses.map((loss) => Math.log10(Math.max(LEAST, loss)));
  const [least, most] = rangeOf(exponents);
  return [10 ** least, 10 ** most];
}
