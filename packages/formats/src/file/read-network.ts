import type { History, Sequential } from "@nn/core";
import {
  checkOptions,
  DataError,
  type Layer,
  type Loss,
  type NetworkPipeline,
  type Optimizer,
  positiveInteger,
  type Registry,
  resolveStack,
  type Shape,
  type Stack,
  show,
  sizeOf,
} from "@nn/core/component";
import type { FitState, TrainerState } from "@nn/core/types";
import { networkWith } from "../network-with.js";
import { checkFile } from "./check.js";
import { documentIn } from "./document.js";
import { checkKinds, registryWith } from "./kinds.js";
import type { NetworkFile } from "./network-file.js";
import type { ReadOptions } from "./options.js";
import { type GetTensor, readData } from "./plain-data.js";

/** What a network's file holds. What it was written without is missing. */
export interface NetworkFromFile<P = unknown> {
  /** The network, made anew: it answers with the bits of the one that was written. */
  readonly network: Sequential<readonly Layer[], Shape, P>;
  /** What its training was like. */
  readonly history?: History;
  /** For `trainer.restore`. */
  readonly training?: TrainerState;
  /** For the option `from` of `fit`. */
  readonly fit?: FitState;
  /** The loss it was trained with. */
  readonly loss?: Loss;
  /** The optimizer it was trained with. */
  readonly optimizer?: Optimizer;
}

type Arrays = Readonly<Record<string, ArrayLike<number>>>;

const LARGEST_PASS = 2 ** 24;

/**
 * Reads the file of a network: what `toFile` gave, its text, or the bytes of a text or of a safetensors file. The file is
 * taken for untrusted: nothing in it is run, all of it is checked before a network is made, and what is wrong is a sentence
 * with its place. The network has numbers of its own; the arrays of a training lie in the bytes that were given.
 *
 * @typeParam P - The pipeline that the file is known to hold, for the compiler alone: `fromFile<Pipeline>(file)` gives a
 *   network that takes rows.
 * @throws DataError for what isn't such a file, or of a newer version; OptionError for a component of a kind that isn't known,
 *   with the line that adds it, and for settings that one can't have; ShapeError for layers that don't fit.
 *
 * @example
 * const text = JSON.stringify(new Sequential([new Dense(2, 1, { activation: identity, weightInitializer: ones })]));
 * fromFile(text).network.predict([2, 3]); // => [5]
 * fromFile(text.replace("Dense", "Scale"));
 * // throws OptionError: The network file's layers[0] is of the kind "Scale", which isn't one of @nn. …
 */
export function fromFile<P = unknown>(
  file: NetworkFile | string | Uint8Array | ArrayBuffer,
  options: ReadOptions = {},
): NetworkFromFile<P> {
  checkOptions("fromFile", options, ["kinds", "largestPass"]);
  const { largestPass = LARGEST_PASS } = options;
  positiveInteger("fromFile: largestPass", largestPass);
  const registry = registryWith(options.kinds);
  const { document, tensor } = documentIn(file);
  const said = checkFile(document);
  const made = <Made extends object>(name: "loss" | "optimizer"): { [key: string]: Made } | undefined => {
    const description = said[name];
    return description && { [name]: componentOf<Made>(description, name, registry) };
  };
  const data = (name: "history" | "training" | "fit"): object =>
    said[name] === undefined ? {} : { [name]: readData(said[name], `The network file's ${name}`, tensor) };
  return {
    ...made<Loss>("loss"),
    ...made<Optimizer>("optimizer"),
    ...data("history"),
    ...data("training"),
    ...data("fit"),
    network: networkOf<P>(said, registry, tensor, largestPass),
  };
}

function networkOf<P>(
  said: NetworkFile,
  registry: Registry,
  tensor: GetTensor,
  largestPass: number,
): NetworkFromFile<P>["network"] {
  const layers = said.layers.map((layer, i) => componentOf<Layer>(layer, `layers[${i}]`, registry));
  const { inputShape, dtype, seed } = said;
  // Before there is memory for anything: what it takes has to follow from numbers that are in the file.
  const stack = resolveStack(layers, inputShape);
  checkPass(stack, largestPass);
  const arrays = { ...parametersOf(said, "parameters", stack, tensor), ...parametersOf(said, "state", stack, tensor) };
  const rows = said.pipeline && {
    pipeline: componentOf<P & NetworkPipeline>(said.pipeline, "pipeline", registry),
  };
  return networkWith<P>(layers, { inputShape, dtype, seed, ...rows }, arrays);
}

function componentOf<Made extends object>(
  description: NetworkFile["layers"][number],
  place: string,
  registry: Registry,
): Made {
  const where = `The network file's ${place}`;
  checkKinds(
    description,
    where,
    registry.kinds,
    (name) => `One of your own is given as fromFile(file, { kinds: [${name}] }).`,
  );
  return registry.make<Made>(description as Parameters<Registry["make"]>[0], where);
}

/** @throws DataError where a pass over one example takes more numbers than it may. */
function checkPass(stack: Stack, largest: number): void {
  let sum = sizeOf(stack.inputShape);
  for (const { outputShape, saved, savedPerBatch, scratch, label } of stack.allPlaces) {
    const shapes = [outputShape, ...Object.values(saved), ...Object.values(savedPerBatch), ...Object.values(scratch)];
    for (const shape of shapes) sum += sizeOf(shape);
    if (sum <= largest) continue;
    throw new DataError(
      `The network file's layers take ${sum} numbers for one example up to ${label}, but may take ${largest}. If you trust the file, give fromFile(file, { largestPass: … }).`,
    );
  }
}

/** The arrays of all parameters, each as long as its layer says. */
function parametersOf(said: NetworkFile, what: "parameters" | "state", stack: Stack, tensor: GetTensor): Arrays {
  const given = said[what] ?? {};
  const expected = stack.allPlaces.flatMap((place) => place[what]);
  const names = new Set(expected.map(({ fullName }) => fullName));
  const other = Object.keys(given).find((name) => !names.has(name));
  if (other !== undefined) {
    throw new DataError(`The network file's ${what} have ${show(other)}, but its layers have no such numbers.`);
  }
  return Object.fromEntries(
    expected.map(({ fullName, size }) => {
      const place = `The network file's ${what}[${show(fullName)}]`;
      const written = Object.hasOwn(given, fullName) ? given[fullName] : undefined;
      const count = Array.isArray(written) ? written.length : size;
      const numbers = written === undefined ? undefined : readData(written, place, tensor);
      const length = (numbers as ArrayLike<number> | undefined)?.length;
      if (length === size && count === size) return [fullName, numbers as ArrayLike<number>];
      const got = written === undefined ? "are missing" : `are ${length}`;
      throw new DataError(`${place} must be ${size} ${size === 1 ? "number" : "numbers"}, but ${got}.`);
    }),
  );
}
