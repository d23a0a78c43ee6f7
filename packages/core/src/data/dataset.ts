import type { Backend } from "@nn/numerics";
import {
  allocateOrdinary,
  checkDType,
  DataError,
  type DType,
  formatShape,
  isShape,
  OptionError,
  type Shape,
  ShapeError,
  show,
  sizeOf,
} from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Dataset } from "../contracts/dataset.js";
import type { Loss } from "../contracts/loss.js";
import { checkNetwork, type Network } from "../contracts/network.js";
import { type Equipment, equipmentOf, type NoRoom } from "../equipment/equipment.js";
import { targetShapeOf } from "../memory/frames/figure-frame.js";
import { noRoom } from "../memory/no-room.js";
import { allocateFor, orNoRoom } from "../memory/room.js";
import { CheckedDataset, checkShapes } from "./checked-dataset.js";
import type { Data, ExamplePairs } from "./data.js";
import { copyExample, copyExamples, countExamples, type Examples, type NestedNumbers } from "./examples.js";
import { RowsInMemory } from "./rows-in-memory.js";
import { weightsOf } from "./weights.js";

/** Checks and copies weights, if there are any. */
type Weigh = Equipment["weightsOf"];

/**
 * The two arrays as a {@link Dataset}, each number checked and kept once.
 *
 * @param dtype - The format to keep the numbers in, best the network's own; `"float64"` unless given.
 * @throws DataError for empty arrays, values that aren't finite numbers, and unequal numbers of inputs and targets;
 *   ShapeError for examples of another size.
 *
 * @example
 * const people = datasetOf({ inputs: [[-2, -1], [25, 6]], targets: [1, 0] }, [2], [1]);
 * people.size; // => 2
 */
export function datasetOf(data: Data, inputShape: Shape, targetShape: Shape, dtype: DType = "float64"): Dataset {
  for (const shape of [inputShape, targetShape]) {
    if (isShape(shape)) continue;
    throw new OptionError(
      `datasetOf takes the shapes of an input and of a target as lists, as in datasetOf(data, [2], [1]), but got ${show(shape)}.`,
    );
  }
  return hold(data, inputShape, targetShape, checkDType(dtype), undefined, noRoom, weightsOf);
}

/**
 * The data of a network as a {@link Dataset}, in the network's format, and in the memory that its backend reads without a
 * detour: what `fit` trains on. A loop of your own over {@link Trainer.stepRows} is faster with it than with what
 * {@link datasetOf} makes. The network's own data set comes back as it is; any other {@link Dataset} is read a batch at a
 * time, and each number checked.
 *
 * @param loss - What it is for, where its targets aren't of the shape of the network's outputs: class numbers.
 * @throws DataError and ShapeError as `datasetOf` does.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)]);
 * const people = datasetFor(network, { inputs: [[-2, -1], [25, 6]], targets: [1, 0] });
 * const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 2 });
 * trainer.stepRows(people, Uint32Array.of(1, 0), 0, 2);
 * trainer.stepCount; // => 1
 */
export function datasetFor(network: Network, given: Data, loss?: Loss): Dataset {
  const { stack, backend, dtype, pipeline } = checkNetwork("datasetFor", network);
  const { inputShape, outputShape } = stack;
  const targetShape = targetShapeOf(loss, outputShape);
  let data = given;
  if (!pipeline?.takes(given)) pipeline?.check?.(given);
  else data = pipeline.data(given, targetShape);
  if (RowsInMemory.isHeldFor(data, backend, dtype)) {
    checkShapes(data, inputShape, targetShape);
    return data;
  }
  const equipment = equipmentOf(network);
  return hold(data, inputShape, targetShape, dtype, backend, equipment?.noRoom, equipment?.weightsOf ?? noWeights);
}

function hold(
  data: Data,
  inputShape: Shape,
  targetShape: Shape,
  dtype: DType,
  backend: Backend | undefined,
  refusals: NoRoom | undefined,
  weigh: Weigh,
): Dataset {
  if (typeof data !== "object" || data === null) {
    throw new DataError(`Data is { inputs, targets } or a Dataset, but got ${show(data)}.`);
  }
  if ("read" in data) {
    const checked = new CheckedDataset(data, inputShape, targetShape);
    checked.weights = weigh(data, checked.size);
    return checked;
  }
  checkNames(data);
  const size = countPairs(data.inputs, data.targets, inputShape, targetShape);
  const lengths = [size * sizeOf(inputShape), size * sizeOf(targetShape)];
  const weights = weigh(data, size);
  if (weights) lengths.push(size);
  const [inputs, targets, held] = allocateFor(backend ?? { allocate: allocateOrdinary }, dtype, lengths, () =>
    refusals?.examples(size, dtype, lengths),
  );
  copyExamples(inputs!, data.inputs, inputShape, "The inputs");
  copyExamples(targets!, data.targets, targetShape, "The targets");
  held?.set(weights!);
  return new RowsInMemory(size, inputShape, targetShape, inputs!, targets!, backend, weights, held);
}

/** What a network without equipment says of weights. */
export function noWeights({ weights }: { readonly weights?: unknown }): undefined {
  if (weights !== undefined) throw new OptionError("weights need @nn/core.");
}

function checkNames(data: ExamplePairs): void {
  const missing = (["inputs", "targets"] as const).find((name) => data[name] === undefined);
  if (missing === undefined) return;
  const names = show(data) === "an object" ? Object.keys(data).slice(0, 8) : [];
  const given = names.length > 0 ? `{ ${names.join(", ")} }` : show(data);
  throw new DataError(
    `Data is { inputs, targets } or a Dataset, but got ${given}, which has no ${missing}.${advice.onData?.(data) ?? ""}`,
  );
}

/**
 * How many pairs there are. What is wrong with the inputs is said before the targets are counted by them.
 *
 * @throws DataError and ShapeError as `datasetOf` does.
 */
export function countPairs(inputs: Examples, targets: Examples, inputShape: Shape, targetShape: Shape): number {
  const count = countExamples(inputs, inputShape, "The inputs");
  const targetCount = countTargets(targets, targetShape, count);
  if (targetCount === count) return count;
  const differ = differentCounts(targetCount, count);
  orNoRoom(
    () => copyExamples(new Float64Array(count * sizeOf(inputShape)), inputs, inputShape, "The inputs"),
    () => differ,
  );
  throw differ;
}

function countTargets(targets: Examples, shape: Shape, inputs: number): number {
  const count = countExamples(targets, shape, "The targets");
  // A flat list under several inputs is meant as one target each, however many outputs the network has.
  if (count === 1 && inputs > 1 && targets.length === inputs && !Array.isArray(targets[0])) {
    throw new ShapeError(
      `The targets take ${formatShape(shape)} numbers an example, but each of the ${inputs} examples has one.${advice.remedy?.("class numbers") ?? ""}`,
    );
  }
  // As many lists as inputs, of fewer axes than a target has, aren't the rows of a single one.
  if (count === 1 && inputs > 1 && targets.length === inputs && shape[0] !== inputs) {
    const size = sizeOf(shape);
    copyExample(new Float64Array(size), 0, targets[0] as NestedNumbers, shape, size, "The targets", 0);
  }
  return count;
}

function differentCounts(targets: number, inputs: number): DataError {
  return new DataError(
    `There ${inputs === 1 ? "is 1 input example" : `are ${inputs} input examples`}, ` +
      `but ${targets} target${targets === 1 ? "" : "s"}: each example needs one target.`,
  );
}
