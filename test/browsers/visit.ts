import { EventEmitter, on } from "node:events";
import type { Browser } from "playwright-core";
import type { Contracts, Findings, Place, Report } from "./inside/report.js";
import { type Permissions, serve } from "./server.js";

/** A page that is heard of less often has stopped; one that is slow goes on being heard of. */
const SECONDS = 240;

/** What a visit to the page brought home from one place. */
export interface Visit extends Findings {
  /** The names of all tests that ran. */
  readonly tests: readonly string[];
  /** The tests that failed, each with its error. */
  readonly failures: Readonly<Record<string, string>>;
}

/**
 * Opens the page in a browser, and waits until the page and its worker have run everything: the contracts that are
 * asked for.
 *
 * @throws Error if one of them crashes or falls silent: with the last that was heard of it.
 */
export async function visit(
  browser: Browser,
  scripts: ReadonlyMap<string, string>,
  permissions: Permissions,
  contracts?: Contracts,
): Promise<Readonly<Record<Place, Visit>>> {
  const emitter = new EventEmitter();
  const silence = new AbortController();
  const reports = on(emitter, "report", { signal: silence.signal });
  const timer = setTimeout(() => silence.abort(), SECONDS * 1000);
  const onReport = (report: unknown): void => {
    timer.refresh();
    emitter.emit("report", report);
  };
  const server = await serve({ scripts, permissions, onReport });
  const context = await browser.newContext();
  try {
    await (await context.newPage()).goto(`${server.url}?${new URLSearchParams({ ...contracts })}`);
    return await collect(reports);
  } finally {
    clearTimeout(timer);
    await context.close();
    await server.close();
  }
}

async function collect(reports: AsyncIterable<unknown[]>): Promise<Readonly<Record<Place, Visit>>> {
  const done: Partial<Record<Place, Visit>> = {};
  const ran = { page: newTests(), worker: newTests() };
  try {
    for await (const [given] of reports) {
      const report = given as Report;
      const { place } = report;
      const { tests, failures } = ran[place];
      if ("crash" in report) throw new Error(`The ${place} stopped: ${report.crash}`);
      if ("outcomes" in report) {
        for (const { test, error } of report.outcomes) {
          tests.push(test);
          if (error !== undefined) failures[test] = error;
        }
      } else {
        done[place] = { ...report.findings, tests, failures };
        if (done.page && done.worker) break;
      }
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === "AbortError")) throw error;
    const lasts = Object.entries(ran).map(([place, { tests }]) => `in the ${place} ${tests.at(-1) ?? "nothing"}`);
    throw new Error(`Nothing for ${SECONDS} seconds. The last that was heard of: ${lasts.join(", ")}.`);
  }
  return done as Record<Place, Visit>;
}

function newTests(): { readonly tests: string[]; readonly failures: Record<string, string> } {
  return { tests: [], failures: {} };
}
