import { DivergenceError, type EpochReport, OptionError, ShapeError } from "@nn/core";
import { assemble } from "../configuration/assemble.js";
import { examplesOf } from "../configuration/data.js";
import type { Configuration } from "../configuration/types.js";
import { errorInFrench } from "../program/french/errors.js";
import { StopEarly } from "../run/stop-early.js";
import { fitted } from "../run/training.js";
import { figureIn, type JudgingFigure, judgingFigure } from "./figure.js";
import type { Ending, Job, TrialResult } from "./result.js";
import { configurationWith } from "./settings.js";
import type { Sweep } from "./sweep.js";

/**
 * Makes a trial: trains with its settings, and judges the network that comes out. A training that diverges is a result, too, and so
 * are settings that the packages refuse: such a trial has no figure.
 *
 * @throws Complaint for a figure that there isn't; DataError for tables that can't be read.
 */
export async function madeTrial(
  sweep: Sweep,
  job: Job,
  onReport: (report: EpochReport) => void = () => {},
): Promise<TrialResult> {
  const began = performance.now();
  const settings = sweep.plan.settings(job.trial);
  const configuration = configurationWith(sweep.configuration, settings, sweep.epochsOf(job.round));
  const figure = judgingFigure(sweep.section, configuration);
  const curve: [number, number][] = [];
  const watch = (report: EpochReport): void => {
    const value = figureIn(report, figure);
    if (value !== undefined) curve.push([report.epoch, value]);
    onReport(report);
  };
  const base = { ...job, sweep: sweep.id, epochs: configuration.training.epochs, settings };
  const ended = (rest: Pick<TrialResult, "figure" | "ending" | "error">): TrialResult => ({
    ...base,
    ...rest,
    curve,
    seconds: Math.round(performance.now() - began) / 1000,
  });
  try {
    const value = await trainedFigure(configuration, sweep.path, figure, watch);
    return ended({ figure: Number.isFinite(value) ? value : null, ending: "finished" });
  } catch (error) {
    const ending = endingOf(error);
    if (ending === undefined) throw error;
    const { message } = error as Error;
    return ended({ figure: null, ending, error: { en: message, fr: errorInFrench(error as Error) } });
  }
}

/** How a training ended that threw an error, where that comes of the trial's settings. */
function endingOf(error: unknown): Ending | undefined {
  if (error instanceof DivergenceError) return "diverged";
  return error instanceof OptionError || error instanceof ShapeError ? "failed" : undefined;
}

/** The result of a trial that was ended from outside. */
export function endedTrial(
  sweep: Sweep,
  job: Job,
  ending: Ending,
  error: TrialResult["error"],
  seconds: number,
): TrialResult {
  const settings = sweep.plan.settings(job.trial);
  const epochs = sweep.epochsOf(job.round) ?? sweep.configuration.training.epochs;
  return {
    ...job,
    sweep: sweep.id,
    epochs,
    settings,
    figure: null,
    ending,
    ...(error && { error }),
    curve: [],
    seconds,
  };
}

async function trainedFigure(
  configuration: Configuration,
  path: string,
  { isOfValidation, name }: JudgingFigure,
  onReport: (report: EpochReport) => void,
): Promise<number> {
  const { training, validation } = await examplesOf(configuration, path);
  const assembled = assemble(configuration, training);
  const { network, loss, metrics } = assembled;
  const judgedBy = isOfValidation ? validation! : training;
  const { stopEarly } = configuration.training;
  await fitted(configuration, assembled, network, training, {
    ...(validation !== undefined && { validation }),
    onWarning: () => {},
    callbacks: [
      ...(stopEarly === undefined ? [] : [new StopEarly(stopEarly)]),
      { name: "Curve", reported: (report) => onReport(report) },
    ],
  });
  const figures = network.evaluate(judgedBy, { loss, metrics });
  return figures[name] as number;
}
