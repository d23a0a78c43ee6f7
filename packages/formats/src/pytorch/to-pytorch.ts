import { checkNetwork, checkOptions, type DType, type Network, OptionError, show } from "@nn/core/component";
import { pytorchStack } from "./modules/stack.js";
import { programText } from "./python/program.js";
import { weightsOf } from "./weights.js";

/** How a network is to be written for PyTorch. */
export interface ToPyTorchOptions {
  /** The name of the file with the weights, which lies beside the program; `"network.safetensors"` unless given. */
  readonly weightsFile?: string;
  /** The number format of the weights, and of what is computed; the network's own unless given. */
  readonly dtype?: DType;
}

/** A network for PyTorch. */
export interface PyTorchFiles {
  /** A Python program that rebuilds the network, loads the weights and predicts. It needs PyTorch alone, from version 1.13. */
  readonly program: string;
  /** The weights, as a safetensors file, by the names and in the layout that PyTorch has for them. */
  readonly weights: Uint8Array;
}

/** The name of a file wherever the program may run: no folder, and nothing that a system has no names with. */
const FILE = /^(?!\.+$)[^/\\:*?"<>|\p{C}]+$/u;

/**
 * A network for PyTorch: a short Python program that makes it of the modules there, and its weights in their layout. In
 * `nn.Sequential`, places are counted with activations, so that those weights are what `state_dict()` gives:
 * `"0.weight"` of a dense layer is [outputs, inputs], that of a convolution [filters, channels, height, width]. Images
 * have their channels first there, and a dense layer behind them has its inputs in that order; the program takes and gives
 * numbers as the network does.
 *
 * With a pipeline, the program takes raw rows, and answers with labels or in the column's own unit.
 *
 * Layers are written by what they say of themselves, `pytorch` or `equations`, and so is a layer of yours.
 *
 * @throws OptionError for a layer or an activation that says neither, with its place.
 *
 * @example
 * const network = new Sequential([new Dense(2, 3, { activation: relu }), new Dense(3, 1)], { seed: 1 });
 * const { program, weights } = toPyTorch(network);
 * program.includes("nn.Linear(2, 3),\n    nn.ReLU(),"); // => true
 * readSafetensors(weights).tensors["2.weight"].shape; // => [1, 3]
 */
export function toPyTorch(network: Network, options: ToPyTorchOptions = {}): PyTorchFiles {
  checkNetwork("toPyTorch", network);
  checkOptions("toPyTorch", options, ["weightsFile", "dtype"]);
  const { weightsFile = "network.safetensors", dtype = network.dtype } = options;
  if (!(dtype === "float32" || dtype === "float64")) {
    throw new OptionError(`toPyTorch: dtype must be "float32" or "float64", but is ${show(dtype)}.`);
  }
  if (typeof weightsFile !== "string" || !FILE.test(weightsFile)) {
    throw new OptionError(
      "toPyTorch: weightsFile must be the name of a file that lies beside the program, with no folder before it and none " +
        `of \\ / : * ? " < > | in it, but is ${show(weightsFile)}.`,
    );
  }
  const stack = pytorchStack(network);
  return {
    program: programText(network, stack, { weightsFile, dtype }),
    weights: weightsOf(network, stack, dtype),
  };
}
