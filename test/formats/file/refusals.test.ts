import { DataError, OptionError, Sequential } from "@nn/core";
import { fromBrain, fromFile, fromKeras, type NetworkFile, readSafetensors, toFile, toSafetensors } from "@nn/formats";
import { Dense } from "@nn/layers";
import { expect, test } from "vitest";

const file = toFile(new Sequential([new Dense(2, 1)], { seed: "lab-0" }));
const { seed: _, ...withoutSeed } = file;
const dense = (settings: unknown): object => ({ ...file, layers: [{ kind: "Dense", settings }] });
const bias = (numbers: unknown): object => ({ ...file, parameters: { ...file.parameters, "0.bias": numbers } });
const pair = { inputs: 2, units: 1 };

test.each<[said: unknown, error: string, message: string]>([
  [{}, "DataError", 'A network\'s file has the format "@nn/network", but this has none.'],
  [{ format: "csv" }, "DataError", 'A network\'s file has the format "@nn/network", but this has the format "csv".'],
  [
    { ...file, version: 2 },
    "DataError",
    "This network's file is of version 2, and this @nn/formats reads version 1: read it with a newer one.",
  ],
  [{ ...file, version: 0 }, "DataError", "The network file's version must be 1, but is 0."],
  [{ ...file, dtype: "f16" }, "DataError", 'The network file\'s dtype must be "float64" or "float32", but is "f16".'],
  [{ ...file, colour: 1 }, "DataError", 'The network file has "colour", for which the format has no place.'],
  [withoutSeed, "DataError", 'The network file lacks "seed".'],
  [
    { ...file, layers: [] },
    "DataError",
    "The network file's layers must be a list of at least one layer, but is an empty array.",
  ],
  [
    { ...file, layers: [{ kind: 1 }] },
    "DataError",
    'The network file\'s layers[0]["kind"] must be the kind of a component, a text, but is 1.',
  ],
  [dense(3), "DataError", 'The network file\'s layers[0]["settings"] must be an object, but is 3.'],
  [
    { ...file, layers: [{ kind: "Dens" }] },
    "OptionError",
    'The network file\'s layers[0] is of the kind "Dens", which isn\'t one of @nn. Did you mean "Dense"? One of your own is given as fromFile(file, { kinds: [Dens] }).',
  ],
  [
    {
      ...file,
      layers: [
        {
          kind: "Residual",
          settings: { body: [{ kind: "Dense", settings: { ...pair, activation: { kind: "sinus-2" } } }] },
        },
      ],
    },
    "OptionError",
    "The network file's layers[0].body[0].activation is of the kind \"sinus-2\", which isn't one of @nn.",
  ],
  [
    dense({ inputs: 2, units: 0 }),
    "OptionError",
    "The network file's layers[0] can't be made of its settings, kind \"Dense\": Dense(2, 0): the number of units must be a whole number of at least 1, but is 0.",
  ],
  [
    dense({ inputs: 2, units: 1e9 }),
    "DataError",
    "The network file's layers take 3000000002 numbers for one example up to layer 0, Dense(2 → 1000000000, sigmoid), but may take 16777216. If you trust the file, give fromFile(file, { largestPass: … }).",
  ],
  [
    dense({ inputs: 2, units: 3 }),
    "DataError",
    'The network file\'s parameters["0.weight"] must be 6 numbers, but are 2.',
  ],
  [
    { ...file, parameters: {} },
    "DataError",
    'The network file\'s parameters["0.weight"] must be 2 numbers, but are missing.',
  ],
  [
    { ...file, parameters: { ...file.parameters, "1.bias": [0] } },
    "DataError",
    'The network file\'s parameters have "1.bias", but its layers have no such numbers.',
  ],
  [bias(["1"]), "DataError", 'The network file\'s parameters["0.bias"] must be numbers: a list of them, {'],
  [
    bias([{ kind: "number", value: "NaN" }]),
    "DataError",
    'Parameter "0.bias" must hold finite numbers, but number 0 is NaN.',
  ],
  [
    bias({ kind: "Float64Array", base64: "AAAA" }),
    "DataError",
    'The network file\'s parameters["0.bias"] must have the bytes of a Float64Array in base64, but has "AAAA".',
  ],
  [
    bias({ kind: "tensor", name: "0.bias" }),
    "DataError",
    'The network file\'s parameters["0.bias"] is the tensor "0.bias" of a safetensors file, but this is none.',
  ],
  [
    { ...file, inputShape: [3] },
    "ShapeError",
    "layer 0, Dense(2 → 1, sigmoid), takes 2 inputs, but the network's inputShape gives 3.",
  ],
  [{ ...file, layers: [{ kind: "relu" }] }, "OptionError", "layer 0 must be a layer, such as new Dense(2, 1), but is"],
  [
    { ...file, fit: { trainer: { kind: "Float32Array", base64: "?" } } },
    "DataError",
    "The network file's fit.trainer must have the bytes of a Float32Array in base64",
  ],
])("refuses file %#", (said, name, message) => {
  for (const form of [said as NetworkFile, JSON.stringify(said), new TextEncoder().encode(JSON.stringify(said))]) {
    expect(() => fromFile(form)).toThrow(expect.objectContaining({ name, message: expect.stringContaining(message) }));
  }
});

