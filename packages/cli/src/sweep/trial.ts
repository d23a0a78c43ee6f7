import { DivergenceError, type EpochReport, OptionError, ShapeError } from "@nn/core";
import { assemble } from "../configuration/assemble.js";
import { examplesOf } from "../configuration/data.js";
import type { Configuration } from "../configuration/types.js";
import { Complaint } from "../program/complaint.js";
import { errorInFrench } from "../program/french-errors.js";
import { NBSP } from "../program/typography.js";
import { StopEarly } from "../run/stop-early.js";
import { fitted } from "../run/training.js";
import type { Ending, Job, TrialResult } from "./result.js";
import { configurationWith } from "./settings.js";
import type { Sweep } from "./sweep.js";

/** What a figure's name begins with, where it is one of the validation data. */
const VALIDATION = "validation ";

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
  const { section, path } = sweep;
  const { figure = "validation loss" } = section;
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
    const value = await trainedFigure(configuration, path, figure, watch);
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
  figure: string,
  onReport: (report: EpochReport) => void,
): Promise<number> {
  const { training, validation } = await examplesOf(configuration, path);
  const assembled = assemble(configuration, training);
  const { network, loss, metrics } = assembled;
  const isOfValidation = figure.startsWith(VALIDATION);
  const judgedBy = isOfValidation ? validation : training;
  const name = isOfValidation ? figure.slice(VALIDATION.length) : figure;
  const names = ["loss", ...Object.keys(metrics)];
  if (judgedBy === undefined || !names.includes(name)) throw noFigure(figure, names, validation !== undefined);
  const { stopEarly } = configuration.training;
  await fitted(configuration, assembled, network, training, {
    ...(validation !== undefined && { validation: validation as never }),
    onWarning: () => {},
    callbacks: [
      ...(stopEarly === undefined ? [] : [new StopEarly(stopEarly)]),
      { name: "Curve", reported: (report) => onReport(report) },
    ],
  });
  const figures = network.evaluate(judgedBy as never, { loss, metrics }) as Record<string, unknown>;
  return figures[name] as number;
}

function figureIn(report: EpochReport, figure: string): number | undefined {
  const isOfValidation = figure.startsWith(VALIDATION);
  const of = (isOfValidation ? report.validation : report) as Record<string, unknown> | undefined;
  const value = of?.[isOfValidation ? figure.slice(VALIDATION.length) : figure];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function noFigure(figure: string, names: readonly string[], hasValidation: boolean): Complaint {
  const listed = [...(hasValidation ? names.map((name) => VALIDATION + name) : []), ...names];
  const said = listed.map((name) => JSON.stringify(name)).join(", ");
  const hint = hasValidation
    ? { en: "", fr: "" }
    : {
        en: " Figures of validation need data.validation, a share such as 0.2.",
        fr: ` Ceux de la validation ont besoin de data.validation, une part comme 0.2.`,
      };
  return new Complaint({
    en: `The sweep is judged by ${JSON.stringify(figure)}, but a training has these figures: ${said}.${hint.en}`,
    fr: `La recherche est jugée d’après ${JSON.stringify(figure)}, mais un entraînement a ces chiffres${NBSP}: ${said}.${hint.fr}`,
  });
}
