// Writes packages/formats/src/module/written-functions.ts: the elementary functions and the plain kernels as JavaScript,
// word for word as packages/numerics has them, for modules of networks, which bring their own. The file is kept in the
// repository.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const at = (path) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));
const TARGET = at("formats/src/module/written-functions.ts");

/** What a module's kernels are: those that passes call. */
const KERNELS = ["fill", "matmul", "matmulTransposed", "addOuter", "addRow", "addColumnSums"];
const FUNCTIONS = ["exp", "log", "log1p", "hyperbolicTangent", "power"];

const parsed = (path) => {
  const text = readFileSync(at(path), "utf8");
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  return ts.createSourceFile("source.js", outputText, ts.ScriptTarget.ES2022, true);
};

/** Without what looks at the types of arguments, and with no word of a package. */
const plain = (text) =>
  text
    .replaceAll(/\/\* @__PURE__ \*\/ \(\(\) => (.*)\)\(\);$/gm, "$1;")
    .replaceAll("/* @__PURE__ */ ", "")
    .replaceAll(/^ *if \(typeof x !== "number"\)\n? *throw .*\n/gm, "")
    .replaceAll(/^ *if \(!\(Number\.isInteger\(n\) && n >= 0\)\)\n? *throw .*\n/gm, "")
    .replaceAll(/^export /gm, "")
    .replaceAll(/^(?: {4})+/gm, (indent) => " ".repeat(indent.length / 2));

/** The first sentence of what is said of a function. */
const saidOf = (node, source) => {
  const said = ts.getJSDocCommentsAndTags(node).at(-1)?.getText(source) ?? "";
  const sentence = /[^\s/*][\s\S]*?(?:\.(?=\s)|(?=\s*\*\/))/.exec(said)?.[0].replaceAll(/\s*\n\s*\* ?/g, " ");
  return sentence === undefined ? "" : `/** ${sentence} */\n`;
};

/** Functions of a file, and what they use of it. */
function declared(path, functions) {
  const source = parsed(path);
  const names = new Map();
  for (const statement of source.statements) {
    const declared = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map(({ name }) => name.text)
      : ts.isFunctionDeclaration(statement)
        ? [statement.name.text]
        : [];
    for (const name of declared) names.set(name, statement);
  }
  names.delete("notANumber");
  const written = {};
  const write = (name) => {
    if (written[name] !== undefined) return;
    const statement = names.get(name);
    const needs = [...names.keys()].filter((other) => other !== name && uses(statement, other));
    needs.forEach(write);
    written[name] = { source: saidOf(statement, source) + plain(statement.getText(source)), needs };
  };
  functions.forEach(write);
  return written;
}

/** The loop of the kernel `uniform`, under its name. */
function random() {
  const { uniformLoop, ...others } = declared("numerics/src/random/threefry.ts", ["uniformLoop"]);
  const { source, needs } = uniformLoop;
  return { ...others, uniform: { source: source.replace("function uniformLoop", "function uniform"), needs } };
}

function kernels() {
  const source = parsed("numerics/src/reference/reference.ts");
  const said = new Map();
  const contract = ts.createSourceFile(
    "b.ts",
    readFileSync(at("numerics/src/backend.ts"), "utf8"),
    ts.ScriptTarget.ES2022,
    true,
  );
  const note = (node) => {
    if (ts.isMethodSignature(node)) said.set(node.name.text, saidOf(node, contract));
    ts.forEachChild(node, note);
  };
  note(contract);
  const written = {};
  const visit = (node) => {
    const name = ts.isMethodDeclaration(node) ? node.name.text : undefined;
    if (KERNELS.includes(name)) {
      const text = plain(`function ${node.getText(source)}`.replaceAll(/\n {8}/g, "\n"));
      written[name] = { source: said.get(name) + text, needs: text.includes("rounded(") ? ["rounded"] : [] };
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return written;
}

/** Whether a statement reads a name that isn't a variable of its own. */
function uses(statement, name) {
  let [found, isOwn] = [false, false];
  const visit = (node) => {
    if (ts.isIdentifier(node) && node.text === name) found = true;
    if (node !== statement && ts.isVariableDeclaration(node) && node.name.text === name) isOwn = true;
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found && !isOwn;
}

const entries = Object.entries({ ...declared("numerics/src/elementary.ts", FUNCTIONS), ...random(), ...kernels() });
const lines = entries.map(([name, { source, needs }]) => {
  const needed = needs.map((need) => JSON.stringify(need)).join(", ");
  const quoted = JSON.stringify(source);
  // As the formatter has it.
  const space = quoted.length > 120 - "    source: ,".length ? "\n      " : " ";
  return `  ${name}: {\n    needs: [${needed}],\n    source:${space}${quoted},\n  },`;
});
const text = `// Made by test/kernels/written-functions.mjs; not to be changed by hand.

/** A function or a constant of a module, and which others it uses. */
export interface Written {
  readonly source: string;
  readonly needs: readonly string[];
}

/** What packages/numerics computes with, as JavaScript. */
export const WRITTEN: Readonly<Record<string, Written>> = {
${lines.join("\n")}
};
`;

if (process.argv.includes("--print")) process.stdout.write(text);
else if (readFileSync(TARGET, { encoding: "utf8", flag: "a+" }) !== text) {
  // Where the tests decide something, what is tested has to be what was committed.
  if (process.env.CI) {
    console.error(
      `${TARGET} isn't what test/kernels/written-functions.mjs makes. Run \`npm run build\`, and commit it.`,
    );
    process.exit(1);
  }
  writeFileSync(TARGET, text);
}
