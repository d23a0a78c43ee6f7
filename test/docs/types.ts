import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";
import { run } from "../child.js";
import { filesIn, root } from "./extract.js";
import { nodesIn } from "./transform.js";

/** What TypeScript knows of the packages. Documented code is checked as strictly as its reader may check it. */
const options = {
  strict: true,
  verbatimModuleSyntax: true,
  target: "es2023",
  module: "nodenext",
  lib: ["es2023", "dom"],
  types: ["node"],
  typeRoots: [`${root}test/node_modules/@types`],
  noEmit: true,
  skipLibCheck: true,
};
const declarations = readdirSync(`${root}packages`).flatMap((name) => filesIn(`packages/${name}/dist`, ".d.ts"));
const packages = ts.createProgram(
  declarations.map((file) => root + file),
  ts.convertCompilerOptionsFromJson(options, root).options,
);
const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript-7/package.json")), "bin/tsc");

/** The type errors of files of a folder, mapped by the line that they are on. TypeScript 7 finds them in a fraction of the time. */
export async function typeErrorsIn(
  folder: string,
  files: readonly string[],
): Promise<{ file: string; line: number; message: string }[]> {
  const project = join(folder, "tsconfig.json");
  writeFileSync(project, JSON.stringify({ compilerOptions: options, files }));
  const compiling = run(process.execPath, [compiler, "-p", project, "--pretty", "false"], { cwd: folder });
  const { stdout } = await compiling.catch((error: { readonly stdout: string }) => error);
  return Array.from(stdout.matchAll(/^(\S+)\((\d+),\d+\): error TS\d+: (.*)$/gm), ([, file, line, message]) => ({
    file: join(folder, file!),
    line: Number(line),
    message: message!,
  }));
}

/**
 * The imports, on one line, of what a docstring mentions and doesn't declare. A name that several modules export comes
 * from the nearest: the docstring's package, its file, or else the other packages in the order of their names.
 */
export function importsFor(file: string, code: string): string {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const identifiers = nodesIn(source).filter(ts.isIdentifier);
  const wanted = new Set(identifiers.map(({ text }) => text));
  for (const identifier of identifiers.filter(isDeclared)) wanted.delete(identifier.text);
  const [, own] = file.split("/");
  const built = file.replace(/\/src\/(.*)\.ts$/, "/dist/$1");
  const others = readdirSync(`${root}packages`).filter((name) => name !== own);
  const origins = [...doorsOf(own!), [`../../../${built}.js`, built] as const, ...others.flatMap(doorsOf)];
  const imports = origins.map(([specifier, path]) => {
    const taken = exportsOf(`${root}${path}.d.ts`).filter(({ name }) => wanted.delete(name));
    const names = taken.map(({ name, isValue }) => (isValue ? name : `type ${name}`));
    return names.length > 0 ? `import { ${names.join(", ")} } from "${specifier}"; ` : "";
  });
  return imports.join("");
}

/** What a package is imported by, and the files behind it: its main entry first. */
const doorsOf = once((name: string): (readonly [specifier: string, path: string])[] => {
  const { exports } = JSON.parse(readFileSync(`${root}packages/${name}/package.json`, "utf8")) as {
    readonly exports: Readonly<Record<string, { readonly types?: string }>>;
  };
  return Object.entries(exports).flatMap(([entry, { types }]) =>
    types === undefined ? [] : [[`@nn/${name}${entry.slice(1)}`, `packages/${name}/${types.slice(2, -5)}`] as const],
  );
});

function isDeclared({ parent, text }: ts.Identifier): boolean {
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isImportSpecifier(parent);
  return declares && parent.name?.getText() === text;
}

/** What a module exports; nothing if it isn't built. Each is asked for by hundreds of docstrings. */
const exportsOf = once((path: string): { name: string; isValue: boolean }[] => {
  const checker = packages.getTypeChecker();
  const file = packages.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  return (module ? checker.getExportsOfModule(module) : []).map((symbol) => {
    const { flags } = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return { name: symbol.name, isValue: (flags & ts.SymbolFlags.Value) !== 0 };
  });
});

function once<T>(answer: (asked: string) => T): (asked: string) => T {
  const known = new Map<string, T>();
  return (asked) => {
    if (!known.has(asked)) known.set(asked, answer(asked));
    return known.get(asked)!;
  };
}
