import { fromSynaptic } from "@nn/formats";
import { expect, test } from "vitest";
import { expectClose } from "../../fixtures/readers/close.js";
import { readJson } from "../../fixtures/readers/read.js";

interface Fixtures {
  readonly read: readonly { name: string; json: object; asked: number[][]; answers: number[][] }[];
  readonly refused: Readonly<Record<"lstm" | "liquid", object>>;
}

const { read, refused } = readJson<Fixtures>("synaptic.json");

test.each(read)("$name: as the library answers", ({ json, asked, answers }) => {
  const network = fromSynaptic(JSON.stringify(json));
  for (const [i, row] of asked.entries()) expectClose(network.predict(row) as number[], answers[i]!, 1e-12);
});

const neurons = [
  { layer: "input", bias: 0, squash: "LOGISTIC" },
  { layer: "output", bias: 0, squash: "LOGISTIC" },
  { layer: "output", bias: 0, squash: "LOGISTIC" },
];
const of = (connections: unknown, others: unknown = neurons) => ({ neurons: others, connections });
const changed = (change: object) => of([], [...neurons.slice(0, 2), { ...neurons[2], ...change }]);
const link = (from: unknown, to: unknown, more: object = {}) => ({ from, to, weight: 1, gater: null, ...more });
const remedy = "What is read are stacks of layers, each connected with the next one alone.";

test.each([
  [refused.lstm, `is gated by neuron 2, as in an LSTM. ${remedy}`],
  [refused.liquid, remedy],
  [7, "The synaptic network must be an object, but is 7."],
  ['{"neurons": [], "neurons": []}', 'The synaptic file has the name "neurons" twice in one object.'],
  [{}, "The synaptic network's neurons must be a list, but is undefined."],
  [of([], []), 'The synaptic network has no neurons in its layer "input".'],
  [changed({ layer: 1 }), "The synaptic network has no neurons in its hidden layer 0."],
  [
    changed({ layer: "toString" }),
    `The synaptic network's neuron 2 must be of the layer "input", "output" or a hidden one's number, but is of "toString".`,
  ],
  [
    of([link(0, 1)]),
    `The synaptic network has 1 connections, but layers of 1, 2 neurons have 2: some neurons aren't connected with all of the next layer. ${remedy}`,
  ],
  [of([link(0, 1), link(0, 1)]), "The synaptic network's connection 1, from neuron 0 to 1, comes twice."],
  [of([link(0, 1), link(1, 1)]), `connection 1, from neuron 1 to 1, leads back to the neuron itself. ${remedy}`],
  [
    of([link(0, 1), link(1, 0)]),
    `connection 1, from neuron 1 to 0, doesn't lead from a layer to the next one. ${remedy}`,
  ],
  [of([link(0, 1), link(0, 3)]), "connection 1: to must be the number of a neuron, from 0 to 2, but is 3."],
  [of([link(0, 1), link(0, 2, { weight: null })]), "connection 1: its weight must be a finite number, but is null."],
  [
    of([link(0, 1), link(0, 2)], [...neurons.slice(0, 2), { ...neurons[2], squash: "TANH" }]),
    `neuron 2 has the squash "TANH", but neuron 1 of the same layer "LOGISTIC": a layer has one activation.`,
  ],
  [
    of([link(0, 1)], [neurons[0], { ...neurons[1], squash: null }]),
    `neuron 1 has the squash null, as of a function that the file doesn't hold. There are "LOGISTIC", "TANH", "IDENTITY", "RELU", "HLIM".`,
  ],
  [of([link(0, 1)], [neurons[0], { ...neurons[1], bias: Number.NaN }]), "neuron 1: its bias must be a finite number"],
])("%#: what is wrong is said with its place", (json, message) => {
  expect(() => fromSynaptic(json as object)).toThrow(message);
});
