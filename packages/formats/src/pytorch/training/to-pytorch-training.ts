import { checkNetwork, type Network, OptionError } from "@nn/core/component";
import { writeSafetensors } from "../../safetensors/write.js";
import { pytorchStack } from "../modules/stack.js";
import { programText } from "../python/program.js";
import { weightsOf } from "../weights.js";
import { trainingText } from "./program.js";
import { checkTraining, type PyTorchTrainingOptions } from "./training-options.js";

/** A training for PyTorch: files that lie in one folder, by their names. */
export interface PyTorchTraining {
  /** Trains: alone with `python3 train.py`, or in several processes with `torchrun`. */
  readonly "train.py": string;
  /** The network, which predicts as the program of `toPyTorch` does. */
  readonly "network.py": string;
  /** The weights that the training begins with. */
  readonly "network.safetensors": Uint8Array;
  /** The learning rate of each step, where it changes. */
  readonly "rates.safetensors"?: Uint8Array;
}

/**
 * A training as a program for PyTorch, for networks that are too large for one machine: `torchrun` runs it in several processes, on
 * one machine or many, which share each batch by DistributedDataParallel. It does what {@link Sequential.fit} does with the same
 * options, up to rounding: it begins with the same weights, takes the examples in the same order, minimises the same
 * loss and moves the weights by the same rule. What it comes to, `trained.safetensors`, {@link fromPyTorch} reads.
 *
 * With a pipeline, it reads a CSV file and prepares the columns as the pipeline does; without one, a safetensors file
 * with the tensors `inputs` and `targets`, or, of arrays by their names, `inputs.user` and `targets.rating`. All data are in the
 * memory of each process.
 *
 * A loss is written by its formulas and an optimizer by its rule, or as what PyTorch has for them; one around another says its
 * form by `pytorch`. Layers that draw numbers, as `Dropout` does, draw PyTorch's own. A layer that takes means over a batch,
 * as `BatchNormalization` does, trains in one process alone.
 *
 * @throws OptionError for options that don't exist or don't fit, and for a layer, loss or optimizer that can't be written.
 *
 * @example
 * const network = new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed: 1 });
 * const options = { loss: meanSquaredError, optimizer: new Adam(), batchSize: 32, epochs: 10 };
 * const files = toPyTorchTraining(network, options);
 * Object.keys(files); // => ["train.py", "network.py", "network.safetensors"]
 * files["train.py"].includes("torch.optim.Adam(parameters, lr=0.001, betas=(0.9, 0.999), eps=1e-8)"); // => true
 */
export function toPyTorchTraining(network: Network, options: PyTorchTrainingOptions): PyTorchTraining {
  checkNetwork("toPyTorchTraining", network);
  const training = checkTraining(network, options);
  const { dtype } = training;
  const stack = pytorchStack(network);
  // PyTorch would train what it is padded with.
  const padded = stack.tensors.find(({ layout }) => layout?.indices.some((index) => index < 0));
  if (padded !== undefined) {
    throw new OptionError(
      `toPyTorchTraining: ${padded.place.label}, has zeros in its tensor "${padded.name}" for PyTorch, which a training would move.`,
    );
  }
  if (!stack.tensors.some(({ layout, isAdded }) => layout?.what === "parameters" && !isAdded)) {
    throw new OptionError("toPyTorchTraining: the network has no parameter that a training could move.");
  }
  const own = programText(network, stack, { weightsFile: "network.safetensors", dtype, isTrained: true });
  const { program, rates } = trainingText(network, stack, training);
  return {
    "train.py": program,
    "network.py": own,
    "network.safetensors": weightsOf(network, stack, dtype),
    ...(Object.keys(rates).length > 0 && { "rates.safetensors": writeSafetensors(rates) }),
  };
}
