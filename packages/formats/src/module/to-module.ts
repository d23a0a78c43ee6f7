import type { Sequential } from "@nn/core";
import { checkNetwork, checkOptions, type FloatArray } from "@nn/core/component";
import { Arrays } from "./arrays.js";
import { Functions } from "./functions.js";
import { interfaceText } from "./interface.js";
import { Names } from "./names.js";
import { isFloats, type LabelledCalls } from "./noting.js";
import { DECODER } from "./numbers.js";
import { rowsText } from "./rows/rows.js";
import { traceOf } from "./trace.js";
import { trainingTexts } from "./training/training-text.js";
import type { ModuleTraining, TrainingTrace } from "./training/training-trace.js";
import { Writer } from "./writer.js";

/** What {@link toModule} may be told. */
export interface ModuleOptions {
  /** Has the module train as well: it gets `step`, `getParameters` and `setParameters`. */
  readonly training?: ModuleTraining;
}

/** What a module declares beside kernels and arrays. */
const OWN_NAMES = (
  "predict predictOne predictRow compute levelsIn lists read unfit shown nested forward isRow answerRows numbersOf cellIn isMissing scaled coded foreign " +
  "toAnswer toNumber toClass computed toProbabilities COLUMNS TARGETS LAYERS"
).split(" ");
const TRAINING_NAMES =
  "step getParameters setParameters trainOnBatch readBatch readTarget LASTING BEFORE PARAMETERS".split(" ");

/**
 * Writes a network down as one readable ES module without any dependency. Its `predict` takes one example or a list of
 * them, nested by the network's shape, and answers with the same bits on every engine; a typed array is one example of one
 * axis, where the network's own takes many examples in one as well. It is JavaScript with types in its comments, which
 * TypeScript reads.
 *
 * The module has the kernels that the network calls for one example, in their order, and of its formulas those that it
 * uses. What is repeated, as at each time step of a recurrent layer, is a loop.
 *
 * With a pipeline it takes raw rows, and answers with labels or in the column's own unit, as the network does.
 *
 * With `training` it has `step(inputs, targets)` as well: one update on a batch, which gives the mean loss before it and the bits
 * that a trainer of the network gives; `getParameters()`, for `setParameters` of the network; and a `setParameters` of its own.
 *
 * @throws OptionError for what is no network, for unknown options, for a component that doesn't say that it calls kernels alone, for
 *   kernels that say no `written`, and for an optimizer that asks for other losses or doesn't do the same with the same numbers
 *   in each step; and whatever a trainer of the network refuses.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)]);
 * network.setParameters({ "0.weight": [0, 1], "0.bias": [4] });
 * toModule(network).includes("const weight_0 = Float64Array.of(0, 1);"); // => true
 * const training = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };
 * toModule(network, { training }).includes("export function step(inputs, targets)"); // => true
 */
export function toModule(network: Sequential, options: ModuleOptions = {}): string {
  checkNetwork("toModule", network);
  checkOptions("toModule", options, ["training"]);
  if (options.training !== undefined) {
    checkOptions("toModule: training", options.training, ["loss", "optimizer", "batchSize", "allowMismatch"]);
    // Refuses what can't train this network.
    network.trainer(options.training);
  }
  return moduleText(network, options.training);
}

/**
 * The text of a module.
 *
 * @param isServed - Whether it is for a service, which has it answer rows one by one.
 */
export function moduleText(network: Sequential, asked?: ModuleTraining, isServed = false): string {
  const { pipeline, stack, dtype } = network;
  const { training, ...trace } = traceOf(network, asked);
  const names = new Names(...OWN_NAMES, ...(training ? TRAINING_NAMES : []), DECODER.name);
  const functions = new Functions(names, dtype === "float32");
  const named = [...trace.arrays, ...(training?.arrays ?? [])];
  const arrays = new Arrays(named, training?.blocks ?? [], arraysIn([...trace.layers, ...partsOf(training)]), names);
  const writer = new Writer(functions, arrays);
  const body = trace.layers.flatMap((each) => writer.lines(each));
  const [inputs, outputs] = [arrays.nameOf(trace.inputs), arrays.nameOf(trace.outputs)];
  const rows = pipeline && rowsText(pipeline, functions, outputs, isServed);
  const given = stack.allPlaces.map(({ path, label }, i) => {
    return `  [${JSON.stringify(path)}, ${JSON.stringify(label)}, ${arrays.nameOf(trace.given[i]!)}],`;
  });
  const trained = training ? trainingTexts(writer.training(training, stack, inputs, trace.numbers)) : [];
  const declared = arrays.declarations();
  const title = `${stack.places.length} layer${stack.places.length === 1 ? "" : "s"}`;
  return [
    `/*\n * A network of ${title}, written by @nn/formats:\n${stack.places.map(({ label }) => ` *   ${label}\n`).join("")} */`,
    interfaceText({ stack, inputs, outputs, rows, isSingle: dtype === "float32", isServed }),
    ...trained.slice(0, 2),
    ...(rows ? [rows.source] : []),
    declared.join("\n"),
    `/** What the layers give. */\nconst LAYERS = [\n${given.join("\n")}\n];`,
    `/** Takes the example in ${inputs} through the layers, into ${outputs}. */\nfunction forward() {\n${body.join("\n")}\n}`,
    ...trained.slice(2),
    ...functions.texts,
    ...(declared.some((line) => line.includes(`${DECODER.name}(`)) ? [DECODER.source] : []),
  ]
    .join("\n\n")
    .concat("\n");
}

function partsOf(training: TrainingTrace | undefined): LabelledCalls[] {
  return training ? [...training.forward, training.value, ...training.backward, training.update] : [];
}

function arraysIn(parts: readonly LabelledCalls[]): FloatArray[] {
  return parts.flatMap(({ calls }) => calls.flatMap(({ given }) => given.filter(isFloats)));
}
