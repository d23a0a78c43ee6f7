import { fromTensorFlowJs } from "@nn/formats";
import { expect, test } from "vitest";
import { expectClose } from "../../../fixtures/readers/close.js";
import { readJson } from "../../../fixtures/readers/read.js";
import { dense, file, input, layer } from "./made.js";

interface Fixture {
  readonly name: string;
  readonly shape: readonly number[];
  readonly asked: readonly number[][];
  readonly answers: readonly number[];
  readonly modelJson: { readonly weightsManifest: readonly { readonly weights: readonly object[] }[] };
  readonly weights: string;
}

const fixtures = readJson<Fixture[]>("tensorflow-js.json");
const bytesOf = (weights: string) => new Uint8Array(Buffer.from(weights, "base64"));

test.each(fixtures)("$name: as the library answers", ({ asked, answers, modelJson, weights }) => {
  const network = fromTensorFlowJs({ modelJson, weights: bytesOf(weights) });
  expect(network.dtype).toBe("float32");
  const given = asked.map((row) => Float32Array.from(row));
  expectClose(
    (network.predict(given) as Float32Array[]).flatMap((row) => Array.from(row)),
    answers,
    1e-5,
  );
});

test("a converted model, in text and in two files", () => {
  const { asked, answers, modelJson, weights } = fixtures[0]!;
  const { modelTopology } = modelJson as unknown as { modelTopology: object };
  const converted = { ...modelJson, modelTopology: { keras_version: "2.15.0", model_config: modelTopology } };
  const bytes = bytesOf(weights);
  const parts = [bytes.subarray(0, 33), bytes.slice(33).buffer];
  const network = fromTensorFlowJs({ modelJson: JSON.stringify(converted), weights: parts });
  expectClose(Array.from(network.predict(Float32Array.from(asked[0]!))), answers.slice(0, 3), 1e-5);
});

test("a shape that the file leaves open is given", () => {
  const open = file([layer("Activation", { activation: "relu", ...input(null) })], [], []);
  expect(() => fromTensorFlowJs(open)).toThrow("but have [null]. Give it: { inputShape: [20, 3] }.");
  expect(fromTensorFlowJs(open, { inputShape: [2] }).predict([-1, 2])).toEqual([0, 2]);
  expect(() => fromTensorFlowJs(file([dense()]), { inputShape: [3] })).toThrow(
    "The Keras model's examples are [2], which inputShape, [3], doesn't fit.",
  );
});

test("what is no layers model", () => {
  const { modelJson, weights } = file([dense()]);
  const of = (more: object) => () => fromTensorFlowJs({ modelJson: { ...modelJson, ...more }, weights });
  expect(of({ format: "graph-model" })).toThrow(
    "The TensorFlow.js model is a graph, without layers, which isn't read.",
  );
  expect(of({ modelTopology: { class_name: "Functional" } })).toThrow(
    `The Keras model is of the class "Functional", which isn't read: it must be "Sequential".`,
  );
  expect(() => fromTensorFlowJs({ modelJson, weights: [1] as never })).toThrow(
    "The TensorFlow.js model's weights must be a file's bytes, as a Uint8Array or an ArrayBuffer, but got 1.",
  );
});
