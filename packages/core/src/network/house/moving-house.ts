import { type Backend, backendWithRoom } from "@nn/numerics";
import type { Network } from "../../contracts/network.js";
import type { House } from "../../equipment/equipment.js";
import { giveBack, homeOf, housed, likelyBytes, settle } from "../../memory/home.js";
import { noRoom } from "../../memory/no-room.js";
import { Store } from "../../memory/store.js";
import { Workspace } from "../../memory/workspace.js";
import { allocateParameters, type ParameterArrays } from "../../parameters/parameters.js";
import { type ForwardPass, Predictor } from "../predictor.js";

/** What a backend may add to a length, so that arrays begin where it wants. */
const ALIGNMENT = 64;

/**
 * A network's memory and what it predicts with. Both are taken to another backend where there is no room, unless the network
 * was given one.
 */
export class MovingHouse implements House {
  predictor: Predictor;
  readonly #network: Network;
  /** How many bytes the parameters take. */
  readonly #bytes: number;

  /**
   * Gives the network its parameters, which are zeros.
   *
   * @param own - Where it stays, if that is given.
   */
  constructor(network: Network, own: Backend | undefined) {
    const { stack, dtype } = network;
    const least = (stack.parameterCount + stack.stateCount) * (dtype === "float32" ? 4 : 8);
    this.#network = network;
    this.#bytes = least;
    this.#settle(own ?? backendWithRoom(likelyBytes(least), least), own !== undefined);
    this.predictor = this.#newPredictor();
  }

  #newPredictor(isLazy = false): Predictor {
    return new Predictor(this.#network, this.#passOver, noRoom, isLazy);
  }

  /** A pass for predictions, in place of one that is too small. One that is under way keeps its memory. */
  readonly #passOver = (capacity: number, outgrown?: ForwardPass): Workspace => {
    const network = this.#network;
    const { store } = homeOf(network);
    const pass = housed(network, () => new Workspace(network, capacity));
    // Where the network moves, it leaves its pass behind: that is no reason to stay.
    if (outgrown !== undefined && homeOf(network).store === store) giveBack(network, outgrown);
    else homeOf(network).store.leave?.();
    return pass;
  };

  #settle(backend: Backend, stays: boolean): ParameterArrays {
    const network = this.#network;
    const { stack, dtype } = network;
    const refusal = () => noRoom.parameters(stack, dtype, "The parameters");
    const parameters = allocateParameters(stack, backend, dtype, refusal, stack.stateCount);
    const store = new Store(backend, parameters.block);
    settle(network, { parameters, store, backend, move: stays ? undefined : (bytes) => this.#move(bytes) });
    return parameters;
  }

  /** Takes the parameters to a backend that has room for so many bytes more. */
  #move(bytes: number): void {
    const { block } = homeOf(this.#network).parameters;
    const needed = bytes + this.#bytes + ALIGNMENT;
    this.#settle(backendWithRoom(needed, needed), false).block.set(block);
    this.predictor = this.#newPredictor(true);
  }
}
