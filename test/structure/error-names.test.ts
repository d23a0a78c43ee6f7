import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const packages = join(import.meta.dirname, "../../packages");

/** The files of sources that show names to users. */
const DOOR =
  /^(?!numerics)\w+\/src\/(?:index|component|backend|gradients|callbacks|types|plain|predict|(?:sets|node)\/index)\.ts$/;

/** The names that a file declares, and those that it hands on from others. */
function exportsOf(source: ts.SourceFile): { declared: string[]; handedOn: string[]; members: string[] } {
  const [declared, handedOn, members] = [[] as string[], [] as string[], [] as string[]];
  const see = (node: ts.Node): void => {
    if (ts.isExportSpecifier(node)) handedOn.push(node.name.text);
    const { name } = node as { readonly name?: ts.Node };
    if (name !== undefined && ts.isIdentifier(name)) {
      const isTopLevel = node.parent === source || node.parent.parent?.parent === source;
      // What an engine brings is declared where it is used.
      const isOurs = !(ts.getCombinedModifierFlags(node as ts.Declaration) & ts.ModifierFlags.Ambient);
      const isDeclaration =
        ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isVariableDeclaration(node);
      if (isDeclaration && isTopLevel && isOurs) declared.push(name.text);
      const isMember = ts.isClassElement(node) || ts.isTypeElement(node) || ts.isParameter(node);
      if (isMember || ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) members.push(name.text);
    }
    ts.forEachChild(node, see);
  };
  see(source);
  return { declared, handedOn, members };
}

/** All texts between quotation marks, each with its line. */
function textsOf(source: ts.SourceFile): { line: number; text: string }[] {
  const texts: { line: number; text: string }[] = [];
  const see = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node);
    if (isText && !ts.isImportDeclaration(node.parent) && !ts.isExportDeclaration(node.parent)) {
      texts.push({ line: source.getLineAndCharacterOfPosition(node.pos).line + 1, text: node.text });
    }
    ts.forEachChild(node, see);
  };
  see(source);
  return texts;
}

const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
const sources = readdirSync(packages).flatMap((folder) =>
  readdirSync(join(packages, folder, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => parse(join(folder, "src", file), readFileSync(join(packages, folder, "src", file), "utf8"))),
);

/** Names of functions, classes and values that no door shows, and that nothing a reader sees has as well. */
function internalNames(): ReadonlySet<string> {
  const all = sources.map(exportsOf);
  // What is published has no package of numerics: its names are shown by the doors of core.
  const doors = sources.filter(({ fileName }) => DOOR.test(fileName)).map(exportsOf);
  const shown = doors.flatMap(({ declared, handedOn }) => [...declared, ...handedOn]);
  const known = new Set([...shown, ...all.flatMap(({ members }) => members)]);
  // One word may be a word of the language: `show`, `place`.
  const isCompound = (name: string): boolean => /[a-z][A-Z]/.test(name);
  return new Set(all.flatMap(({ declared }) => declared).filter((name) => isCompound(name) && !known.has(name)));
}

function internalIn(source: ts.SourceFile, internal: ReadonlySet<string>): string[] {
  return textsOf(source).flatMap(({ line, text }) =>
    (text.match(/\w+/g) ?? [])
      .filter((word) => internal.has(word))
      .map((word) => `${source.fileName}:${line}: ${word}`),
  );
}

test("texts speak in names that their readers can find", () => {
  const internal = internalNames();
  expect(internal.size).toBeGreaterThan(300);
  expect(sources.flatMap((source) => internalIn(source, internal))).toEqual([]);
});

test("a name that no door shows is found", () => {
  const internal = internalNames();
  const texts =
    'throw new OptionError("updateByRule takes an optimizer", `gradientDivergence: it`, "Sequential: loss");';
  expect(internalIn(parse("text.ts", texts), internal)).toEqual([
    "text.ts:1: updateByRule",
    "text.ts:1: gradientDivergence",
  ]);
});
