import type { Backend } from "@nn/numerics";
import type { Network } from "../contracts/network.js";
import { equipmentOf } from "../equipment/equipment.js";
import { giveBack, homeOf, housed, likelyBytes, settle } from "../memory/home.js";
import { Workspace } from "../memory/workspace.js";
import { allocateParameters, type ParameterArrays } from "../parameters/parameters.js";
import { type ForwardPass, Predictor } from "./predictor.js";

/** What a backend may add to a length, so that arrays begin where it wants. */
const ALIGNMENT = 64;

/** Gives a network its memory and what it predicts with, and takes both to another backend where there is no room. */
export class Housing {
  /** What the network predicts with now. */
  predictor: Predictor;
  readonly #network: Network;
  readonly #usualBackend: (likely: number, least: number) => Backend;

  /**
   * Gives the network its parameters, which are zeros.
   *
   * @param usualBackend - See `usualBackend` of a network.
   * @param own - Where it stays, if that is given.
   */
  constructor(network: Network, usualBackend: (likely: number, least: number) => Backend, own: Backend | undefined) {
    this.#network = network;
    this.#usualBackend = usualBackend;
    const least = this.#bytes;
    this.#settle(own ?? usualBackend(likelyBytes(least), least), own !== undefined);
    this.predictor = this.#newPredictor();
  }

  #newPredictor(isLazy = false): Predictor {
    const passOver = (capacity: number, outgrown?: ForwardPass) => this.#passOver(capacity, outgrown);
    return new Predictor(this.#network, passOver, equipmentOf(this.#network)?.noRoom, isLazy);
  }

  /** A pass for predictions, in place of one that is too small. One that is under way keeps its memory. */
  #passOver(capacity: number, outgrown?: ForwardPass): Workspace {
    const network = this.#network;
    const { store } = homeOf(network);
    const pass = housed(network, () => new Workspace(network, capacity));
    // Where the network moves, it leaves its pass behind: that is no reason to stay.
    if (outgrown !== undefined && homeOf(network).store === store) giveBack(network, outgrown);
    else homeOf(network).store.leave?.();
    return pass;
  }

  /** How many bytes the parameters take. */
  get #bytes(): number {
    const { stack, dtype } = this.#network;
    return (stack.parameterCount + stack.stateCount) * (dtype === "float32" ? 4 : 8);
  }

  #settle(backend: Backend, stays: boolean): ParameterArrays {
    const network = this.#network;
    const { stack, dtype } = network;
    const equipment = equipmentOf(network);
    const noRoom = () => equipment?.noRoom.parameters(stack, dtype, "The parameters");
    const parameters = allocateParameters(stack, backend, dtype, noRoom, stack.stateCount);
    const store = equipment?.memoryOn(backend, parameters.block) ?? backend;
    settle(network, { parameters, store, backend, move: stays ? undefined : (bytes) => this.#move(bytes) });
    return parameters;
  }

  /** Takes the parameters to a backend that has room for so many bytes more. */
  #move(bytes: number): void {
    const { block } = homeOf(this.#network).parameters;
    const needed = bytes + this.#bytes + ALIGNMENT;
    this.#settle(this.#usualBackend(needed, needed), false).block.set(block);
    this.predictor = this.#newPredictor(true);
  }
}
