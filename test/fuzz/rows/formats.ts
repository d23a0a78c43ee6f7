import { join } from "node:path";
import { Sequential } from "@nn/core";
import type { PartParameter } from "@nn/core/component";
import {
  type FileOptions,
  type FromKerasOptions,
  type FromOnnxOptions,
  fromBrain,
  fromFile,
  fromKeras,
  fromOnnx,
  fromPyTorch,
  fromSynaptic,
  fromTensorFlowJs,
  type KerasOptions,
  type ModuleOptions,
  type NetworkFile,
  type PyTorchTrainingOptions,
  type ReadOptions,
  readSafetensors,
  type SafetensorsOptions,
  type ServerOptions,
  type Tensor,
  type TensorFlowJsFiles,
  type ToOnnxOptions,
  type ToPyTorchOptions,
  toFile,
  toModule,
  toOnnx,
  toPyTorch,
  toPyTorchTraining,
  toSafetensors,
  toServer,
  writeSafetensors,
} from "@nn/formats";
import { Checkpoint, type CheckpointOptions, load, readWhole, save, writeWhole } from "@nn/formats/node";
import { Dense, tanh } from "@nn/layers";
import { L2, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { ownFolder } from "../../fixtures/own-folder.js";
import { readFixture } from "../../fixtures/readers/read.js";
import { rowsOf } from "../row.js";

const tensors = (): Record<string, Tensor> => ({ weight: { shape: [2, 1], values: new Float32Array([1, 2]) } });

const tensorFlowJs = (): TensorFlowJsFiles => {
  const config = { name: "a", units: 1, activation: "relu", batch_input_shape: [null, 2] };
  const modelTopology = { class_name: "Sequential", config: { layers: [{ class_name: "Dense", config }] } };
  const shapes = { "a/kernel": [2, 1], "a/bias": [1] };
  const weights = Object.entries(shapes).map(([name, shape]) => ({ name, shape, dtype: "float32" }));
  const modelJson = { modelTopology, weightsManifest: [{ paths: ["a.bin"], weights }] };
  return { modelJson, weights: new Uint8Array(12) };
};

const network = (): Sequential => new Sequential([new Dense(2, 1)], { seed: 1 });

const more = (): FileOptions => {
  const [loss, optimizer] = [meanSquaredError, new SGD({ learningRate: 0.1, momentum: 0.9 })];
  return { optimizer, training: network().trainer({ loss, optimizer, batchSize: 1 }).state() };
};

const folder = ownFolder("nn-fuzz-formats");
const saved = folder.write("network.json", JSON.stringify(new Sequential([new Dense(2, 1)], { seed: 1 })));

// Made once: that a call changes nothing of what it is given is looked at each time.
const written = network();
const options = more();
const file = toFile(written, options);
const onnx = toOnnx(written);
const keras = readFixture("convolutional.keras");

/** What reads and writes files. */
export const formatsRows = rowsOf("@nn/formats", [
  {
    name: "toFile",
    right: () => [written, options],
    call: (given: Sequential, options: FileOptions) => toFile(given, options),
  },
  {
    name: "toSafetensors",
    right: () => [written, options],
    call: (given: Sequential, options: FileOptions) => toSafetensors(given, options),
  },
  {
    name: "fromFile",
    right: () => [file, { kinds: [], largestPass: 100 }],
    call: (file: NetworkFile, options: ReadOptions) => fromFile(file, options),
  },
  {
    name: "fromFile, of a text",
    right: () => [JSON.stringify(written)],
    call: (file: string) => fromFile(file),
  },
  {
    name: "toModule",
    right: () => [written, { batchSize: 2, allowMismatch: true }],
    call: (given: Sequential, options: object | null) => {
      const training = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1, ...options };
      return toModule(given, { training: options && training } as ModuleOptions);
    },
  },
  {
    name: "readSafetensors",
    right: () => [writeSafetensors(tensors())],
    call: (file: Uint8Array) => readSafetensors(file),
  },
  {
    name: "fromOnnx",
    right: () => [onnx, { activations: [tanh], kinds: [tanh] }],
    call: (file: Uint8Array, options: FromOnnxOptions) => fromOnnx(file, options),
  },
  {
    name: "toOnnx",
    right: () => [written, { dtype: "float64", input: "person", output: "sex", description: "of people" }],
    call: (network: Sequential, options: ToOnnxOptions) => toOnnx(network, options),
  },
  {
    name: "toPyTorch",
    right: () => [written, { dtype: "float32", weightsFile: "a.safetensors" }],
    call: (network: Sequential, options: ToPyTorchOptions) => toPyTorch(network, options),
  },
  {
    name: "toPyTorchTraining",
    right: () => {
      const [loss, optimizer] = [meanSquaredError, new SGD({ learningRate: 0.1, momentum: 0.9 })];
      const csv = { delimiter: ";", decimal: "," as const, missing: ["-"] };
      const times = { batchSize: 4, epochs: 2, shuffle: true, seed: "a", examples: 8 };
      const beside = {
        frozen: ({ role }: PartParameter) => role === "bias",
        penalties: [new L2({ strength: 0.1 })],
        weights: "w",
      };
      return [written, { loss, optimizer, ...times, dtype: "float32" as const, csv, ...beside }];
    },
    call: (given: Sequential, options: PyTorchTrainingOptions) => toPyTorchTraining(given, options),
  },
  {
    name: "toServer",
    right: () => [written, { name: "xor", largestBody: 1000, mostRows: 10, seconds: 1 }],
    call: (given: Sequential, options: ServerOptions) => toServer(given, options),
  },
  {
    name: "fromPyTorch",
    right: () => {
      const network = new Sequential([new Dense(2, 1)]);
      return [network, toPyTorch(network).weights];
    },
    call: (network: Sequential, file: Uint8Array) => fromPyTorch(network, file),
  },
  {
    name: "writeSafetensors",
    right: () => [tensors(), { metadata: { from: "a test" } }],
    call: (given: Record<string, Tensor>, options: SafetensorsOptions) => writeSafetensors(given, options),
  },
  {
    name: "fromBrain",
    right: () => [{ sizes: [1, 1], layers: [{ 0: {} }, { 0: { bias: 0, weights: { 0: 1 } } }] }],
    call: (file: object) => fromBrain(file),
  },
  {
    name: "fromSynaptic",
    right: () => [
      {
        neurons: ["input", "output"].map((layer) => ({ layer, bias: 0, squash: "TANH" })),
        connections: [{ from: 0, to: 1, weight: 1, gater: null }],
      },
    ],
    call: (file: object) => fromSynaptic(file),
  },
  {
    name: "fromTensorFlowJs",
    right: () => [tensorFlowJs(), { inputShape: [2] }],
    call: (files: TensorFlowJsFiles, options: KerasOptions) => fromTensorFlowJs(files, options),
  },
  {
    name: "fromKeras",
    right: () => [keras, { inputShape: [7, 6, 2] }],
    call: (file: Uint8Array, options: FromKerasOptions) => fromKeras(file, options),
  },
  {
    // Where it writes stays the same: a wrong path could be any file.
    name: "save",
    right: () => [written, {}],
    call: (network: Sequential, options: FileOptions) => save(network, join(folder.path, "saved.json"), options),
  },
  { name: "readWhole", right: () => [saved], call: (path: string) => readWhole(path) },
  {
    // A text is a path, of any file.
    name: "writeWhole",
    right: () => ["whole.txt", "text"],
    call: (path: string, content: string) =>
      writeWhole(typeof path === "string" ? join(folder.path, "whole.txt") : path, content),
  },
  {
    name: "new Checkpoint",
    right: () => [{ path: join(folder.path, "checkpoint.json"), everyEpochs: 2 }],
    call: (options: CheckpointOptions) => new Checkpoint(options),
  },
  {
    name: "load",
    right: () => [saved, { kinds: [] }],
    call: (path: string, options: ReadOptions) => load(path, options),
  },
]);
