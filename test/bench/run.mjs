// `npm run bench` measures everything and writes docs/performance.md; `npm run bench -- w1 w2` measures these and prints.

import { measureGroup } from "./harness.mjs";
import { writeInto } from "./report/document.mjs";
import { describeMachine } from "./report/machine.mjs";
import { groupTable } from "./report/table.mjs";
import { measureColdStarts } from "./workloads/w6.mjs";
import { workloads } from "./workloads/workloads.mjs";

const MEASURED = [...Object.keys(workloads), "w6"];

const asked = process.argv.slice(2).map((word) => word.toLowerCase());
const unknown = asked.find((word) => !MEASURED.includes(word));
if (unknown !== undefined) {
  console.error(`There is no workload ${unknown}: name some of ${MEASURED.join(", ")}, or none for all.`);
  process.exit(1);
}
const chosen = asked.length > 0 ? MEASURED.filter((name) => asked.includes(name)) : MEASURED;

const parts = [];
function show(text) {
  console.log(`${text}\n`);
  parts.push(text);
}

show(describeMachine());
for (const name of chosen) {
  if (name === "w6") {
    show(await measureColdStarts());
    continue;
  }
  const { title, groups } = workloads[name];
  show(`### ${title}`);
  for (const [place, group] of groups.entries()) show(groupTable(await measureGroup(name, place, group)));
}

if (chosen.length === MEASURED.length) {
  writeInto(new URL("../../docs/performance.md", import.meta.url), parts.join("\n\n"));
  console.log("Written into docs/performance.md.");
}
