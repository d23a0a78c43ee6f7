import ts from "typescript";
import { beforeAll, expect, test, vi } from "vitest";
import * as $doc from "./compare.js";
import { blocksInDocstrings, blocksInMarkdown, onTheirLines } from "./extract.js";
import { withChecks } from "./transform.js";

beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => {}));

/** Runs documented code that imports nothing; gives the line and the error that it fails with, or "passes". */
async function outcome(code: string): Promise<string> {
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  const script = ts.transpile(withChecks(code), { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext });
  return new AsyncFunction("$doc", script)($doc).then(
    () => "passes",
    (error: unknown) => `${$doc.lastLine()}: ${error}`,
  );
}

test.each([
  // Numbers, to the digits that are shown.
  "0.9467883894414601; // => 0.947",
  "0.0625; // => 0.063",
  "-0.25; // => -0.3",
  "0.7216325609518421; // => 0.721632560951842",
  "784.0001; // => 784.0",
  "1.4e-20; // => 1e-20",
  "1000; // => 1_000",
  // Other values.
  "[[1, 'a'], [true, null, undefined, NaN, -Infinity]]; // => [[1, 'a'], [true, null, undefined, NaN, -Infinity]]",
  "new Float32Array([0.1, 0.2]); // => [0.1, 0.2]",
  "({ loss: 0.25, 'a b': [] }); // => { 'a b': [], loss: 0.25 }",
  // Where they stand.
  "1 + 1 // => 2",
  "Math.max(\n  1, // the least\n  2,\n); // => 2",
  "['a', 'b'];\n// => ['a', 'b']\n// That is all.",
  "[1, 2];\n// => [\n//   1,\n//   2,\n// ]",
  "const x: number = 2; // => 2\nlet y = x // => 2\nx + y; // => 4",
  "await Promise.resolve(3); // => 3",
  "for (const x of [1, 1]) {\n  x; // => 1\n}",
  "'// => 1'; // => '// => 1'",
  "console.log([1].at(-1)); // => 1",
  // Errors.
  "const x = null!.y; // throws TypeError: Cannot read properties of null (reading 'y')\nconst x = 1;",
  "throw new RangeError('a b');\n// throws RangeError: a\n//   b",
  "throw new RangeError('a b'); // throws RangeError: a…",
  "await Promise.reject(new RangeError('a')); // throws RangeError: a",
  "for await (const x of [Promise.reject(new RangeError('a'))]) { x; } // throws RangeError: a",
  "1; // throws if it has to, and => may stand in a comment",
])("passes: %s", async (code) => {
  expect(await outcome(code)).toBe("passes");
});

test.each([
  ["\n0.7216325609518421; // => 0.721", "2: NotAsDocumented: documented 0.721, but is 0.7216325609518421"],
  ["0.7216325609518421; // => 0.721632560951852", "documented 0.721632560951852, but is 0.7216325609518421"],
  ["784.0001; // => 784", "documented 784, but is 784.0001"],
  ["2e-20; // => 1e-20", "documented 1e-20, but is 2e-20"],
  ["'1'; // => 1", "documented 1, but is '1'"],
  ["NaN; // => 0.5", "documented 0.5, but is NaN"],
  ["undefined; // => null", "documented null, but is undefined"],
  ["[[1, 2.5]]; // => [[1, 2.6]]", "documented [[1, 2.6]], but is [ [ 1, 2.5 ] ] (they differ at [0][1])"],
  ["[1, 2]; // => [1, 2, 3]", "documented [1, 2, 3], but is [ 1, 2 ] (they differ at [2])"],
  ["[1, 2, 3]; // => [1, 2]", "documented [1, 2], but is [ 1, 2, 3 ] (they differ at [2])"],
  ["[]; // => {}", "documented {}, but is []"],
  ["({ a: 1 }); // => { a: 1, b: 1 }", "documented { a: 1, b: 1 }, but is { a: 1 } (they differ at .b)"],
  ["({ a: 1, b: 1 }); // => { a: 1 }", "documented { a: 1 }, but is { a: 1, b: 1 } (they differ at .b)"],
  ["1;\nconst x = Math.max(1,\n  2);\n// => 3", "4: NotAsDocumented: documented 3, but is 2"],
  ["1;\n\nnull!.x;", "3: TypeError: Cannot read properties of null (reading 'x')"],
  ["console.log(2); // => 3", "documented 3, but is 2"],
  ["console.log(2, 3); // => 2", "documented 2, but is undefined"],
  ["1; // throws RangeError: a", "documented to throw RangeError: a, but throws nothing"],
  ["await 1; // throws RangeError: a", "documented to throw RangeError: a, but throws nothing"],
  ["throw new Error('a'); // throws RangeError: a", "documented to throw RangeError: a, but throws Error: a"],
  ["throw new Error('a b'); // throws Error: a", "documented to throw Error: a, but throws Error: a b"],
  ["throw new Error('a'); // throws Error: a\n// b", "documented to throw Error: a b, but throws Error: a"],
  ["throw new Error('a'); // throws Error", "documented to throw Error, but throws Error: a"],
  ["1;\n\n// => 1", '3: NotAsDocumented: "// => 1" isn\'t'],
  ["1; // => 1\n// => 1", '"// => 1" isn\'t'],
  ["const x = {\n  a: 1, // => 1\n};", '2: NotAsDocumented: "// => 1" isn\'t'],
  ["const [x] = [1]; // => [1]", '"// => [1]" isn\'t'],
  ["1; // => one", '"// => one" isn\'t'],
  ["1; // => 1, or so", '"// => 1, or so" isn\'t'],
  ["[1]; // => [1", '"// => [1" isn\'t'],
])("fails: %s", async (code, expected) => {
  expect(await outcome(code)).toContain(expected);
});

test("the blocks of a Markdown file are one module, with each line where it was", () => {
  const fence = "```";
  const text = [
    "# Title",
    `${fence}ts`,
    'import { a, b } from "x";',
    fence,
    `${fence}md\n${fence}ts standalone is not code here\n${fence}`,
    `  ${fence}ts`,
    '  import { a, c } from "x";',
    "  a(); // => 1",
    `  ${fence}`,
    `${fence}ts standalone\nalone();\n${fence}`,
  ].join("\n");
  const [first, second, third, ...others] = blocksInMarkdown("a.md", text);
  expect(third).toEqual({ file: "a.md", line: 13, code: "alone();", standalone: true });
  expect(others).toEqual([]);
  expect(() => blocksInMarkdown("a.md", `\n${fence}ts\na();`)).toThrow("a.md:3: the block is never closed");
  expect(withChecks(onTheirLines([first!, second!])).split("\n")).toEqual([
    ...["", "", 'import { a, b } from "x";', "", "", "", "", ""],
    'import { c } from "x";',
    '$doc.at(10); $doc.shows(10, (a()), "1"); // => 1',
  ]);
});

test("a docstring's example ends at the next tag", () => {
  const text =
    "/** @example one(); */\nconst one = `/** @example no(); */`;\n/**\n * Two.\n *\n * @example\n *\n * {\n *   two();\n * }\n * @throws\n */";
  expect(blocksInDocstrings("a.ts", text)).toEqual([
    { file: "a.ts", line: 1, code: " one();", standalone: true },
    { file: "a.ts", line: 6, code: "\n\n{\n  two();\n}", standalone: true },
  ]);
});
