import { EventEmitter, on } from "node:events";
import type { Browser } from "playwright-core";
import type { Findings, Place, Report } from "./inside/report.js";
import { type Permissions, serve } from "./server.js";

/** Less than a test may take, so that what was heard last is told. */
const SECONDS = 280;

/** What a visit to the page brought home from one place. */
export interface Visit extends Findings {
  /** The names of all tests that ran. */
  readonly tests: readonly string[];
  /** The tests that failed, each with its error. */
  readonly failures: Readonly<Record<string, string>>;
}

/**
 * Opens the page in a browser, and waits until the page and its worker have run everything.
 *
 * @throws Error if one of them crashes, or isn't ready in time: with the last that was heard of it.
 */
export async function visit(
  browser: Browser,
  scripts: ReadonlyMap<string, string>,
  permissions: Permissions,
): Promise<Readonly<Record<Place, Visit>>> {
  const emitter = new EventEmitter();
  const reports = on(emitter, "report", { signal: AbortSignal.timeout(SECONDS * 1000) });
  const server = await serve({ scripts, permissions, onReport: (report) => emitter.emit("report", report) });
  const context = await browser.newContext();
  try {
    await (await context.newPage()).goto(server.url);
    return await collect(reports);
  } finally {
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
    throw new Error(`Not ready after ${SECONDS} seconds. The last that was heard of: ${lasts.join(", ")}.`);
  }
  return done as Record<Place, Visit>;
}

function newTests(): { readonly tests: string[]; readonly failures: Record<string, string> } {
  return { tests: [], failures: {} };
}
