import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { runWith } from "../run.js";
import { printed, refused } from "./inside.js";

const { path: folder, write } = ownFolder("class");

const sheets = (names: string, ...words: string[]) =>
  runWith({ INIT_CWD: folder }, "gender-prediction", "--sheets", names, ...words);
/** The same in this process. */
const within = async (what: typeof printed, names: string, ...words: string[]): Promise<string> => {
  vi.stubEnv("INIT_CWD", folder);
  try {
    return await what("--sheets", names, ...words);
  } finally {
    vi.unstubAllEnvs();
  }
};

test("writes an exercise and its answers for each of a list, where the command was typed, and says where", async () => {
  const { status, stdout } = sheets("Ada, Zoé Ł.,李");
  expect(status).toBe(0);
  expect(stdout).toContain(`Wrote 3 exercises and their answers to ${join(folder, "sheets")}:`);
  expect(readdirSync(join(folder, "sheets", "exercises")).sort()).toEqual(["Ada.md", "Zoé-Ł.md", "李.md"]);
  const read = (part: string, name: string) => readFileSync(join(folder, "sheets", part, name), "utf8");
  expect(read("exercises", "Ada.md")).not.toBe(read("answers", "Ada.md"));
  expect(read("exercises", "Ada.md")).not.toBe(read("exercises", "李.md"));
  const first = read("answers", "Ada.md");
  expect(await within(printed, "Ada")).toContain("Wrote an exercise and its answers");
  expect(read("answers", "Ada.md")).toBe(first);
  expect(read("exercises", "Ada.md")).toContain("Name: Ada");
  await within(printed, "Ada", "--seed", "2027");
  expect(read("answers", "Ada.md")).not.toBe(first);
});

test("of a file of names, in French and LaTeX", async () => {
  write("class.txt", "\uFEFFAda\r\n\r\nBob\r\n");
  const told = await within(printed, "class.txt", "--lang", "fr", "--format", "latex");
  expect(told).toContain("2 exercices et leurs corrigés sont écrits dans");
  expect(readdirSync(join(folder, "feuilles", "corrigés"))).toEqual(["Ada.tex", "Bob.tex"]);
});

test("as plain text, in 80 columns", async () => {
  await within(printed, "Ada", "--format", "text", "--lang", "fr");
  const [exercise, answers] = ["exercices", "corrigés"].map((part) =>
    readFileSync(join(folder, "feuilles", part, "Ada.txt"), "utf8"),
  );
  expect(exercise).toContain("__________");
  expect(answers).not.toContain("__________");
  expect(`${exercise}${answers}`.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("of a class as one document for printing, with its key, and links to the workshop page", async () => {
  const page = "https://school.example/atelier.html";
  const told = await within(printed, "Ada,Bob", "--format", "html", "--level", "error", "--page", page);
  expect(told).toContain("Wrote the 2 sheets and the key to");
  const [exercises, key] = ["exercises", "key"].map((name) =>
    readFileSync(join(folder, "sheets", `${name}.html`), "utf8"),
  );
  expect(exercises!.match(/<article/g)).toHaveLength(2);
  expect(exercises).toContain(`href="${page}#w1&amp;seed=lab-0&amp;name=Ada&amp;level=error"`);
  expect(key).toContain("<h3>Bob</h3>");
  await within(printed, "Ada", "--format", "html", "--lang", "fr");
  expect(readdirSync(join(folder, "feuilles"))).toEqual(expect.arrayContaining(["corrigé.html", "exercices.html"]));
  expect(await within(refused, "Ada", "--page", page)).toContain("--page goes with --format html");
  expect(await within(refused, "Ada", "--format", "html", "--page", "a b")).toContain(
    "an address without spaces and #",
  );
});

test("a name can't lead out of the folder, and two can't share a file", async () => {
  expect(sheets("../../etc/x y, ..").status).toBe(1);
  expect(await within(refused, "a b,A-b")).toContain('"A-b" and "a b" would have the same file');
  expect(await within(refused, "none.txt")).toContain("There is no file");
  expect(await within(refused, " , ")).toContain("--sheets takes names");
  expect(await within(refused, Array.from({ length: 501 }, (_, i) => `n${i}`).join())).toContain(
    "up to 500 names, but got 501",
  );
  expect(await within(refused, "Ada", "--format", "json")).toContain(
    "--sheets can't be printed as json: take --format text, markdown, latex or html.",
  );
});
