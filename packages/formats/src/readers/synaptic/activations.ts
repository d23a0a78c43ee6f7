import { type Activation, DataError, defineActivation, show } from "@nn/core/component";
import { identity, relu, sigmoid, tanh } from "@nn/layers";

/** Synaptic's step, which nothing learns through: its derivative is 0. */
const step = /* @__PURE__ */ defineActivation({
  name: "step",
  formula: { value: "step(z)", derivative: "0" },
  range: { least: 0, most: 1 },
});

const SQUASHES: ReadonlyMap<unknown, Activation> = /* @__PURE__ */ new Map([
  ["LOGISTIC", sigmoid],
  ["TANH", tanh],
  ["IDENTITY", identity],
  ["RELU", relu],
  ["HLIM", step],
]);

/** @param what - What a message calls the neuron. */
export function activationOf(squash: unknown, what: string): Activation {
  const activation = SQUASHES.get(squash);
  if (activation !== undefined) return activation;
  const names = [...SQUASHES.keys()].map((name) => show(name)).join(", ");
  const own = squash === null ? ", as of a function that the file doesn't hold" : "";
  throw new DataError(`${what} has the squash ${show(squash)}${own}. There are ${names}.`);
}
