import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Tried } from "./try-out.js";

/** The file that a long run writes what came of each row down in, for `run.mjs` to print. */
const FILE = process.env.FUZZ_RECORD;

/** What the file held before this run: what was done isn't repeated, so that a run that was stopped goes on. */
const before = FILE !== undefined && existsSync(FILE) ? readFileSync(FILE, "utf8").split("\n") : [];

/** Whether the file tells of as many calls of a row without a fault. */
export const isDone = (key: string, cases: number): boolean =>
  before.some((line) => {
    const calls = line.startsWith(`${key}: `)
      ? /^(\d+) calls, .* 0 kinds of faults$/.exec(line.slice(key.length + 2))
      : null;
    return calls !== null && Number(calls[1]) >= cases;
  });

/** Writes down which row is next: if the process ends in it, its line stays without an answer. */
export function noteBeginning(key: string): void {
  if (FILE !== undefined) appendFileSync(FILE, `\n${key}: `);
}

/** Writes down what came of it. */
export function noteEnd(cases: number, { faults, slowest, slowestCall, perSecond }: Tried): void {
  if (FILE === undefined) return;
  const speed = `${cases} calls, ${perSecond.toFixed(0)} in a second, the slowest ${slowest.toFixed(0)} ms`;
  const call = JSON.stringify(slowestCall.slice(0, 160)).slice(1, -1);
  const line = `${speed} (${call}), ${faults.length} kinds of faults`;
  appendFileSync(FILE, [line, ...faults.map((fault) => `  ${fault}`)].join("\n"));
}
