import { type ChartLine, linesSvg, trialsSvg } from "@nn/experiments";
import type { SweepConfiguration } from "../../configuration/sweep-types.js";
import type { Language } from "../../program/language.js";
import { nameOfFigure } from "../../program/printing/figures.js";
import type { TrialResult } from "../result.js";
import { HEADS, shortPlaces } from "./words.js";

/** The pictures of a sweep, as far as it has something to draw. */
export interface Pictures {
  /** Trials in parallel coordinates. */
  readonly parallel?: string;
  /** The figure by the epoch, of the best trials. */
  readonly curves?: string;
}

/** More lines than these look alike. */
const MOST_CURVES = 5;
/** From here on a curve is drawn on a logarithmic axis. */
const ORDERS = 100;

/** The pictures of results, the best one first. */
export function picturesOf(
  results: readonly TrialResult[],
  { figure = "validation loss", better = "less" }: SweepConfiguration,
  language: Language,
): Pictures {
  const right = results.filter((result) => result.figure !== null);
  if (right.length === 0) return {};
  const places = shortPlaces([...new Set(right.flatMap(({ settings }) => Object.keys(settings)))]);
  const name = nameOfFigure(figure, language);
  const trials = right.map(({ trial, settings, figure: value }) => ({
    number: trial,
    settings: Object.fromEntries(Object.entries(settings).map(([place, each]) => [places.get(place)!, each])),
    figure: value!,
  }));
  const lines = right.slice(0, MOST_CURVES).flatMap(({ trial, curve }): ChartLine[] => {
    return curve.length === 0 ? [] : [{ name: `${HEADS.trial[language]} ${trial}`, points: curve }];
  });
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
  const logarithmicY = Math.min(...values) > 0 && Math.max(...values) >= ORDERS * Math.min(...values);
  const parallel = trialsSvg(trials, { figure: name, better });
  return lines.length === 0 ? { parallel } : { parallel, curves: linesSvg(lines, { title: name, logarithmicY }) };
}
