import type { Sequential } from "@nn/core";
import { type Activation, DataError, show } from "@nn/core/component";
import { fieldsOf, jsonOf, numberOf } from "../checked.js";
import { denseStack } from "../dense-stack.js";
import { activationOf } from "./activations.js";
import { weightsOf } from "./connections.js";
import { layersOf, type Neuron } from "./layers.js";

/**
 * A network of synaptic, from what its `toJSON` gives, or the text of that. Read are stacks of layers, as of
 * `Architect.Perceptron`, each neuron connected with all of the next layer.
 *
 * @throws DataError for what is no such file, with the place, and for what is no stack: gates, neurons that are
 *   connected with themselves, with another layer than the next, or with some of its neurons only.
 *
 * @example
 * const neurons = [
 *   { layer: "input", bias: 0, squash: "LOGISTIC" },
 *   { layer: "output", bias: 1, squash: "IDENTITY" },
 * ];
 * const network = fromSynaptic({ neurons, connections: [{ from: 0, to: 1, weight: 2, gater: null }] });
 * network.predict([3]); // => [7]
 */
export function fromSynaptic(json: string | object): Sequential {
  const file = fieldsOf(jsonOf(json, "The synaptic file"), "The synaptic network");
  const layers = layersOf(file.neurons);
  const weights = weightsOf(file.connections, layers);
  const parts = layers.slice(1).map((layer, i) => ({
    activation: activationOfLayer(layer),
    biases: layer.map(({ fields, what }) => numberOf(fields.bias, `${what}: its bias`)),
    weights: weights[i]!,
  }));
  return denseStack(parts, undefined);
}

function activationOfLayer([first, ...others]: readonly Neuron[]): Activation {
  const { squash } = first!.fields;
  const other = others.find(({ fields }) => fields.squash !== squash);
  if (other === undefined) return activationOf(squash, first!.what);
  throw new DataError(
    `${other.what} has the squash ${show(other.fields.squash)}, but neuron ${first!.id} of the same layer ${show(squash)}: a layer has one activation.`,
  );
}
