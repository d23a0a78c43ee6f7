import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterAll, expect, test } from "vitest";
import { type Ended, folderWith, nn, removeFolders } from "./harness.js";

afterAll(removeFolders);

const [DOWN, ENTER, CTRL_C] = ["\u001b[B", "\r", "\u0003"];

/** A command at a terminal, whose questions are answered one after the other: each by the keys behind the words that it has. */
async function atTerminal(folder: string, line: string, keys: readonly (readonly [asks: string, keys: string])[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const open = [...keys];
  let shown = "";
  output.on("data", (chunk: Buffer) => {
    shown += stripVTControlCharacters(chunk.toString());
    const [next] = open;
    if (next === undefined || !shown.includes(next[0])) return;
    open.shift();
    shown = "";
    // A key is read once the question stands.
    setImmediate(() => input.write(next[1]));
  });
  const ended: Ended = await nn(folder, line, { questions: { input, output } });
  expect(open).toEqual([]);
  return ended;
}

async function emptied(): Promise<string> {
  const folder = await folderWith();
  await rm(join(folder, "penguins.jsonc"));
  return folder;
}

test("nn new asks for the table, the column and the file, and proposes the latter two", async () => {
  const folder = await emptied();
  const { code, stdout } = await atTerminal(folder, "new", [
    ["Which table", ENTER],
    ["A file is needed here.", "penguins.csv"],
    ["penguins.csv", ENTER],
    ["Which column", DOWN],
    ["● island", ENTER],
    ["Where is the configuration", ENTER],
  ]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: "penguins.jsonc is written. nn train penguins.jsonc trains the network.\n",
  });
  expect(await readFile(join(folder, "penguins.jsonc"), "utf8")).toContain('"target": "island"');
});

test("what is given isn't asked for, in French neither", async () => {
  const folder = await emptied();
  const { code, stdout } = await atTerminal(folder, "new penguins.csv --target sex --lang fr", [
    ["Où écrire la configuration", "autre.jsonc"],
    ["autre.jsonc", ENTER],
  ]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: "autre.jsonc est écrit. nn train autre.jsonc entraîne le réseau.\n",
  });
});

test("Ctrl-C in the place of an answer writes nothing", async () => {
  const folder = await emptied();
  const answers = [
    await atTerminal(folder, "new", [["Which table", CTRL_C]]),
    await atTerminal(folder, "new penguins.csv --lang fr", [["Quelle colonne", CTRL_C]]),
  ];
  expect(answers.map(({ code, stderr }) => `${code} ${stderr}`)).toEqual([
    "130 nn new: Nothing is written.\n",
    "130 nn new: Rien n’est écrit.\n",
  ]);
  await expect(readFile(join(folder, "penguins.jsonc"))).rejects.toThrow("ENOENT");
});

test("programs aren't asked, and a table that is missing is said so", async () => {
  const folder = await emptied();
  expect(await nn(folder, "new")).toMatchObject({
    code: 2,
    stderr: "nn new needs TABLE, a file, where it can't ask.\n",
  });
  const { code, stdout } = await atTerminal(folder, "new penguins.csv --json", []);
  expect([code, JSON.parse(stdout)]).toEqual([0, { configuration: "penguins.jsonc", target: "sex" }]);
});
