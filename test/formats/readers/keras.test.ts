import { fromKeras } from "@nn/formats";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { expectClose } from "../../fixtures/readers/close.js";
import { readFixture, readJson } from "../../fixtures/readers/read.js";

interface Fixture {
  readonly name: string;
  readonly asked: readonly number[][];
  readonly answers: readonly number[];
  readonly config: string;
}

const fixtures = readJson<Fixture[]>("keras.json");
const files = fixtures.flatMap((fixture) => ["keras", "h5"].map((ending) => ({ ...fixture, ending })));
const [{ asked, answers, config }] = fixtures as [Fixture];

function expectAnswers(network: ReturnType<typeof fromKeras>, rows: readonly number[][], expected: readonly number[]) {
  const given = rows.map((row) => Float32Array.from(row));
  expectClose(
    (network.predict(given) as Float32Array[]).flatMap((row) => Array.from(row)),
    expected,
    1e-5,
  );
}

test.each(files)("$name.$ending: as Keras answers", ({ name, ending, asked, answers }) => {
  expectAnswers(fromKeras(readFixture(`${name}.${ending}`)), asked, answers);
});

test.each(["dense.weights.h5", "packed.weights.h5"])("%s: weights alone, with what they are of", (name) => {
  const weights = readFixture(name);
  expectAnswers(fromKeras(weights, { config }), asked, answers);
  expectAnswers(fromKeras(weights.slice().buffer, { config: JSON.parse(config) as object }), asked, answers);
  expect(() => fromKeras(weights)).toThrow(
    "The Keras file has weights alone. Give what they are of: { config: what model.to_json() gives }.",
  );
});

test("dense layers of each step have the weights of those of one list", () => {
  const ofSteps = config.replaceAll("[null, 3]", `[null, ${asked.length}, 3]`);
  const network = fromKeras(readFixture("dense.weights.h5"), { config: ofSteps });
  expect(network.stack.outputShape).toEqual([asked.length, 3]);
  expectAnswers(network, [asked.flat()], answers);
});

test("a kernel in groups with a dilation", () => {
  const bytes = readFixture("convolutional.h5");
  const { "0.weight": weight, "0.bias": bias } = fromKeras(bytes).getParameters() as Record<string, readonly number[]>;
  const model = JSON.parse(fixtures[1]!.config) as { config: { layers: { config: object }[] } };
  const [first, convolution] = model.config.layers as [{ config: object }, { config: object }];
  Object.assign(first.config, { batch_shape: [null, 5, 3, 6] });
  const options = { strides: [1, 1], padding: "valid", dilation_rate: [2, 2], groups: 3, activation: "linear" };
  Object.assign(convolution.config, options);
  model.config.layers = [first, convolution];
  const network = fromKeras(bytes, { config: model });
  // One place, of 3 by 2 taps 2 pixels apart: each of the 3 filters sees two of the 6 channels.
  const image = Float32Array.from({ length: 5 * 3 * 6 }, (_, i) => Math.sin(i));
  const expected = bias!.map((own, f) => {
    let sum = own;
    for (const tap of [0, 1, 2, 3, 4, 5]) {
      const pixel = 2 * Math.floor(tap / 2) * 3 + 2 * (tap % 2);
      for (const c of [0, 1]) sum += image[pixel * 6 + 2 * f + c]! * weight![(tap * 2 + c) * 3 + f]!;
    }
    return sum;
  });
  expectAnswers(network, [Array.from(image)], expected);
});

test("weights of another model", () => {
  const other = fixtures[1]!.config;
  expect(() => fromKeras(readFixture("dense.weights.h5"), { config: other })).toThrow(
    `The Keras model's layer 1 (Conv2D "conv2d") has no weights in the file, as layers/conv2d.`,
  );
  const wider = config.replace('"units": 5', '"units": 6');
  expect(() => fromKeras(readFixture("dense.weights.h5"), { config: wider })).toThrow(
    "its kernel must be [3, 6], but is [3, 5] in the file.",
  );
  const biased = config.replaceAll('"use_bias": true', '"use_bias": false');
  expect(() => fromKeras(readFixture("dense.weights.h5"), { config: biased })).toThrow(
    "has more weights in the file than its kernel.",
  );
});

/** A copy with other bytes from a place on. */
function changed(name: string, at: number, ...values: number[]): Uint8Array {
  const bytes = readFixture(name);
  bytes.set(values, at);
  return bytes;
}

/** Where the bytes of a text are, the nth time. */
function placeOf(name: string, text: string, from = 0): number {
  return Buffer.from(readFixture(name)).indexOf(text, from, "latin1");
}

const H5 = "dense.weights.h5";
const tree = placeOf(H5, "TREE");
const firstName = Buffer.from(readFixture("dense.keras")).indexOf("model.weights.h5");

test.each([
  [new Uint8Array(0), "The Keras file begins neither as a .keras file nor as HDF5, but with ."],
  [new Uint8Array([0x50, 0x4b, 3, 4]), `The Keras file must have "config.json" and "model.weights.h5" in it.`],
  [changed("dense.keras", firstName, 0x4d), `The Keras file must have "config.json" and "model.weights.h5" in it.`],
  [
    readFixture(H5).subarray(0, 60),
    "The Keras file refers to byte 64, but has 60 bytes: it is cut off, or no such file.",
  ],
  [readFixture(H5).subarray(0, 3000), "bytes: it is cut off, or no such file."],
  [changed(H5, 8, 2), "The Keras file is written in HDF5's newer form, which isn't read: write it without libver."],
  [changed(H5, 13, 4), "The Keras file has addresses that aren't of 8 bytes, which isn't read."],
  [changed(H5, tree, 0), `The Keras file has no tree at byte ${tree}, where it says that one is.`],
  [changed(H5, tree + 5, 9), "The Keras file has no tree at byte"],
  [changed(H5, placeOf(H5, "SNOD") + 24, 2), "has the symbolic link"],
])("%#: what is wrong with a file is said with its place", (bytes, message) => {
  expect(() => fromKeras(bytes, { config: bytes[0] === 0x89 ? config : undefined } as object)).toThrow(message);
});

test("what a zip file becomes is counted, whatever it says", () => {
  const packed = zipSync({
    "config.json": new Uint8Array(2 ** 24 + 1).fill(0x5b),
    "model.weights.h5": new Uint8Array(9),
  });
  const view = new DataView(packed.buffer, packed.byteOffset);
  expect(packed.length).toBeLessThan(40_000);
  for (const size of [view.getUint32(22, true), 50]) {
    view.setUint32(22, size, true);
    expect(() => fromKeras(packed)).toThrow("The Keras file becomes more than 16777216 bytes, which aren't unpacked.");
  }
});

test("a group that leads back to itself is left alone, or ends in a sentence", () => {
  const bytes = readFixture(H5);
  const view = new DataView(bytes.buffer);
  const root = view.getUint32(64, true);
  // Each member of the root's first node is the root itself.
  const node = placeOf(H5, "SNOD");
  for (let i = 0; i < 3; i++) view.setUint32(node + 8 + 40 * i + 8, root, true);
  expect(() => fromKeras(bytes, { config })).toThrow(/The Keras/);
});
