import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { toOnnx } from "@nn/formats";
import { describe, expect, test } from "vitest";
import { runFile } from "./runtime.js";
import { BATCH, named, networkOf, stacks as written } from "./stacks.js";
import { unusualStacks } from "./unusual-stacks.js";

/*
 * What onnxruntime-node answers for the files of some fifty networks. It is 113 MB, so that `npm test` compares with answers
 * that `npm run check:onnx` has written down, each with a digest of its file: another file fails, until the command has run.
 */

const stacks = [...written, ...unusualStacks];
const FILE = new URL("answers.json", import.meta.url);
/** Where the command wants the files; nothing is asked where it doesn't run. */
const folder = process.env.ONNX_RUNTIME;
const asks = folder !== undefined;

interface Answer {
  readonly digest: string;
  readonly dims: readonly number[];
  readonly output: readonly number[];
}

const stored: Record<string, Answer> = asks ? {} : JSON.parse(readFileSync(FILE, "utf8"));

async function answerOf(file: Uint8Array, inputs: Float32Array, shape: readonly number[]): Promise<Answer> {
  const { output } = await runFile(file, { input: { type: "float32", values: inputs, dims: [BATCH, ...shape] } });
  return { digest: digestOf(file), dims: output!.dims, output: Array.from(output!.data, Number) };
}

const digestOf = (file: Uint8Array): string => createHash("sha256").update(file).digest("hex").slice(0, 16);

/**
 * |a − b| as a share of b, or of a tenth of the answer's largest number where that is more: a small difference of large numbers
 * has fewer digits than float32.
 */
function farthest(answer: readonly number[], expected: ArrayLike<number>): number {
  const largest = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...answer.map((a, i) => Math.abs(a - expected[i]!) / Math.max(Math.abs(expected[i]!), largest / 10)));
}

describe("what a runtime answers for a file", () => {
  test.each(named(stacks))("$name", async ({ stack, name, number }) => {
    const { network, inputs } = networkOf(stack, "float64", name);
    const file = toOnnx(network);
    const { inputShape, outputShape } = network.stack;
    if (asks) {
      stored[name] = await answerOf(file, inputs, inputShape);
      writeFileSync(`${folder}/${number}.onnx`, file);
    }
    const { digest, dims, output } = stored[name]!;
    expect(digest).toBe(digestOf(file));
    expect(dims).toEqual([BATCH, ...outputShape]);
    expect(output.length).toBe(BATCH * outputShape.reduce((a, b) => a * b, 1));
    expect(farthest(output, network.predict(Float64Array.from(inputs)))).toBeLessThan(1e-5);
  });

  test("there are at least thirty stacks, and no answer without one", () => {
    expect(stacks.length).toBeGreaterThanOrEqual(30);
    expect(Object.keys(stored).length).toBe(stacks.length);
    if (asks) writeFileSync(FILE, `${JSON.stringify(stored)}\n`);
  });
});
