import { DataError } from "@nn/core";
import { show } from "@nn/core/component";

/** A training's reports, as the history of a `fit` has them. */
export interface Reported {
  readonly reports: readonly object[];
}

/** A figure through a training. */
export interface Course {
  /** What the reports call it; a figure of the validation data as `"validation.loss"`. */
  readonly name: string;
  /** By the epoch. */
  readonly points: readonly (readonly [epoch: number, value: number])[];
}

/**
 * All figures of the reports that are numbers, in the order in which the first report has them.
 *
 * @throws DataError for what has no reports.
 */
export function coursesOf(user: string, history: Reported): Course[] {
  const reports: unknown = (history as Reported | undefined)?.reports;
  if (!Array.isArray(reports) || reports.length === 0 || !Array.from(reports).every(hasEpoch)) {
    throw new DataError(
      `${user} takes what a fit gave, with a report at least, but got ${show(reports === undefined ? history : reports)}.`,
    );
  }
  const courses = new Map<string, [number, number][]>();
  for (const report of reports as Record<string, unknown>[]) {
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
  return [...courses].map(([name, points]) => ({ name, points }));
}

function hasEpoch(report: unknown): boolean {
  return Number.isInteger((report as { epoch?: unknown } | null | undefined)?.epoch);
}
