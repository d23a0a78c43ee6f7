import { lossCode, lossOfCode, spreadOf } from "@nn/explain";
import type { Run } from "../engine/experiment.js";
import type { State } from "../state/state.js";
import { ACROSS, type Axes, type Point, UPWARDS } from "./charts/chart.js";
import { raised } from "./charts/raised.js";
import { linear } from "./charts/scale.js";
import { type Shown, wordsOf } from "./words.js";

/** A dot plot of final losses. */
export interface SpreadScene {
  readonly title: string;
  /** How many are stuck. */
  readonly summary: string;
  readonly axes: Axes;
  readonly dots: readonly (Point & { readonly isStuck: boolean })[];
  /** Left of it, a network has learnt what there is. */
  readonly learntAt: number;
  readonly rows: readonly { readonly name: string; readonly loss: Shown }[];
}

/** The class as an experiment: many seeds side by side. */
export interface ExperimentScene {
  /** Of the losses of the page, and of those that were typed as codes. */
  readonly spreads: readonly SpreadScene[];
  readonly running: string | null;
  /** Of this page's own training. */
  readonly code: string;
  /** What was typed and is no code; null if all are. */
  readonly unknown: string | null;
}

/** Between dots one above the other, and how high they may be in all: below the axis's name. */
const DOT = 7;
const ROOM = 80;

export function experimentScene(
  { experiment, look, at }: State,
  runs: readonly Run[],
  meanLoss: number,
): ExperimentScene | null {
  if (experiment === null) return null;
  const { texts, number } = wordsOf(look);
  const words = texts.views.experiment;
  const typed = experiment.codes.split(/[\s,;]+/).filter((code) => code !== "");
  const read = typed.map((code) => ({ name: code, loss: lossOfCode(code) }));
  const known = read.flatMap(({ name, loss }) => (loss === null ? [] : [{ name, loss }]));
  const unknown = read.filter(({ loss }) => loss === null).map(({ name }) => name);
  const all = [
    ...runs.map(({ sizes, losses }) => ({
      title: words.network(sizes.join("-"), at.epochs),
      results: losses.map((loss, i) => ({ name: words.seed(i + 1), loss })),
    })),
    { title: words.typed, results: known },
  ].filter(({ results }) => results.length > 0);
  const exponents = all.flatMap(({ results }) =>
    spreadOf(results.map(({ loss }) => loss)).dots.map(({ exponent }) => exponent),
  );
  const finite = exponents.filter(Number.isFinite);
  const range = [Math.floor(Math.min(-3, ...finite)), Math.ceil(Math.max(0, ...finite)) + 1] as const;
  const across = linear(range, ACROSS);
  const spreadScene = ({ title, results }: (typeof all)[number]): SpreadScene => {
    const { stuck, share, median, learnt, dots } = spreadOf(results.map(({ loss }) => loss));
    const percent = number(Math.round(1000 * share) / 10).text;
    const highest = Math.max(...dots.map(({ above }) => above));
    const step = Math.min(DOT, ROOM / Math.max(1, highest));
    return {
      title,
      summary: words.summary(stuck, results.length, percent, number(median).text, number(learnt).text),
      axes: {
        x: across.ticks
          .filter(Number.isInteger)
          .map((exponent) => ({ at: across.at(exponent), text: `10${raised(exponent)}` })),
        y: [],
      },
      dots: dots.map(({ loss, exponent, above }) => ({
        x: across.at(Math.min(exponent, range[1])),
        y: UPWARDS[0] - 5 - above * step,
        isStuck: loss > learnt,
      })),
      learntAt: across.at(Math.log10(learnt)),
      rows: results.map(({ name, loss }) => ({ name, loss: number(loss) })),
    };
  };
  const done = runs.reduce((sum, { losses }) => sum + losses.length, 0);
  const asked = runs.length * experiment.seeds;
  return {
    spreads: all.map(spreadScene),
    running: done < asked ? words.running(done, asked) : null,
    code: lossCode(Math.max(0, meanLoss)),
    unknown: unknown.length === 0 ? null : words.unknown(unknown.join(", ")),
  };
}
