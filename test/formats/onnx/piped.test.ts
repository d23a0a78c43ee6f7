import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { CategoryCode, type Cell, type ClassAnswer, type Pipeline, type RawRow } from "@nn/data";
import { toOnnx } from "@nn/formats";
import { describe, expect, test } from "vitest";
import { asFloat32, fewestLabels, type Piped, pipelines } from "./pipelines.js";
import { runFile } from "./runtime.js";

/*
 * What onnxruntime-node answers for raw rows: `npm run check:onnx` writes it down, as that of stacks of layers.
 */

const FILE = new URL("piped.json", import.meta.url);
const folder = process.env.ONNX_RUNTIME;
const asks = folder !== undefined;

/** The outputs of a file by name; NaN as null, which JSON has. */
interface Answer {
  readonly digest: string;
  readonly outputs: Readonly<Record<string, { readonly dims: readonly number[]; readonly values: readonly unknown[] }>>;
}

const stored: Record<string, Answer> = asks ? {} : JSON.parse(readFileSync(FILE, "utf8"));

const digestOf = (file: Uint8Array): string => createHash("sha256").update(file).digest("hex").slice(0, 16);

async function answerOf(file: Uint8Array, { network }: Piped, rows: readonly RawRow[]): Promise<Answer> {
  const { inputColumns } = network.pipeline as Pipeline;
  const inputs = inputColumns.map(({ column, code }) => {
    const cells = rows.map((row) => (row as Readonly<Record<string, Cell>>)[column]);
    const given =
      code instanceof CategoryCode
        ? { type: "string", values: cells.map((cell) => String(cell ?? "")) }
        : { type: "float64", values: Float64Array.from(cells, (cell) => Number(cell ?? Number.NaN)) };
    return [column, { ...given, dims: [rows.length, 1] }] as const;
  });
  const outputs = Object.entries(await runFile(file, Object.fromEntries(inputs))).map(
    ([name, { dims, data }]) => [name, { dims, values: Array.from(data as ArrayLike<unknown>) }] as const,
  );
  return JSON.parse(JSON.stringify({ digest: digestOf(file), outputs: Object.fromEntries(outputs) }));
}

/** The answers of a network as a file has them. */
function expectedOf({ network, rows, refused, tooLarge }: Piped): Answer["outputs"] {
  const { targetColumns } = network.pipeline as Pipeline;
  const answers = network.predict(rows as never) as unknown as readonly unknown[];
  const isOnly = targetColumns.length === 1;
  const expected: Record<string, Answer["outputs"][string]> = {};
  const unanswered = refused.length + tooLarge.length;
  const set = (name: string, size: readonly number[], values: readonly unknown[], none: unknown): void => {
    const count = size.reduce((product, n) => product * n, 1);
    const nothing = new Array<unknown>(unanswered * count).fill(none);
    expected[name] = { dims: [rows.length + unanswered, ...size], values: [...values, ...nothing] };
  };
  for (const { column, code } of targetColumns) {
    const own = answers.map((answer) => (isOnly ? answer : (answer as Record<string, unknown>)[column]));
    if (!(code instanceof CategoryCode)) {
      set(column, [1], own, null);
      continue;
    }
    const before = isOnly ? "" : `${column}.`;
    const classes = own as readonly ClassAnswer[];
    const likely = classes.flatMap(({ probabilities }) => code.categories.map((each) => probabilities[String(each)]));
    set(
      `${before}label`,
      [],
      classes.map(({ label }) => String(label)),
      "",
    );
    set(`${before}probabilities`, [code.categories.length], likely, null);
  }
  return expected;
}

describe("what a runtime answers for raw rows", () => {
  test.each(pipelines.map((piped, i) => ({ piped, name: piped.name, i })))("$name", async ({ piped, name, i }) => {
    const file = toOnnx(piped.network);
    const narrow = asFloat32(piped.network);
    for (const row of [...piped.refused, ...piped.tooLarge]) expect(() => narrow.predict(row as never)).toThrow();
    expect(fewestLabels(piped)).toBeGreaterThan(1);
    if (asks) {
      stored[name] = await answerOf(file, piped, [...piped.rows, ...piped.refused, ...piped.tooLarge]);
      writeFileSync(`${folder}/piped-${i}.onnx`, file);
      writeFileSync(`${folder}/piped-${i}-float64.onnx`, toOnnx(piped.network, { dtype: "float64" }));
    }
    const { digest, outputs } = stored[name]!;
    expect(digest).toBe(digestOf(file));
    const expected = expectedOf(piped);
    expect(Object.keys(outputs)).toEqual(Object.keys(expected));
    for (const [output, { dims, values }] of Object.entries(expected)) {
      expect(outputs[output]!.dims).toEqual(dims);
      for (const [i, value] of values.entries()) {
        const got = outputs[output]!.values[i];
        if (typeof value !== "number") expect(got).toBe(value);
        else expect(Math.abs((got as number) - value)).toBeLessThan(1e-5 * Math.max(Math.abs(value), 0.1));
      }
    }
  });

  test("there is no answer without a pipeline", () => {
    expect(Object.keys(stored)).toEqual(pipelines.map(({ name }) => name));
    if (asks) writeFileSync(FILE, `${JSON.stringify(stored)}\n`);
  });
});
