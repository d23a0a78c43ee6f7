import { Sequential, seededRandom } from "@nn/core";
import { sizeOf } from "@nn/core/component";
import { label, mean, numeric, oneHot, Pipeline } from "@nn/data";
import { fromFile, readSafetensors, toFile, toSafetensors, writeSafetensors } from "@nn/formats";
import { BatchNormalization, Conv2D, Dense, Embedding, Flatten, LSTM, Residual, tanh } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, cosineDecay, SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { Limits } from "../../fixtures/limits.js";

/*
 * Networks' files with bytes changed, cut and put together anew: each is a network or a sentence, within a second and a
 * gibibyte. `npm run fuzz:files` makes 100,000 of each kind; FUZZ_SEED draws others.
 */

const COUNT = Number(process.env.MUTATED_FILES ?? 400);
const SEED = process.env.FUZZ_SEED ?? "mutated files";
const SENTENCES = /^(DataError|ShapeError|OptionError|DivergenceError)$/;

const people = [
  { weight: 133, island: "north", gender: "F" },
  { weight: null, island: "south", gender: "M" },
  { weight: 152, island: "north", gender: "M" },
];
const pipeline = Pipeline.fit(people, {
  inputs: { weight: numeric({ missing: mean }), island: oneHot({ unknown: "zeros" }) },
  target: { gender: label(["M", "F"]) },
});

/** Networks with a pipeline, images and sequences, and what is stored beside them. */
function stored(): [network: Sequential, more: Parameters<typeof toFile>[1]][] {
  const rows = new Sequential([new Dense(3, 2, { activation: tanh }), new Dense(2, 1)], { pipeline, seed: "rows" });
  const optimizer = new Adam({ learningRate: cosineDecay({ learningRate: 0.1, steps: 9 }) });
  const trainer = rows.trainer({ loss: binaryCrossEntropy, optimizer, batchSize: 1 });
  trainer.step([1, 0, 0], [1]);
  const image = [new Conv2D(1, 2, { kernelSize: 2 }), new BatchNormalization(), new Flatten(), new Dense(8, 1)];
  const residual = [new Embedding(4, 3), new LSTM(3, 3), new Residual([new Dense(3, 3)])];
  return [
    [rows as never, { training: trainer.state(), optimizer, loss: binaryCrossEntropy }],
    [new Sequential(image, { inputShape: [3, 3, 1], dtype: "float32" }) as never, { loss: meanSquaredError }],
    [new Sequential(residual, { inputShape: [2] }) as never, { optimizer: new SGD({ learningRate: 0.1 }) }],
  ];
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const values = new Float32Array([1, 2, 3, 4]);
const weights = writeSafetensors(
  {
    "0.weight": { shape: [2, 2], values },
    count: { shape: [], values: new Int32Array(1) },
    none: { shape: [0], values: new Float64Array(0) },
  },
  { metadata: { from: "a test" } },
);

const kinds: Readonly<Record<string, [files: Uint8Array[], read: (file: Uint8Array) => unknown, change?: Change]>> = {
  "a network's own file with other parts": [
    stored().map(([network, more]) => bytesOf(JSON.stringify(toFile(network, more)))),
    use,
    withOtherParts,
  ],
  "a network's own file": [
    [
      ...stored().map(([network, more]) => bytesOf(JSON.stringify(toFile(network, more)))),
      bytesOf(JSON.stringify(stored()[0]![0])),
    ],
    use,
  ],
  "a network's file in safetensors": [stored().map(([network, more]) => toSafetensors(network, more)), use],
  safetensors: [[weights, toSafetensors(stored()[1]![0])], (file) => readSafetensors(file)],
};

/** Reads a network, asks it, and takes up its training: what was read as right has to be usable, or refused by then. */
function use(file: Uint8Array): void {
  const { network, training, loss = meanSquaredError, optimizer = new SGD({ learningRate: 0.1 }) } = fromFile(file);
  network.predict(new Float64Array(sizeOf(network.stack.inputShape)));
  if (training === undefined) return;
  const trainer = network.trainer({ loss, optimizer, batchSize: 1, allowMismatch: true });
  trainer.restore(training);
  trainer.step(new Float64Array(sizeOf(network.stack.inputShape)), new Float64Array(sizeOf(network.stack.outputShape)));
}

/** Names and numbers that a file has somewhere, put elsewhere. */
const WORDS = [
  ...['"__proto__":', '"constructor":{"prototype":{"x":1}}', '"toString"', "1e999", "-0", "null", "[", "{", '"kind":'],
  ...['"Residual"', '"units":1000000000', '"settings":{}', "1000000000000", "0.5", '"tensor"', '"base64":"AAAA"', "}"],
].map(bytesOf);

type Change = (files: readonly Uint8Array[], below: (bound: number) => number) => Uint8Array;

/** What may come instead of any part. */
const ODD: readonly unknown[] = [
  ...[null, true, "", "__proto__", [], {}, [[]], 0, -1, 0.5, 2, 1e9, 1e308, 2 ** 53, "NaN", { kind: "Dense" }, ["a"]],
  ...[
    { kind: "number", value: "NaN" },
    { kind: "number", value: "Infinity" },
    { kind: "tensor", name: "0.weight" },
  ],
  ...[
    { kind: "Float64Array", base64: "AAAAAAAA8H8=" },
    { kind: "Float32Array", base64: "" },
  ],
];

/** A file in which some values are others, of this file or another one, or are missing. */
function withOtherParts(files: readonly Uint8Array[], below: (bound: number) => number): Uint8Array {
  const parsed = (): unknown => JSON.parse(new TextDecoder().decode(files[below(files.length)]));
  const document = parsed();
  for (let changes = 1 + below(3); changes > 0; changes--) {
    const [place, key] = partOf(document, below);
    const [from, its] = partOf(parsed(), below);
    const kind = below(4);
    if (kind === 0) delete place[key];
    else place[key] = kind === 1 ? from[its] : structuredClone(ODD[below(ODD.length)]);
  }
  return bytesOf(JSON.stringify(document));
}

/** Some object or list in a document, with one of its names. */
function partOf(document: unknown, below: (bound: number) => number): [place: Record<string, unknown>, key: string] {
  let place = document as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(place);
    const key = keys[below(keys.length)] ?? "0";
    const inner = place[key];
    if (typeof inner !== "object" || inner === null || below(8) === 0) return [place, key];
    place = inner as Record<string, unknown>;
  }
}

