import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { Sequential } from "@nn/core";
import { sizeOf } from "@nn/core/component";
import type { RawRow } from "@nn/data";
import { fromPyTorch, type PyTorchFiles, toPyTorch } from "@nn/formats";
import { describe, expect, test } from "vitest";
import { pipelines } from "../onnx/pipelines.js";
import { BATCH, named, networkOf, stacks as written } from "../onnx/stacks.js";
import { unusualStacks } from "../onnx/unusual-stacks.js";
import { moreOfRows } from "./more-rows.js";
import { skippingStacks } from "./skipping-stacks.js";

/*
 * What PyTorch answers for the programs of some fifty networks. It is large, so that `npm test` compares with answers that
 * `npm run check:pytorch` has written down, each with a digest of its program and weights: others fail, until the command has run.
 */

const stacks = [...written, ...unusualStacks, ...skippingStacks];
const ANSWERS = new URL("answers.json", import.meta.url);
/** Where the command wants the programs; nothing is compared then. */
const folder = process.env.PYTORCH_PROGRAMS;

interface Answer {
  readonly digest: string;
  /** What `predict` gives. */
  readonly answer: unknown;
  /** What it says to each row that is to be refused. */
  readonly refusals?: readonly string[];
}

const stored: Record<string, Answer> = folder === undefined ? JSON.parse(readFileSync(ANSWERS, "utf8")) : {};

/** Writes the program down, or gives what PyTorch answered for it. */
function answerOf(
  name: string,
  write: (weightsFile: string) => PyTorchFiles,
  rows: unknown,
  refused: readonly unknown[],
): Answer | undefined {
  const file = `program${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
  const { program, weights } = write(`${file}.safetensors`);
  const digest = createHash("sha256").update(program).update(weights).digest("hex").slice(0, 16);
  if (folder === undefined) {
    expect(stored[name]?.digest, "the digest of what was run; npm run check:pytorch runs it anew").toBe(digest);
    return stored[name];
  }
  writeFileSync(`${folder}/${file}.py`, program);
  writeFileSync(`${folder}/${file}.safetensors`, weights);
  writeFileSync(`${folder}/${file}.json`, JSON.stringify({ name, digest, rows, refused }));
  return undefined;
}

/** |a − b| as a share of b, or of a tenth of the answer's largest number where that is more. */
function farthest(answer: readonly number[], expected: ArrayLike<number>): number {
  const largest = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...answer.map((a, i) => Math.abs(a - expected[i]!) / Math.max(Math.abs(expected[i]!), largest / 10)));
}

const SENTENCE = /^[A-Z].*\.$/s;

const flat = (answer: unknown): number[] => (answer as number[]).flat(Number.POSITIVE_INFINITY) as number[];

describe.each([
  ["float64", 1e-12],
  ["float32", 1e-5],
] as const)("in %s, PyTorch predicts", (dtype, tolerance) => {
  test.each(named(stacks))("$name", ({ stack, name }) => {
    const { network, inputs } = networkOf(stack, dtype, name);
    const { inputShape, outputShape } = network.stack;
    const rows = nested(Array.from(inputs), [BATCH, ...inputShape]);
    const refused = refusedBy(network);
    const given = answerOf(`${name}, ${dtype}`, (weightsFile) => toPyTorch(network, { weightsFile }), rows, refused);
    for (const examples of refused) expectRefusal(() => network.predict(examples as number[][]));
    if (given === undefined) return;
    const { answer, refusals } = given;
    expect(refusals).toEqual(refused.map(() => expect.stringMatching(SENTENCE)));
    expect(shapeOf(answer)).toEqual([BATCH, ...outputShape]);
    const expected = network.predict(dtype === "float64" ? Float64Array.from(inputs) : inputs);
    expect(farthest(flat(answer), expected)).toBeLessThan(tolerance);
  });
});

describe("from raw rows, PyTorch answers for", () => {
  test.each([...pipelines, ...moreOfRows])("$name", ({ name, network, rows, refused }) => {
    const lists = refused.map((row) => [row]);
    const given = answerOf(name, (weightsFile) => toPyTorch(network, { weightsFile }), rows, lists);
    for (const list of lists) expectRefusal(() => network.predict(list as never));
    if (given === undefined) return;
    const { answer, refusals } = given;
    expect(refusals).toEqual(refused.map(() => expect.stringMatching(SENTENCE)));
    const expected = network.predict(rows as never) as unknown as readonly unknown[];
    expect((answer as unknown[]).length).toBe(rows.length);
    expect(rounded(answer)).toEqual(rounded(expected));
  });
});

test.each(stacks.map((stack, i) => ({ stack, name: `${i}` })))("the weights of stack $name come back", ({ stack }) => {
  const { network } = networkOf(stack, "float64", "back");
  const parameters = network.getParameters();
  const back = fromPyTorch(network, toPyTorch(network).weights);
  const names = Object.keys(parameters);
  expect(Object.keys(back).sort()).toEqual(names.sort());
  for (const name of names) expect(Array.from(back[name]!), name).toEqual(parameters[name]);
});

function expectRefusal(predict: () => unknown): void {
  expect(predict).toThrow(expect.objectContaining({ name: expect.stringMatching(/^(Shape|Data|Divergence)Error$/) }));
}

/** Examples that a network refuses. */
function refusedBy({ stack: { inputShape, places }, dtype }: Sequential): unknown[] {
  const zeros = new Array<number>(sizeOf(inputShape)).fill(0);
  const beginning = (value: unknown): unknown => nested([value, ...zeros.slice(1)] as number[], [1, ...inputShape]);
  const { indexCount } = places[0]!.layer;
  const numbers = indexCount === undefined ? (dtype === "float32" ? [1e39] : []) : [-1, 0.5, indexCount];
  const longer = nested([...zeros, ...zeros], [1, 2 * inputShape[0]!, ...inputShape.slice(1)]);
  return [[], longer, ...[...numbers, true, "1", null].map(beginning)];
}

/** Numbers in the shape of lists in lists. */
function nested(values: readonly number[], [first = 1, ...others]: readonly number[]): unknown {
  if (others.length === 0) return values;
  const size = values.length / first;
  return Array.from({ length: first }, (_, i) => nested(values.slice(i * size, (i + 1) * size), others));
}

function shapeOf(answer: unknown): number[] {
  return Array.isArray(answer) ? [answer.length, ...shapeOf(answer[0])] : [];
}

/** The same with numbers of ten digits. */
function rounded(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toPrecision(10));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value as RawRow).map(([name, each]) => [name, rounded(each)]));
}
