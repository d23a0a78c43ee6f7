import { DataError } from "@nn/core/component";
import type { Hdf5File } from "../hdf5/file.js";
import { namedWeights } from "./named-weights.js";
import type { WeightSource } from "./network.js";
import type { Weights } from "./read-layer.js";

/** What the layers' group is called, now and in the first files of that form. */
const ROOTS = ["layers", "_layer_checkpoint_dependencies"];

/** The weights of a file of Keras 3, by the layers' classes, or of one before, by the layers' names. */
export function hdf5Weights(file: Hdf5File): WeightSource {
  const root = ROOTS.find((name) => file.has(name));
  return root === undefined ? weightsByNames(file) : weightsByClasses(file, root);
}

function weightsByClasses(file: Hdf5File, root: string): WeightSource {
  return ({ className, number, what }, names) => {
    const group = number === 0 ? snakeCase(className) : `${snakeCase(className)}_${number}`;
    const place = [
      [root, group, "vars"],
      [root, group, "cell", "vars"],
      [root, group, "layer", "vars"],
    ].find((path) => file.has(...path, "0"));
    if (place === undefined) throw new DataError(`${what} has no weights in the file, as ${root}/${group}.`);
    if (file.has(...place, String(names.length))) {
      throw new DataError(`${what} has more weights in the file than its ${names.join(", ")}.`);
    }
    return names.map((_, i) => file.array(...place, String(i)));
  };
}

/** As Keras has it: `Conv2D` is conv2d, `BatchNormalization` is batch_normalization. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

function weightsByNames(file: Hdf5File): WeightSource {
  const root = file.has("model_weights") ? ["model_weights"] : [];
  const all = new Map<string, Weights>();
  for (const layer of file.texts("layer_names", ...root) ?? []) {
    for (const name of file.texts("weight_names", ...root, layer) ?? []) {
      // In front of its name, which needn't have the layer's in it.
      all.set(`${layer}/${name}`, file.array(...root, layer, ...name.split("/")));
    }
  }
  return namedWeights(all);
}