test.each<[text: string, message: string]>([
  ["", "The network file is no JSON"],
  ["{", "The network file is no JSON"],
  ['{"format":"@nn/network","format":"@nn/network"}', 'The network file has the name "format" twice in one object.'],
  ['{"__proto__":{"polluted":1}}', 'The network file has the name "__proto__", which nothing in it may have.'],
  ["[]", 'A network\'s file has the format "@nn/network", but this is an empty array.'],
  [`${"[".repeat(1e6)}`, "The network file has lists or objects more than 200 deep."],
])("refuses text %#", (text, message) => {
  expect(() => fromFile(text)).toThrow(message);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test.each(["network.json", "/my networks/a.safetensors", "C:\\lab\\network.json"])(
  "answers the name of a file, %s, with what reads one",
  (path) => {
    const remedy =
      "That looks like a file's name: load(path) of @nn/formats/node reads a network's file, and readFile(path) of node:fs/promises any other.";
    for (const read of [fromFile, fromKeras, fromBrain, readSafetensors]) {
      expect(() => read(path as never)).toThrow(remedy);
    }
  },
);

test("refuses what is no file", () => {
  expect(() => fromFile(undefined as never)).toThrow(
    "fromFile takes what toFile gave, its text, or the bytes of a file, but got undefined.",
  );
  expect(() => fromFile(Promise.resolve() as never)).toThrow("but got a Promise. Wait for it first, with await.");
  expect(() => fromFile(new Uint8Array([1, 2, 3]))).toThrow("The network file is no JSON");
  expect(() => fromFile(file, { kinds: Dense as never })).toThrow(
    "kinds takes a list of components and their classes, { kinds: [Scale] }",
  );
});

const twice: unknown[] = [];
twice.push(twice, twice);
const pairs = (levels: number): unknown[] => (levels === 0 ? [] : new Array(2).fill(pairs(levels - 1)));

test.each([
  ["holds itself twice", twice],
  ["holds one twice, which holds one twice, and so on", pairs(60)],
])("a list that %s is refused at once, wherever it lies", (_, twice) => {
  const sgd = (learningRate: unknown): object => ({ kind: "SGD", settings: { learningRate } });
  for (const said of [
    dense({ ...pair, activation: twice }),
    { ...file, layers: twice },
    { ...file, layers: [twice] },
    { ...file, optimizer: twice },
    { ...file, optimizer: sgd(twice) },
    { ...file, loss: { kind: "huber", settings: twice } },
    { ...file, history: twice },
    { ...file, parameters: twice },
    bias(twice),
  ]) {
    expect(() => fromFile(said as NetworkFile)).toThrow(
      expect.objectContaining({ name: expect.stringMatching(/^(Data|Option)Error$/) }),
    );
  }
});

test("refuses to write what is no data", () => {
  const network = new Sequential([new Dense(2, 1)]);
  expect(() => toFile(network, { fit: { callbacks: { own: { act: () => 1 } } } as never })).toThrow(
    "toFile: fit.callbacks.own.act must be plain data to be written down, but is the function or class act.",
  );
  const ring: { inner?: object } = {};
  ring.inner = ring;
  expect(() => toFile(network, { history: ring as never })).toThrow("deep, or holds itself.");
  expect(() => toFile(network, { history: { pairs: pairs(60) } as never })).toThrow(
    "is held by others that are held again and again",
  );
  for (const name of ["history", "training", "fit"]) {
    for (const value of [null, 5, "once"]) {
      expect(() => toFile(network, { [name]: value })).toThrow(
        new OptionError(`toFile: ${name} must be an object, as a training gives it, but is ${JSON.stringify(value)}.`),
      );
    }
  }
  expect(() => toFile(network, { loss: { name: "own" } as never })).toThrow(
    'toFile: loss is "own", which says no kind',
  );
});

test("a file that is trusted may take more", () => {
  const large = {
    ...file,
    layers: [{ kind: "Flatten" }, ...file.layers],
    inputShape: [2],
    parameters: { "1.weight": [1, 1], "1.bias": [1] },
  };
  expect(() => fromFile(large, { largestPass: 4 })).toThrow("may take 4.");
  expect(fromFile(large, { largestPass: 100 }).network.predict([0, 0])).toEqual([0.7310585786300049]);
});

test.each([fromFile, readSafetensors])("bytes whose memory was sent elsewhere are refused by $name", (read) => {
  const bytes = toSafetensors(new Sequential([new Dense(2, 1)]));
  structuredClone(bytes, { transfer: [bytes.buffer as ArrayBuffer] });
  expect(() => read(bytes)).toThrow(DataError);
  expect(() => read(bytes)).toThrow("their memory was sent elsewhere. Send a copy, file.slice().");
});

test("a list with room for more than there is memory ends at its first hole", () => {
  const training = { seed: new Array(2 ** 32 - 1) };
  expect(() => fromFile({ ...file, training } as never)).toThrow(/^The network file's .*seed\[0\] must be data, but/);
});
