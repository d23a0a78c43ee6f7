import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { MAIN, nn } from "../harness.js";

const page = readFileSync(new URL("../../../docs/performance.md", import.meta.url), "utf8");
const file = new URL("../../../packages/cli/src/work/bench/published.ts", import.meta.url);

/** A row of the page's tables: its library without its marks, and its figure. */
const ROW = /^\| \**([^|*]+?)\** \| ([\d.,]+) \|/;

function tableOf(name: string) {
  const [, title, unit, body] = new RegExp(
    `### (${name}: .*)\n\n\\| float64 \\| (.*?) \\|.*\n\\|.*\n((?:\\|.*\n)+)`,
  ).exec(page)!;
  const rows = body!.split("\n").flatMap((line) => {
    // A library that the table has no figure of has none here.
    const row = ROW.exec(line);
    return row === null ? [] : [{ library: row[1]!, figure: Number(row[2]!.replaceAll(",", "")) }];
  });
  return {
    title: title!,
    unit: unit!,
    rows,
  };
}

// WRITE_PUBLISHED=1 npx vitest run cli/bench writes the file after `npm run bench` wrote the page.
test("the figures beside those of this machine are the page's", async () => {
  const measured = /^Measured on (?:.*)$/m.exec(page)![0].split(", @tensorflow")[0]!;
  const published = { measured: `${measured}.`, tables: { W1: tableOf("W1"), W2: tableOf("W2") } };
  if (process.env.WRITE_PUBLISHED) {
    const text = JSON.stringify(published, null, 2).replace(/"(\w+)":/g, "$1:");
    writeFileSync(
      file,
      `/** A table of docs/performance.md. */
export interface PublishedTable {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly { readonly library: string; readonly figure: number }[];
}

/** Of the workloads that are small. */
export type WorkloadName = "W1" | "W2";

/** What docs/performance.md says, and on which machine; a test writes it from there. */
export const PUBLISHED: {
  readonly measured: string;
  readonly tables: Readonly<Record<WorkloadName, PublishedTable>>;
} = ${text};
`,
    );
    return;
  }
  const kept = (await import(pathToFileURL(MAIN.replace("main.js", "work/bench/published.js")).href)) as object;
  expect(kept).toMatchObject({ PUBLISHED: published });
});

test("nn bench prints this machine's figures beside the published ones", async () => {
  const { code, stdout, stderr } = await nn("/", "bench --seconds 0.01 --lang fr");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^W1: 2-2-1, .*\n\n +µs an update\n@nn sur cette machine +[\d,e-]+\n@nn +0,0838\n/);
  expect(stdout).toMatch(/\n@nn +1130000\n/);
  const json = JSON.parse((await nn("/", "bench --seconds 0.01 --json")).stdout) as { workloads: { here: number }[] };
  for (const { here } of json.workloads) expect(here).toBeGreaterThan(0);
});
