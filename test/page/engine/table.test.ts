import { dataOf, en, fr, type ReadTable, Refusal, readTable } from "@nn/page";
import { describe, expect, test } from "vitest";

const PEOPLE = "nom;poids;taille;genre\nAlice;60,5;165;F\n=1+1;72,25;183;M\nChloé;55;160;\n";

/** What is said of a table that the page can't take, in both languages. */
function refusedIn(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return [en, fr].map(({ views }) => views.table.problem(error.problem));
    throw error;
  }
  throw new Error("It isn't refused.");
}

const read = (text: string): ReadTable => readTable(text, "people.csv");

test("semicolons, decimal commas and a header are found, a formula stays text, and who has no label is asked", () => {
  const table = read(PEOPLE);
  expect(table.roles).toEqual(["name", "feature", "feature", "target"]);
  expect(dataOf(table)).toEqual({
    columns: ["poids", "taille"],
    rows: [
      { name: "Alice", features: [60.5, 165], target: 0 },
      { name: "=1+1", features: [72.25, 183], target: 1 },
    ],
    asked: [{ name: "Chloé", features: [55, 160] }],
    prepare: "standardize",
    classes: ["F", "M"],
  });
});

test("a comma that is a slip among points is told where it is, and decimals of three digits are read", () => {
  const slip = readTable("w;h;y\n60.5;1.65;0\n70.5;1.72;1\n55.5;1,80;0\n", "slip.csv");
  expect(refusedIn(() => dataOf(slip))[0]).toContain("1,80");
  const fine = readTable("x;y\n0,125;0\n0,250;1\n,5;0\n", "fine.csv");
  expect(dataOf(fine).rows.map(({ features }) => features[0])).toEqual([0.125, 0.25, 0.5]);
});

test("numbers are labels as they are, and rows without names are numbered", () => {
  const { columns, rows, classes } = dataOf(read("1,2,0.5\n3,4,-2\n"));
  expect(columns).toEqual(["1", "2"]);
  expect(rows).toEqual([
    { name: "1", features: [1, 2], target: 0.5 },
    { name: "2", features: [3, 4], target: -2 },
  ]);
  expect(classes).toEqual(["0", "1"]);
});

test.each(["abc", "70,5 kg", "1 080,5"])(
  "a column of numbers is an input even with “%s” in it, which is told",
  (cell) => {
    const table = read(`nom;masse;taille;genre\nAlice;60,5;165;F\nBob;${cell};183;M\nChloé;55,25;160;F\n`);
    expect(table.roles).toEqual(["name", "feature", "feature", "target"]);
    expect(refusedIn(() => dataOf(table))[1]).toBe(
      `Ligne 3\u00a0: «\u00a0masse\u00a0» doit être un nombre, mais c’est «\u00a0${cell}\u00a0».`,
    );
  },
);

test("a column may have another part", () => {
  const table = read(PEOPLE);
  const { columns, rows } = dataOf({ ...table, roles: ["none", "feature", "target", "none"] });
  expect(columns).toEqual(["poids"]);
  expect(rows.map(({ name, target }) => [name, target])).toEqual([
    ["1", 165],
    ["2", 183],
    ["3", 160],
  ]);
});

describe("what can't be taken is refused in the reader's language", () => {
  const many = (rows: number): string => `x;y\n${"1;0\n".repeat(rows)}`;
  const wide = `${Array.from({ length: 10 }, (_, i) => `c${i}`).join(";")}\n${"1;".repeat(9)}1\n`;
  const roles = (text: string, ...roles: ReadTable["roles"]) => dataOf({ ...read(text), roles });
  test.each([
    [
      "a ragged row",
      () => read("a;b\n1;2\n3\n"),
      "Line 3: there must be 2 cells, one for each column, but there is 1.",
      "Ligne 3\u00a0: il faut 2 cellules, une par colonne, mais il y en a 1.",
    ],
    [
      "a second cell in a table of one column",
      () => read("sep=;\na\n1\n2;3\n"),
      "Line 4: there must be 1 cell, one for each column, but there are 2.",
      "Ligne 4\u00a0: il faut 1 cellule, une par colonne, mais il y en a 2.",
    ],
    [
      "10,001 rows",
      () => read(many(10_001)),
      "It has 10001 rows; the page takes 10000.",
      "Il y a 10001 lignes\u202f; la page en accepte 10000.",
    ],
    [
      "nine inputs",
      () => dataOf(read(wide)),
      "It has 9 inputs; the page takes 8. Leave some out.",
      "Il y a 9 entrées\u202f; la page en accepte 8. Laissez-en de côté.",
    ],
    [
      "an input that is no number",
      () => roles("a;b\n1;0\nx;1\n", "feature", "target"),
      "Line 3: “a” must be a number, but is “x”.",
      "Ligne 3\u00a0: «\u00a0a\u00a0» doit être un nombre, mais c’est «\u00a0x\u00a0».",
    ],
    [
      "three classes",
      () => dataOf(read("a;b\n1;u\n2;v\n3;w\n")),
      "“b” must be numbers or two classes to be the label, but has 3 different texts.",
      "Pour être l’étiquette, «\u00a0b\u00a0» doit contenir des nombres ou deux classes, mais contient 3 textes différents.",
    ],
    [
      "one class",
      () => dataOf(read("a;b\n1;u\n2;u\n")),
      "“b” must be numbers or two classes to be the label, but has only one text.",
      "Pour être l’étiquette, «\u00a0b\u00a0» doit contenir des nombres ou deux classes, mais contient un seul texte.",
    ],
    [
      "no label",
      () => roles("a;b\n1;2\n", "feature", "feature"),
      "No column is the label: choose one.",
      "Aucune colonne n’est l’étiquette\u00a0: choisissez-en une.",
    ],
    [
      "a spreadsheet's own file",
      () => readTable(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), "people.xlsx"),
      "This can’t be read as a table. Save it as CSV in UTF-8.",
      "Ce n’est pas un tableau lisible. Enregistrez-le en CSV, codage UTF-8.",
    ],
  ] as const)("%s", (_, work, english, french) => {
    expect(refusedIn(work)).toEqual([english, french]);
  });

  test("10,000 rows are taken", () => {
    expect(dataOf(read(many(10_000))).rows).toHaveLength(10_000);
  });
});
