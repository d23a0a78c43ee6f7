import { DataError, show } from "@nn/core/component";
import { type Fields, fieldsOf, listOf, numberOf } from "../checked.js";
import type { BrainFile } from "./brain-file.js";

/** Files of brain.js before version 2: a layer is an object of its units by name, each with a bias and weights by name. */
export function readByNames(file: Fields): BrainFile {
  const layers = listOf(file.layers, "The brain.js network's layers").map((layer, i) => fieldsOf(layer, place(i)));
  const names = layers.map((layer) => Object.keys(layer));
  const last = layers.length - 1;
  const isKeyed = (at: number, said: unknown): boolean => said === true || names[at]?.[0] !== "0";
  return {
    sizes: names.map(({ length }) => length),
    inputs: isKeyed(0, file.inputLookup) ? names[0] : undefined,
    outputs: isKeyed(last, file.outputLookup) ? names[last] : undefined,
    layers: layers.slice(1).map((layer, before) => {
      const units = names[before + 1]!.map((name) => unitOf(layer[name], name, before + 1, names[before]!));
      return { biases: units.map(({ bias }) => bias), weights: units.map(({ weights }) => weights) };
    }),
  };
}

function unitOf(value: unknown, name: string, layer: number, names: readonly string[]) {
  const what = `${place(layer)}: unit ${show(name)}`;
  const unit = fieldsOf(value, what);
  const weights = fieldsOf(unit.weights, `${what}: its weights`);
  const count = Object.keys(weights).length;
  if (count !== names.length) {
    throw new DataError(`${what} has ${count} weights, but the layer before it has ${names.length} units.`);
  }
  return {
    bias: numberOf(unit.bias, `${what}: its bias`),
    weights: names.map((from) => numberOf(weights[from], `${what}: its weight of ${show(from)}`)),
  };
}

function place(layer: number): string {
  return `The brain.js network's layer ${layer}`;
}
