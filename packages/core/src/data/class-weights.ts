import { finiteNumber, formatShape, isRecord, OptionError, show, sizeOf } from "@nn/numerics";
import { suggestion } from "../advice/suggestion.js";
import type { Dataset } from "../contracts/dataset.js";
import type { Loss } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import { release } from "../memory/home.js";
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
  const names = classNames(network, dataset, loss);
  if (classWeights !== "balanced") checkWeights(classWeights, names);
  const classes = classesIn(dataset, names);
  const counts = new Map<number, number>();
  for (const each of classes) counts.set(each, (counts.get(each) ?? 0) + 1);
  const weightOf = (each: number): number => {
    if (classWeights === "balanced") return dataset.size / (counts.size * counts.get(each)!);
    const name = names[each]!;
    if (Object.hasOwn(classWeights, name)) return classWeights[name]!;
    throw new OptionError(
      `classWeights has no weight for ${show(name)}, a class of the data. Give it 1 to leave it as it is.`,
    );
  };
  const products = classes.map((each, i) => weightOf(each) * (dataset.weights?.[i] ?? 1));
  if (!products.some((weight) => weight > 0)) {
    throw new OptionError("classWeights leaves no example a weight above 0.");
  }
  if (!RowsInMemory.isOne(dataset)) {
    // It was made for this training alone.
    (dataset as CheckedDataset).weights = weightsOf({ weights: products }, dataset.size);
    return dataset;
  }
  const own = datasetFor(network, { ...(RowsInMemory.arraysOf(dataset) as Data), weights: products } as Data, loss);
  if (dataset !== data) release(network, dataset);
  return own;
}

/**
 * What the classes are called of which each example has one.
 *
 * @throws OptionError where the loss and the shapes say that it may have several.
 */
function classNames({ stack, pipeline }: Network, { targetShape }: Dataset, loss: Loss): readonly string[] {
  const { outputShape, places } = stack;
  const { formula, predictions, name } = loss;
  const [outputs, targets] = [sizeOf(outputShape), sizeOf(targetShape)];
  const size = formula?.lastAxis ? outputShape.at(-1)! : outputs;
  const labels = pipeline?.labels;
  const sum = predictions?.range.sum ?? places.at(-1)!.layer.outputRange?.sum;
  // A squared error takes one-hot rows too: which they are is seen in the rows themselves.
  const isOneOf = formula?.lastAxis || !predictions || sum !== undefined || labels;
  if (size === outputs && (targets === 1 || (targets === size && isOneOf))) {
    return labels?.map(String) ?? Array.from({ length: Math.max(2, size) }, (_, i) => String(i));
  }
  throw noClass(`with ${name} and outputs ${formatShape(outputShape)} an example may have several, or none`);
}

/** The class of each example: its target, where that is one number, or else the place of its 1. */
function classesIn(dataset: Dataset, names: readonly string[]): number[] {
  const { size, inputShape, targetShape } = dataset;
  const [input, target] = [new Float64Array(sizeOf(inputShape)), new Float64Array(sizeOf(targetShape))];
  const isNumber = target.length === 1;
  return Array.from({ length: size }, (_, row) => {
    dataset.read(input, target, Uint32Array.of(row), 0, 1);
    const at = isNumber ? target[0]! : target.indexOf(1);
    if (at in names && (isNumber || target.every((value, i) => value === Number(i === at)))) return at;
    const is = target.subarray(0, 8).join(", ");
    throw noClass(`of ${names.length} classes, that of example ${row}, counted from 0, is ${is}`);
  });
}

function noClass(what: string): OptionError {
  return new OptionError(
    "classWeights weighs classes, and a target is then a class number, or 1 for its class and 0 for the others, but " +
      `${what}. For other targets give the data weights.`,
  );
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
    finiteNumber(`classWeights: the weight of ${show(name)}`, weight, { atLeast: 0 });
  }
}
