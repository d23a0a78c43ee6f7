import { readFileSync } from "node:fs";
import { Sequential } from "@nn/core";
import { fromPyTorch, readSafetensors, toPyTorch } from "@nn/formats";
import {
  BatchNormalization,
  Conv2D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  identity,
  LSTM,
  MaxPooling2D,
  relu,
  softmax,
  tanh,
} from "@nn/layers";
import { expect, test } from "vitest";

/*
 * Weights of networks that PyTorch made and trained by itself, in files that a program in Python wrote: `npm run check:pytorch`
 * makes them, by theirs.py.
 */

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../../fixtures/pytorch/${name}`, import.meta.url));

const answers: Readonly<Record<string, { readonly inputs: number[][]; readonly outputs: number[][] }>> = JSON.parse(
  new TextDecoder().decode(fixture("answers.json")),
);

const networks: Readonly<Record<string, () => Sequential>> = {
  images: () =>
    new Sequential(
      [
        new Conv2D(2, 3, { kernelSize: [2, 3], activation: relu }),
        new MaxPooling2D(2),
        new BatchNormalization({ epsilon: 1e-5 }),
        new Flatten(),
        new Dense(12, 3, { activation: softmax }),
      ],
      { inputShape: [5, 6, 2], dtype: "float32" },
    ) as unknown as Sequential,
  lists: () =>
    new Sequential(
      [
        new Dense(4, 6, { activation: tanh }),
        new BatchNormalization({ epsilon: 1e-5 }),
        new Dropout(0.2),
        new Dense(6, 3, { activation: identity, useBias: false }),
      ],
      { dtype: "float64" },
    ) as unknown as Sequential,
  steps: () =>
    new Sequential([new Embedding(5, 3), new LSTM(3, 4), new Dense(4, 3, { activation: identity })], {
      inputShape: [6],
      dtype: "float32",
    }) as unknown as Sequential,
};

test.each(Object.keys(networks))("weights that PyTorch trained answer the same here: %s", (name) => {
  const network = networks[name]!();
  network.setParameters(fromPyTorch(network, fixture(`${name}.safetensors`)));
  const { inputs, outputs } = answers[name]!;
  const tolerance = network.dtype === "float32" ? 1e-5 : 1e-12;
  const predicted = (network.predict(inputs) as unknown as number[][]).flat();
  expect(Math.max(...outputs.flat().map((output, i) => Math.abs(output - predicted[i]!)))).toBeLessThan(tolerance);
});

test.each(["images", "lists"])("and they go back to the bit, but for what is counted: %s", (name) => {
  const network = networks[name]!();
  const theirs = readSafetensors(fixture(`${name}.safetensors`)).tensors;
  network.setParameters(fromPyTorch(network, fixture(`${name}.safetensors`)));
  const { tensors } = readSafetensors(toPyTorch(network).weights);
  expect(Object.keys(tensors).sort()).toEqual(Object.keys(theirs).sort());
  for (const [tensor, { values }] of Object.entries(theirs)) {
    if (!tensor.endsWith("num_batches_tracked")) expect(tensors[tensor]!.values, tensor).toEqual(values);
  }
});
