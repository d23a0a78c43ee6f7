import { readFile } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { inFrench, KNOWN } from "../../../packages/cli/src/program/french/known.js";
import type { Sentence } from "../../../packages/cli/src/program/french/sentence.js";
import { nn, removeFolders } from "../harness.js";
import { saidOfSettings } from "./wrong-settings.js";
import { wrongUses } from "./wrong-uses.js";

/** Parts of sentences that depend on the machine and its user, and where their texts stand. */
const NOT_PROVOKED: readonly (readonly [english: string, file: string, text: string])[] = [
  ["may not be read by this user", "data/src/node/checked-file.ts", "may not be read by this user"],
  ["may not be written by this user", "formats/src/node/whole-file.ts", " by this user"],
  ["the file has no tensor", "formats/src/pytorch/from-pytorch.ts", "the file has no tensor"],
  ["would take {size} of memory", "core/src/memory/no-room.ts", " of memory, "],
];

const met = new Set<Sentence>();

/** Whether an English sentence is known; notes which ones it is made of. */
function isKnown(english: string): boolean {
  const known = inFrench(english);
  for (const sentence of known?.from ?? []) met.add(sentence);
  return known !== undefined;
}

afterAll(removeFolders);

test("what any component says of wrong settings is known in French", async () => {
  const said = await saidOfSettings();
  expect(said.length).toBeGreaterThan(1000);
  expect(said.map(({ message }) => message).filter((message) => !isKnown(message))).toEqual([]);
});

test("each wrong use is answered in French", async () => {
  const { folder, lines } = await wrongUses();
  const told: string[] = [];
  const others: string[] = [];
  for (const line of lines) {
    const { code, stderr } = await nn(folder, line);
    const english = stderr.replace(/^(?:Training.*\n|Going on.*\n|Warning.*\n)*nn [a-z ]+: |\n$/g, "");
    const text = isKnown(english) ? inFrench(english)?.text : undefined;
    if (text !== undefined) told.push(`${line.replace(/ island=\S.*/, " …")}\n    ${text}`);
    if (text !== undefined && code > 1) continue;
    // What a table or the command itself says is made from facts.
    const french = await nn(folder, `${line} --lang fr`);
    if (
      code < 2 ||
      french.code !== code ||
      /répond en anglais/.test(french.stderr) ||
      french.stderr.includes(english)
    ) {
      others.push(`${line}: ${code}, ${french.code}, ${french.stderr}`);
    }
  }
  expect(others).toEqual([]);
  expect(told.join("\n")).toMatchSnapshot();
});

test("each sentence that is known is one that something says", async () => {
  for (const [english, file, text] of NOT_PROVOKED) {
    expect(await readFile(new URL(`../../../packages/${file}`, import.meta.url), "utf8")).toContain(text);
    for (const sentence of KNOWN) if (sentence[0].includes(english)) met.add(sentence);
  }
  expect(KNOWN.filter((sentence) => !met.has(sentence)).map(([english]) => english)).toEqual([]);
});
