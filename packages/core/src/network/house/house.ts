import type { Backend } from "@nn/numerics";
import type { Network } from "../../contracts/network.js";
import type { House } from "../../equipment/equipment.js";
import { settle } from "../../memory/home.js";
import { Workspace } from "../../memory/workspace.js";
import { allocateParameters } from "../../parameters/parameters.js";
import { Predictor } from "../predictor.js";

/** Gives a network its parameters, which are zeros, and what it predicts with, on a backend where it stays. */
export function houseOn(network: Network, backend: Backend): House {
  const { stack, dtype } = network;
  const parameters = allocateParameters(stack, backend, dtype, undefined, stack.stateCount);
  settle(network, { parameters, store: backend, backend, move: undefined });
  return { predictor: new Predictor(network, (capacity) => new Workspace(network, capacity)) };
}
