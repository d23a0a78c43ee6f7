import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import { OptionError } from "@nn/core/component";
import { fromPyTorch, type PyTorchTraining, toPyTorchTraining, writeSafetensors } from "@nn/formats";
import { describe, expect, test } from "vitest";
import { cases, type DType, EXAMPLES, type Training } from "./cases.js";

/*
 * Trainings that PyTorch did in two processes, from the programs that are written here: `npm run check:torchrun` has it do them anew,
 * and writes down the losses and a digest of each program. `npm test` trains here, and compares.
 */

const ANSWERS = new URL("answers.json", import.meta.url);
/** Where the command has the programs, and what came of them. */
const folder = process.env.PYTORCH_TRAININGS;
const isWritten = folder !== undefined && process.env.PYTORCH_TRAINED === undefined;
const isTrained = folder !== undefined && !isWritten;

interface Answer {
  readonly digest: string;
  /** The mean loss of each batch. */
  readonly losses: readonly number[];
  /** What the trained network predicts. */
  readonly answers: unknown;
}

const stored: Record<string, Answer> =
  !isWritten && existsSync(ANSWERS) ? JSON.parse(readFileSync(ANSWERS, "utf8")) : {};

/** What a training gives in PyTorch for a name, and where its files are. */
const fileOf = (name: string): string => `training${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;

function digestOf(files: PyTorchTraining, data: string | Uint8Array): string {
  const hash = createHash("sha256");
  for (const each of [...Object.values(files), data]) hash.update(each as string);
  return hash.digest("hex").slice(0, 16);
}

/** The first rows, or examples, for which predictions are compared. */
function asked({ network, rows, data, named }: Training): unknown {
  if (named !== undefined) return [0, 1, 2].map((i) => Object.fromEntries(partsOf(named.inputs, i)));
  if (rows !== undefined) return rows.take([0, 1, 2]).toRows();
  const size = data!.inputs.length / EXAMPLES;
  const { inputShape } = network.stack;
  return nested(Array.from(data!.inputs.subarray(0, 3 * size)), [3, ...inputShape]);
}

function nested(values: readonly number[], [first = 1, ...others]: readonly number[]): unknown {
  if (others.length === 0) return values;
  const size = values.length / first;
  return Array.from({ length: first }, (_, i) => nested(values.slice(i * size, (i + 1) * size), others));
}

/** What each array has for an example. */
function partsOf(arrays: NonNullable<Training["named"]>["inputs"], i: number): [string, readonly number[]][] {
  return Object.entries(arrays).map(([name, list]) => [name, list[i]!]);
}

function dataFile({ data, named, csv, network: { stack } }: Training): [name: string, content: string | Uint8Array] {
  if (named !== undefined) {
    const tensors = Object.entries(named).flatMap(([what, arrays]) =>
      Object.entries(arrays).map(([name, list]) => {
        return [
          `${what}.${name}`,
          { shape: [EXAMPLES, list[0]!.length], values: Float64Array.from(list.flat()) },
        ] as const;
      }),
    );
    return ["data.safetensors", writeSafetensors(Object.fromEntries(tensors))];
  }
  if (csv !== undefined) return ["rows.csv", csv];
  const { inputs, targets, weights } = data!;
  const tensors = {
    inputs: { shape: [EXAMPLES, ...stack.inputShape], values: inputs },
    targets: { shape: [EXAMPLES, targets.length / EXAMPLES], values: targets },
    ...(weights && { counts: { shape: [EXAMPLES], values: weights } }),
  };
  return ["data.safetensors", writeSafetensors(tensors)];
}

/** The same training here: the mean loss of each batch before its update. */
async function lossesHere({ network, options, data, rows, named }: Training): Promise<number[]> {
  const { examples: _, csv: __, weights: weightsName, ...fit } = options;
  // Plain loops compile nothing for so few steps.
  const { layers, dtype, seed, pipeline, stack } = network;
  const given = { dtype, seed, backend: reference, inputShape: stack.inputShape, ...(pipeline && { pipeline }) };
  const own = new Sequential([...layers], given as object) as unknown as Sequential;
  own.setParameters(network.getParameters());
  const losses: number[] = [];
  const targets = data && Array.from({ length: EXAMPLES }, (_, i) => targetsOf(data.targets, i));
  const stepped = { name: "losses", stepped: ({ loss }: { loss: number }) => void losses.push(loss) };
  const weighted = rows &&
    weightsName && {
      ...network.pipeline!.data(rows as never, network.stack.outputShape),
      weights: rows.numbers(weightsName),
    };
  const examples = named ??
    weighted ??
    rows ?? { inputs: data!.inputs, targets, ...(data!.weights && { weights: data!.weights }) };
  await own.fit(
    examples as never,
    { ...fit, callbacks: [stepped], onWarning: () => {}, evaluateEvery: 1000, allowMismatch: true } as never,
  );
  return losses;
}

function targetsOf(targets: Float64Array, i: number): Float64Array {
  const size = targets.length / EXAMPLES;
  return targets.subarray(i * size, (i + 1) * size);
}

/** Whether one process trains it, as a layer takes numbers of a whole batch. */
const isAlone = (files: PyTorchTraining): boolean => files["train.py"].includes("train in one process");

/** The largest difference of two numbers, as a share of the larger one, or of a hundredth of the largest of all. */
function farthest(one: readonly number[], other: readonly number[]): number {
  const least = Math.max(1e-300, ...one.map(Math.abs)) / 100;
  return Math.max(...one.map((a, i) => Math.abs(a - other[i]!) / Math.max(Math.abs(a), Math.abs(other[i]!), least)));
}

const flat = (value: unknown): number[] => {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(flat) : [];
};

const refused: string[] = [];

/** In float32 the command compares them as well, as it says nothing more of the programs than the digits of float64 do. */
const FORMATS = [
  ["float64", 1e-11],
  ["float32", 1e-4],
] as const;

describe.each(folder === undefined ? FORMATS.slice(0, 1) : FORMATS)(
  "in %s, two processes of PyTorch train",
  (dtype: DType, tolerance) => {
    test.each(cases)("$name", async (one) => {
      const training = one.make(dtype);
      let files: PyTorchTraining;
      try {
        files = toPyTorchTraining(training.network, training.options);
      } catch (error) {
        if (!(error instanceof OptionError)) throw error;
        refused.push(error.message);
        if (process.env.SHOW) console.log("REFUSED", one.name, error.message);
        return;
      }
      const name = `${one.name}, ${dtype}`;
      const [file, content] = dataFile(training);
      const digest = digestOf(files, content);
      const own = `${folder}/${fileOf(name)}`;
      if (isWritten) {
        mkdirSync(own);
        for (const [path, text] of [...Object.entries(files), [file, content] as const])
          writeFileSync(`${own}/${path}`, text);
        writeFileSync(
          `${own}/task.json`,
          JSON.stringify({ name, digest, data: file, rows: asked(training), alone: isAlone(files) }),
        );
        return;
      }
      expect(stored[name]?.digest, "the digest of what was trained; npm run check:torchrun trains it anew").toBe(
        digest,
      );
      const { losses, answers } = stored[name]!;
      const here = await lossesHere(training);
      const difference = farthest(losses, here.slice(0, losses.length));
      if (process.env.SHOW) console.log(difference.toExponential(1), name);
      expect(difference).toBeLessThan(tolerance);
      if (!isTrained) return;
      training.network.setParameters(
        fromPyTorch(training.network, readFileSync(`${own}/trained.safetensors`)) as never,
      );
      const predicted = training.network.predict(asked(training) as never);
      expect(farthest(flat(answers), flat(predicted))).toBeLessThan(dtype === "float64" ? 1e-12 : 1e-4);
    });
  },
);
