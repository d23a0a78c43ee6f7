import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Sequential } from "@nn/core";
import type { Registrable } from "@nn/core/component";
import { pipelineKinds } from "@nn/data";
import {
  fromFile,
  fromOnnx,
  type NetworkFromFile,
  readSafetensors,
  toFile,
  toOnnx,
  toSafetensors,
  writeSafetensors,
} from "@nn/formats";
import { load } from "@nn/formats/node";
import { layerKinds } from "@nn/layers";
import { optimizerKinds } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { losses } from "../../contracts/components.js";
import { answersOf } from "./answers.mjs";
import { storedNetworks } from "./networks.js";
import { trained } from "./trained.js";

/*
 * Files that were written when this version of the format began, or when a component came in: they load as long as there is that
 * version, with the bits that their networks had. `npm run make:networks` adds those of new rows.
 */

const VERSION = 1;
const folder = new URL(`../../fixtures/networks/version-${VERSION}/`, import.meta.url);
const makes = process.env.MAKE_NETWORKS !== undefined;

/** What a network answered when it was stored. */
interface Answers {
  readonly predictions: unknown;
  /** The loss of two steps more, and what was answered after them. */
  readonly losses: readonly number[];
  readonly afterwards: unknown;
  /** What the ONNX file answers, where there is one. */
  readonly onnx?: unknown;
}

const at = (name: string, file: string): URL => new URL(`${name}/${file}`, folder);
const asked = (network: Sequential, what: unknown): unknown => network.predict(what as never);
/** As JSON has it, which gives each number its shortest digits, and so its bits. */
const written = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

async function make(name: string): Promise<void> {
  const row = storedNetworks[name]!;
  const { network, more, asked: what } = await trained(row);
  mkdirSync(at(name, "."), { recursive: true });
  writeFileSync(at(name, "network.json"), JSON.stringify(toFile(network, more)));
  writeFileSync(at(name, "network.safetensors"), toSafetensors(network, more));
  const onnx = row.onnx ? toOnnx(network, { dtype: "float64" }) : undefined;
  if (onnx) writeFileSync(at(name, "network.onnx"), onnx);
  const ofOnnx = onnx && { onnx: asked(fromOnnx(onnx), what) };
  const { inputs, targets } = row;
  const answers: Answers = { ...answersOf({ network, ...more } as never, { asked: what, inputs, targets }), ...ofOnnx };
  writeFileSync(at(name, "answers.json"), JSON.stringify(answers));
}

if (makes) for (const name of Object.keys(storedNetworks)) if (!existsSync(at(name, "answers.json"))) await make(name);

const names = readdirSync(folder);
const storedAnswers = (name: string): Answers => JSON.parse(readFileSync(at(name, "answers.json"), "utf8")) as Answers;

describe.each(names)("the stored network %s", (name) => {
  const row = storedNetworks[name]!;
  const { onnx, ...ofFile } = storedAnswers(name);
  const what = row.rows ?? row.inputs;

  test.each(["network.json", "network.safetensors"])(
    "%s loads with the bits that it had, and its training goes on",
    async (file) => {
      const read: NetworkFromFile = await load(at(name, file).pathname);
      const { inputs, targets } = row;
      expect(written(answersOf(read as never, { asked: what, inputs, targets }))).toEqual(ofFile);
      const { network: other, history, fit, loss, optimizer } = await load(at(name, file).pathname);
      expect(history!.reports.length).toBe(4);
      const options = { loss: loss!, optimizer: optimizer!, epochs: 4, batchSize: 2, from: fit!, onWarning: () => {} };
      const again = await other.fit({ inputs, targets } as never, options);
      expect(written(again.reports.at(-1))).toEqual(written(history!.reports.at(-1)));
    },
  );

  test.runIf(row.onnx)("network.onnx loads with its answers", () => {
    const network = fromOnnx(readFileSync(at(name, "network.onnx")));
    const [got, expected] = [asked(network, what), onnx].map((one) => (one as number[][]).flat());
    for (const [i, value] of expected!.entries()) expect(got![i]).toBeCloseTo(value, 10);
  });

  test("of a newer version is refused, in both forms", () => {
    const refusal =
      "This network's file is of version 2, and this @nn/formats reads version 1: read it with a newer one.";
    const text = readFileSync(at(name, "network.json"), "utf8").replace('"version":1', '"version":2');
    expect(() => fromFile(text)).toThrow(refusal);
    const { tensors, metadata } = readSafetensors(readFileSync(at(name, "network.safetensors")));
    const newer = Object.entries(metadata).map(
      ([key, said]) => [key, said.replace('"version":1', '"version":2')] as const,
    );
    expect(() => fromFile(writeSafetensors(tensors, { metadata: Object.fromEntries(newer) }))).toThrow(refusal);
  });
});

test("there is a file with a component of each kind", () => {
  const texts = names.map((name) => readFileSync(at(name, "network.json"), "utf8")).join();
  const kindOf = (one: Registrable): string => String(typeof one === "function" ? one.prototype.kind : one.kind);
  // Metrics and penalties are a training's, and in no file.
  const kinds = [...layerKinds, ...optimizerKinds, ...pipelineKinds, ...losses.map(({ loss }) => loss as Registrable)];
  const missing = kinds.map(kindOf).filter((kind) => !texts.includes(`"kind":"${kind}"`));
  const remedy = "Add a row with it to test/formats/stored/networks.ts, and run npm run make:networks in test/.";
  expect(missing, `In no file of test/fixtures/networks: ${missing.join(", ")}. ${remedy}`).toEqual([]);
});

test("each row has its files", () => {
  const remedy = "Run npm run make:networks in test/, and add the files to the commit.";
  expect(names.toSorted(), remedy).toEqual(Object.keys(storedNetworks).toSorted());
});
