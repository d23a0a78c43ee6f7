import { readFileSync, writeFileSync } from "node:fs";

const START = "<!-- bench: start; `npm run bench` writes from here -->";
const END = "<!-- bench: end -->";

/** Replaces what stands between the two marks of a document. */
export function writeInto(file, text) {
  const document = readFileSync(file, "utf8");
  const [start, end] = [document.indexOf(START), document.indexOf(END)];
  if (start === -1 || end < start) throw new Error(`${file.pathname} lacks the lines "${START}" and "${END}".`);
  writeFileSync(file, `${document.slice(0, start)}${START}\n\n${text}\n\n${document.slice(end)}`);
}
