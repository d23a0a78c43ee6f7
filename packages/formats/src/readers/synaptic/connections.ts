import { DataError, show } from "@nn/core/component";
import { fieldsOf, listOf, numberOf } from "../checked.js";
import type { Neuron } from "./layers.js";

/** Where a neuron is: its layer, and its number in there. */
interface Place {
  readonly layer: number;
  readonly at: number;
}

const REMEDY = "What is read are stacks of layers, each connected with the next one alone.";

/** For each layer behind the inputs: the weights of each of its neurons, in the order of those before. */
export function weightsOf(value: unknown, layers: readonly (readonly Neuron[])[]): number[][][] {
  const connections = listOf(value, "The synaptic network's connections");
  checkCount(connections.length, layers);
  const places: Place[] = [];
  for (const [layer, neurons] of layers.entries()) {
    for (const [at, { id }] of neurons.entries()) places[id] = { layer, at };
  }
  const weights = layers.slice(1).map((layer) => layer.map((): number[] => []));
  for (const [i, given] of connections.entries()) {
    const what = `The synaptic network's connection ${i}`;
    const { from, to, weight, gater } = fieldsOf(given, what);
    const [source, target] = [placeOf(from, places, `${what}: from`), placeOf(to, places, `${what}: to`)];
    const between = `${what}, from neuron ${show(from)} to ${show(to)},`;
    if (gater !== null && gater !== undefined) {
      throw new DataError(`${between} is gated by neuron ${show(gater)}, as in an LSTM. ${REMEDY}`);
    }
    if (from === to) throw new DataError(`${between} leads back to the neuron itself. ${REMEDY}`);
    if (target.layer !== source.layer + 1) {
      throw new DataError(`${between} doesn't lead from a layer to the next one. ${REMEDY}`);
    }
    const row = weights[source.layer]![target.at]!;
    if (row[source.at] !== undefined) throw new DataError(`${between} comes twice.`);
    row[source.at] = numberOf(weight, `${what}: its weight`);
  }
  return weights;
}

/** So that what follows is no more work than the file is long: each neuron is connected with all of the next layer. */
function checkCount(count: number, layers: readonly (readonly Neuron[])[]): void {
  const needed = layers.slice(1).reduce((sum, layer, before) => sum + layer.length * layers[before]!.length, 0);
  if (count >= needed) return;
  throw new DataError(
    `The synaptic network has ${count} connections, but layers of ${layers.map(({ length }) => length).join(", ")} neurons have ${needed}: some neurons aren't connected with all of the next layer. ${REMEDY}`,
  );
}

function placeOf(id: unknown, places: readonly Place[], what: string): Place {
  const place = Number.isSafeInteger(id) ? places[id as number] : undefined;
  if (place !== undefined) return place;
  throw new DataError(`${what} must be the number of a neuron, from 0 to ${places.length - 1}, but is ${show(id)}.`);
}
