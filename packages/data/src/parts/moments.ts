import { DataError } from "@nn/core";
import { show } from "@nn/core/component";

/** A date by ISO 8601, with a time of day or without, in one time zone or another. */
const ISO_DATE = /^\d{4}-\d\d(?:-\d\d)?(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Moments as numbers, from the earliest to the latest: of numbers themselves, of dates the milliseconds. A date without a time
 * zone is taken for one of UTC, so that it is the same moment on every machine.
 *
 * @throws DataError for a value that is none, and for numbers among dates.
 */
export function momentsOf(what: string, values: readonly unknown[]): number[] {
  let first: "a number" | "a date" | undefined;
  return Array.from(values, (value, row) => {
    const number = numberOf(value);
    const moment = number ?? dateOf(value);
    const place = `${what}: row ${row}, counted from 0, has ${show(value)}`;
    if (moment === undefined) {
      throw new DataError(
        `${place}, which isn't sure to be a moment. Moments are numbers, Dates or texts such as "2024-12-31" and ` +
          '"2024-12-31T23:59": of other dates nothing tells the day from the month.',
      );
    }
    const kind = number === undefined ? "a date" : "a number";
    first ??= kind;
    if (kind !== first) throw new DataError(`${place}, ${kind}, but row 0 has ${first}. Give all of one kind.`);
    return moment;
  });
}

function numberOf(value: unknown): number | undefined {
  const isNumber = typeof value === "number" || (typeof value === "string" && /^\s*[+-]?\d*\.?\d+\s*$/.test(value));
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

function dateOf(value: unknown): number | undefined {
  if (value instanceof Date) return finite(value.getTime());
  const found = typeof value === "string" ? ISO_DATE.exec(value) : null;
  if (found === null) return undefined;
  const text = found[0].replace(" ", "T");
  return finite(Date.parse(text.includes("T") && found[1] === undefined ? `${text}Z` : text));
}

function finite(time: number): number | undefined {
  return Number.isFinite(time) ? time : undefined;
}
