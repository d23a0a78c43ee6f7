import type { Sequential } from "@nn/core";
import { DataError, type Layer, type Shape, show } from "@nn/core/component";
import { type Fields, fieldsOf, jsonOf, listOf, numberOf } from "../checked.js";
import { denseStack } from "../dense-stack.js";
import { activationOf } from "./activations.js";
import type { BrainFile } from "./brain-file.js";
import { readByNames } from "./by-names.js";
import { readByNumbers } from "./by-numbers.js";
import { type BrainPipeline, pipelineOf } from "./names.js";

const WHAT = "The brain.js network";

/** What version 2 writes as the type of a network that is a stack of layers. */
const STACKS: readonly unknown[] = [undefined, "NeuralNetwork", "NeuralNetworkGPU"];

/**
 * A network of brain.js, from what its `toJSON` gives, or the text of that: files of versions 1 and 2, and those before.
 * Where its inputs or outputs have names, the network has a pipeline of them: it takes a row with each name, of which null is
 * 0, and answers with the outputs by their names, or with the number itself where there is one.
 *
 * brain.js rounds what each layer gives to float32; here nothing is rounded. The activation that brain.js 1 computes as
 * leaky-relu lets through nothing below 0, and the small share of what is above: it is read as that.
 *
 * @throws DataError for what is no such file, with the place, and for recurrent networks.
 *
 * @example
 * const saved = {
 *   sizes: [2, 1],
 *   layers: [{ 0: {}, 1: {} }, { 0: { bias: 0, weights: { 0: 1, 1: -1 } } }],
 *   activation: "sigmoid",
 * };
 * fromBrain(saved).predict([3, 3]); // => [0.5]
 * fromBrain({ type: "LSTM" });
 * // throws DataError: The brain.js network is of the type "LSTM", which isn't read. There are "NeuralNetwork" and "NeuralNetworkGPU".
 */
export function fromBrain(json: string | object): Sequential<readonly Layer[], Shape, BrainPipeline | undefined> {
  const file = fieldsOf(jsonOf(json, "The brain.js file"), WHAT);
  if (!STACKS.includes(file.type)) {
    const types = STACKS.slice(1).map((type) => show(type));
    throw new DataError(
      `${WHAT} is of the type ${show(file.type)}, which isn't read. There are ${types.join(" and ")}.`,
    );
  }
  const count = listOf(file.layers, `${WHAT}'s layers`).length;
  if (count < 2) throw new DataError(`${WHAT} must have the inputs and at least one layer, but has ${count} layers.`);
  const isFirstVersion = !Array.isArray(fieldsOf((file.layers as unknown[])[1], `${WHAT}'s layer 1`).biases);
  const read = isFirstVersion ? readByNames(file) : readByNumbers(file);
  checkSizes(read);
  const { name, alpha } = choices(file);
  const activation = activationOf(name, alpha, isFirstVersion);
  const parts = read.layers.map((layer) => ({ ...layer, activation }));
  return denseStack(parts, pipelineOf(read));
}

function checkSizes({ sizes }: BrainFile): void {
  const empty = sizes.indexOf(0);
  if (empty !== -1) throw new DataError(`${WHAT}'s layer ${empty} has no units. Save it after it was trained.`);
}

/** What it was trained with is what it runs with. */
function choices(file: Fields): { name: unknown; alpha: number } {
  const trained = fieldsOf(file.trainOpts ?? {}, `${WHAT}'s trainOpts`);
  const options = fieldsOf(file.options ?? {}, `${WHAT}'s options`);
  const alpha = trained.leakyReluAlpha ?? file.leakyReluAlpha ?? options.leakyReluAlpha ?? 0.01;
  return {
    name: trained.activation ?? file.activation ?? options.activation ?? "sigmoid",
    alpha: numberOf(alpha, `${WHAT}'s leakyReluAlpha`),
  };
}
