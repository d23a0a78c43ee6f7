import type { Backend, DType, Seed } from "@nn/numerics";
import { OptionError, show, told } from "@nn/numerics";
import { hasHome } from "../memory/home.js";
import type { Stack } from "../network/stack/stack.js";
import type { ParameterArrays } from "../parameters/parameters.js";
import type { NetworkPipeline } from "./pipeline.js";

/** What training and evaluation need of a network: its layers in their places and its parameters' values. */
export interface Network {
  /** The layers in their places, with every shape resolved. */
  readonly stack: Stack;
  /** Copies of the parameters' values, made anew each time: `setParameters` is what changes a network's own. */
  readonly parameters: ParameterArrays;
  /** Where the arrays of parameters and workspaces are allocated, and whose kernels work on them. */
  readonly backend: Backend;
  /** The number format of all those arrays. */
  readonly dtype: DType;
  /** What the first parameters are drawn from, and the orders of `fit` unless it is given another seed. */
  readonly seed: Seed;
  /** What turns raw rows into its inputs, if anything does. */
  readonly pipeline?: NetworkPipeline | undefined;
}

/**
 * Passes a network on, and refuses what isn't one.
 *
 * @param where - What takes it, as the message should name it.
 * @throws OptionError with what a network looks like.
 */
export function checkNetwork(where: string, network: Network): Network {
  if (hasHome(network)) return network;
  throw new OptionError(`${told(where)} takes a network first, such as a Sequential, but got ${show(network)}.`);
}
