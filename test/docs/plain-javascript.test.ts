import ts from "typescript";
import { expect, test } from "vitest";
import { documentedModules, onTheirLines } from "./extract.js";

// A newcomer saves documented code as a program, and Node 20 runs no TypeScript.
const aboutTypes = ["docs/how-to/typescript.md", "docs/adding-a-component.md"];
const pages = documentedModules().filter(([first]) => /\.md$/.test(first!.file) && !aboutTypes.includes(first!.file));

test.each(pages.map((blocks) => [blocks[0]!.file, onTheirLines(blocks)]))("%s has plain JavaScript", (_, code) => {
  expect(foreignToJavaScript(code)).toEqual([]);
});

test("types are foreign to JavaScript", () => {
  const code = "const x: number = 1;\nimport { type T } from 't';\nx!;\nconst y = x as unknown;\n";
  expect(foreignToJavaScript(code).map(({ line }) => line)).toEqual([1, 2, 3, 4]);
});

function foreignToJavaScript(code: string): { line: number; message: string }[] {
  const compilerOptions = { allowJs: true, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext };
  const { diagnostics = [] } = ts.transpileModule(code, {
    fileName: "page.mjs",
    reportDiagnostics: true,
    compilerOptions,
  });
  return diagnostics.map(({ file, start = 0, messageText }) => ({
    line: (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}
