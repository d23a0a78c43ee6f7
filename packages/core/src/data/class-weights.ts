import { isRecord, OptionError, show, sizeOf } from "@nn/numerics";
import { suggestion } from "../advice/suggestion.js";
import type { Dataset } from "../contracts/dataset.js";
import type { Loss } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import { allocateFor } from "../memory/room.js";
import type { CheckedDataset } from "./checked-dataset.js";
import type { ClassWeights, Data } from "./data.js";
import { datasetFor } from "./dataset.js";
import { RowsInMemory } from "./rows-in-memory.js";
import { weightsOf } from "./weights.js";

/**
 * A training's data set with the weights of its examples' classes, times their own where they have any.
 *
 * @param data - What the data set was made from: it may be the data set itself, which others use as well.
 * @throws OptionError for targets that aren't classes, and for weights that don't fit the classes.
 */
export function weighClasses(
  network: Network,
  dataset: Dataset,
  data: unknown,
  { loss, classWeights = "balanced" }: { readonly loss: Loss; readonly classWeights?: ClassWeights },
): Dataset {
  const classes = classesIn(dataset);
  const counts = new Map<number, number>();
  for (const each of classes) counts.set(each, (counts.get(each) ?? 0) + 1);
  const outputs = Math.max(2, sizeOf(network.stack.outputShape));
  const names = network.pipeline?.labels?.map(String) ?? Array.from({ length: outputs }, (_, i) => String(i));
  if (classWeights !== "balanced") checkWeights(classWeights, names);
  const weightOf = (each: number): number => {
    if (classWeights === "balanced") return dataset.size / (counts.size * counts.get(each)!);
    const name = names[each] ?? String(each);
    if (Object.hasOwn(classWeights, name)) return classWeights[name]!;
    throw new OptionError(
      `classWeights has no weight for ${show(name)}, a class of the data. Give it 1 to leave it as it is.`,
    );
  };
  const byClass = new Map([...counts.keys()].map((each) => [each, weightOf(each)]));
  const products = classes.map((each, i) => byClass.get(each)! * (dataset.weights?.[i] ?? 1));
  const weights = weightsOf({ weights: products }, dataset.size)!;
  if (!RowsInMemory.isOne(dataset)) {
    // It was made for this training alone.
    (dataset as CheckedDataset).weights = weights;
    return dataset;
  }
  const own = dataset === data ? datasetFor(network, RowsInMemory.arraysOf(dataset) as Data, loss) : dataset;
  const [held] = allocateFor(network.backend, network.dtype, [own.size], undefined);
  (own as RowsInMemory).weigh(weights, held!);
  return own;
}

/** The class of each example: its target, where that is one number, or else the place of its 1. */
function classesIn(dataset: Dataset): number[] {
  const { size, inputShape, targetShape } = dataset;
  const targetSize = sizeOf(targetShape);
  const [input, target] = [new Float64Array(sizeOf(inputShape)), new Float64Array(targetSize)];
  return Array.from({ length: size }, (_, row) => {
    dataset.read(input, target, Uint32Array.of(row), 0, 1);
    const [first] = target;
    if (targetSize === 1 && Number.isInteger(first) && first! >= 0) return first!;
    const at = target.indexOf(1);
    if (targetSize > 1 && at >= 0 && target.every((value, i) => value === (i === at ? 1 : 0))) return at;
    throw new OptionError(
      "classWeights weighs classes, and a target is then a class number, or 1 for its class and 0 for the others, but that of " +
        `example ${row}, counted from 0, is ${[...target.slice(0, 8)].join(", ")}. For other targets give the data weights.`,
    );
  });
}

/** @throws OptionError for what is no weights, and for one of no class. */
function checkWeights(given: Exclude<ClassWeights, "balanced">, names: readonly string[]): void {
  if (!isRecord(given)) {
    throw new OptionError(
      `classWeights must be "balanced" or a weight for each class, as in { ${show(names[0])}: 1, ${show(names[1])}: 5 }, but is ${show(given)}.`,
    );
  }
  for (const [name, weight] of Object.entries(given)) {
    if (!names.includes(name)) {
      throw new OptionError(`classWeights: no class is called ${show(name)}. ${suggestion(name, names, show)}`);
    }
    if (typeof weight === "number" && weight >= 0 && weight < Infinity) continue;
    throw new OptionError(
      `classWeights: a weight is a finite number of at least 0, but that of ${show(name)} is ${show(weight)}.`,
    );
  }
}
