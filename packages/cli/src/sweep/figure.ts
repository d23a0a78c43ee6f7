import type { EpochReport } from "@nn/core";
import { metricsOf } from "../configuration/assemble.js";
import type { SweepConfiguration } from "../configuration/sweep-types.js";
import type { Configuration } from "../configuration/types.js";
import { Complaint } from "../program/errors/complaint.js";
import { NBSP } from "../program/printing/typography.js";

/** What a figure's name begins with, where it is one of the validation data. */
const VALIDATION = "validation ";

/** A figure that trials are judged by: of the validation data or of the training data, and its name there. */
export interface JudgingFigure {
  readonly isOfValidation: boolean;
  readonly name: string;
}

/** The figure of a sweep's section; the loss on the validation data unless it names one. @throws Complaint for one that trainings don't have. */
export function judgingFigure(
  { figure = "validation loss" }: SweepConfiguration,
  { data, training }: Configuration,
): JudgingFigure {
  const isOfValidation = figure.startsWith(VALIDATION);
  const name = isOfValidation ? figure.slice(VALIDATION.length) : figure;
  const names = ["loss", ...Object.keys(metricsOf(training.metrics))];
  const hasValidation = data.validation !== undefined;
  if (names.includes(name) && (hasValidation || !isOfValidation)) return { isOfValidation, name };
  const listed = [...(hasValidation ? names.map((each) => VALIDATION + each) : []), ...names];
  const said = listed.map((each) => JSON.stringify(each)).join(", ");
  const hint = hasValidation
    ? { en: "", fr: "" }
    : {
        en: " Figures of validation need data.validation, a share such as 0.2.",
        fr: ` Ceux de la validation ont besoin de data.validation, une part comme 0.2.`,
      };
  throw new Complaint({
    en: `The sweep is judged by ${JSON.stringify(figure)}, but a training has these figures: ${said}.${hint.en}`,
    fr: `La recherche est jugée d’après ${JSON.stringify(figure)}, mais un entraînement a ces chiffres${NBSP}: ${said}.${hint.fr}`,
  });
}

/** The figure in a report, where it is a finite number there. */
export function figureIn(report: EpochReport, { isOfValidation, name }: JudgingFigure): number | undefined {
  const of = (isOfValidation ? report.validation : report) as Record<string, unknown> | undefined;
  const value = of?.[name];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