function mutated(files: readonly Uint8Array[], below: (bound: number) => number): Uint8Array {
  let bytes = files[below(files.length)]!.slice();
  for (let changes = 1 + below(3); changes > 0 && bytes.length > 0; changes--) {
    const at = below(bytes.length);
    const kind = below(6);
    if (kind === 0) bytes[at]! ^= 1 << below(8);
    else if (kind === 1) bytes[at] = [0x22, 0x30 + below(10), 0x2d, 0x2c, 0x7b, 0x7d, 0, 0xff][below(8)]!;
    else if (kind === 2) bytes.copyWithin(at, below(bytes.length), below(bytes.length));
    else if (kind === 3 && below(4) === 0) bytes = bytes.slice(0, at);
    else {
      const other = files[below(files.length)]!;
      const from = below(other.length);
      const part = kind === 4 ? WORDS[below(WORDS.length)]! : other.slice(from, from + below(64));
      const replaced = below(2) * part.length;
      bytes = Uint8Array.from([...bytes.slice(0, at), ...part, ...bytes.slice(at + replaced)]);
    }
  }
  return bytes;
}

test.each(Object.entries(kinds))(
  "%s with mutations ends in a sentence, or is read",
  (name, [files, read, change = mutated]) => {
    const random = seededRandom(SEED, name);
    const below = (bound: number) => Math.floor(random() * bound);
    const limits = new Limits();
    const faults: string[] = [];
    let count = 0;
    for (let i = 0; i < COUNT; i++) {
      const file = change(files, below);
      try {
        limits.run(`file ${i}`, () => read(file));
        count++;
      } catch (error) {
        const { name: kind, message } = error as Error;
        const isSentence = SENTENCES.test(kind) && message.length < 1500 && /[.?)]$/.test(message);
        if (!isSentence) faults.push(`${name}, ${i}: ${kind}: ${message}`);
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
    const said = limits.expectKept(COUNT > 1000);
    // Both happen, or the changes are too mild or too wild to show anything.
    expect(count).toBeGreaterThan(COUNT / 50);
    expect(count).toBeLessThan(COUNT * 0.9);
    if (COUNT > 1000) console.log(`${COUNT} of ${name}: ${count} read, ${said}`);
  },
  3_600_000,
);
