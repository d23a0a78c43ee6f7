import { fromBrain, fromKeras, fromSynaptic, fromTensorFlowJs } from "@nn/formats";
import { expect, test } from "vitest";
import { Limits } from "../../fixtures/limits.js";
import { readFixture, readJson } from "../../fixtures/readers/read.js";

/** How many mutated files of each kind; more by `npm run check:readers`. */
const COUNT = Number(process.env.MUTATED_FILES ?? 250);
const SENTENCES = /^(DataError|ShapeError|OptionError)$/;

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const [brain, , , , , , second] = readJson<{ json: object }[]>("brain.json");
const { read } = readJson<{ read: { json: object }[] }>("synaptic.json");
const [model] = readJson<{ modelJson: object; weights: string }[]>("tensorflow-js.json");
const [{ config }] = readJson<[{ config: string }]>("keras.json");
const weights = new Uint8Array(Buffer.from(model!.weights, "base64"));

const kinds: [name: string, file: Uint8Array, read: (file: Uint8Array) => unknown][] = [
  ["brain.js 1", bytesOf(brain!.json), (file) => fromBrain(textOf(file))],
  ["brain.js 2", bytesOf(second!.json), (file) => fromBrain(textOf(file))],
  ["synaptic", bytesOf(read[0]!.json), (file) => fromSynaptic(textOf(file))],
  ["TensorFlow.js", bytesOf(model!.modelJson), (file) => fromTensorFlowJs({ modelJson: textOf(file), weights })],
  [".keras", readFixture("convolutional.keras"), (file) => fromKeras(file)],
  [".h5", readFixture("recurrent.h5"), (file) => fromKeras(file)],
  ["packed weights", readFixture("packed.weights.h5"), (file) => fromKeras(file, { config })],
];

/** Numbers from 0 to below 1, the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some bytes changed, copied from elsewhere, or cut off: most where the file isn't empty, as that is where it says something. */
function mutated(file: Uint8Array, next: () => number): Uint8Array {
  const bytes = file.slice();
  const at = () => Math.floor(next() * bytes.length);
  const full = () => {
    for (let tries = 0; tries < 20; tries++) {
      const place = at();
      if (bytes[place] !== 0) return place;
    }
    return at();
  };
  for (let changes = 1 + Math.floor(next() * 3); changes > 0; changes--) {
    const kind = next();
    if (kind < 0.5) bytes[full()] = Math.floor(next() * 256);
    else if (kind < 0.7) bytes[full()]! ^= 1 << Math.floor(next() * 8);
    else if (kind < 0.95) bytes.copyWithin(full(), full(), at() + 8);
    else return bytes.subarray(0, at());
  }
  return bytes;
}

test.each(kinds)(
  "a mutated file of %s ends in a sentence, or is read",
  (name, file, readFile) => {
    const next = numbers(18);
    const limits = new Limits();
    const faults: string[] = [];
    for (let i = 0; i < COUNT; i++) {
      const bytes = mutated(file, next);
      try {
        limits.run(`file ${i}`, () => readFile(bytes));
      } catch (error) {
        const { name: kind, message } = error as Error;
        if (!SENTENCES.test(kind)) faults.push(`${name}, ${i}: ${kind}: ${message}`);
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
    const said = limits.expectKept(COUNT > 1000);
    if (COUNT > 1000) console.log(`${COUNT} of ${name}: ${said}`);
  },
  600_000,
);
