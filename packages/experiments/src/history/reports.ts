import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { listOf } from "../list.js";

/** A training's reports, as the history of a `fit` has them. */
export interface Reported {
  /** In order; each with its epoch, and figures by their names. */
  readonly reports: readonly object[];
}

/** A figure through a training. */
interface Course {
  /** What the reports call it; a figure of the validation data as `"validation.loss"`. */
  readonly name: string;
  /** By the epoch. */
  readonly points: readonly (readonly [epoch: number, value: number])[];
}

/** What reports tell. */
interface Courses {
  /** Those with a report. */
  readonly epochs: readonly number[];
  /** All figures that are numbers, in the order in which the first report has them. */
  readonly courses: readonly Course[];
}

/**
 * The figures of reports, each through the training.
 *
 * @throws DataError for what has no reports.
 */
export function coursesOf(user: string, history: Reported): Courses {
  const given: unknown = (history as Reported | undefined)?.reports;
  const reports = listOf<Record<string, unknown>>(given);
  if (!reports?.every(hasEpoch)) {
    throw new DataError(
      `${user} takes what a fit gave, with a report at least, but got ${show(given === undefined ? history : given)}.`,
    );
  }
  const courses = new Map<string, [number, number][]>();
  for (const report of reports) {
    const { epoch, validation, ...figures } = report;
    const ofValidation = Object.entries(validation ?? {}).map(
      ([name, value]) => [`validation.${name}`, value] as const,
    );
    for (const [name, value] of [...Object.entries(figures), ...ofValidation]) {
      if (typeof value !== "number") continue;
      const points = courses.get(name) ?? [];
      points.push([epoch as number, value]);
      courses.set(name, points);
    }
  }
  return {
    epochs: reports.map(({ epoch }) => epoch as number),
    courses: [...courses].map(([name, points]) => ({ name, points })),
  };
}

function hasEpoch(report: unknown): boolean {
  return Number.isInteger((report as { epoch?: unknown } | null | undefined)?.epoch);
}
