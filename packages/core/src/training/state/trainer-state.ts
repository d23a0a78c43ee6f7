import type { Seed } from "@nn/numerics";
import { finiteNumber, isRecord, OptionError, show } from "@nn/numerics";
import type { Network } from "../../contracts/network.js";
import type { Optimizer } from "../../contracts/optimizer.js";
import type { RecordableUpdate } from "../../equipment/recorded.js";
import { homeOf } from "../../memory/home.js";
import { listNumbers, listParameters } from "../../parameters/parameters.js";
import { type ByParameter, byParameter, readByParameter } from "./by-parameter.js";

/**
 * What a training has come to: all that its next steps depend on, beside their examples. Plain data with typed arrays, as
 * JSON loses the sign of a zero. All of it is copied.
 */
export interface TrainerState {
  /** How many updates were made. Schedules and chance go by it. */
  readonly step: number;
  /** The network's seed, from which chance follows. */
  readonly seed: Seed;
  /** The optimizer's name. */
  readonly optimizer: string;
  /** The network's parameters, and what its layers remember from step to step. */
  readonly parameters: ByParameter;
  /** What the optimizer remembers of each parameter, by its own names for it. */
  readonly slots: Readonly<Record<string, ByParameter>>;
  /** The single numbers that it remembers. */
  readonly scalars: Readonly<Record<string, number>>;
}

/** What a state is taken from, and given to. */
export interface Training {
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly update: RecordableUpdate;
}

/** The state of a training at this moment. */
export function stateOf({ network, optimizer, update }: Training): TrainerState {
  const { stack } = network;
  const parameters = listParameters(stack);
  return {
    step: update.count,
    seed: network.seed,
    optimizer: optimizer.name,
    parameters: byParameter(listNumbers(stack), homeOf(network).parameters.block),
    slots: Object.fromEntries(optimizer.slots.map((name, i) => [name, byParameter(parameters, update.slots[i]!)])),
    scalars: Object.fromEntries(scalarsOf(optimizer).map((name) => [name, update.updateFrame.scalars[name]![0]!])),
  };
}

/**
 * Reads a state, and gives what takes the training to it, so that nothing moves if anything is wrong.
 *
 * @throws OptionError for what is no state, and for one of another optimizer or seed; ShapeError or DataError for one of
 *   another network or number format.
 */
export function readState({ network, optimizer, update }: Training, state: TrainerState): () => void {
  const isOne =
    isRecord(state) && isRecord(state.parameters) && isRecord(state.slots) && typeof state.optimizer === "string";
  if (!isOne || !Number.isInteger(state.step) || state.step < 0) {
    throw new OptionError(`restore takes what state() of a trainer gave, but got ${show(state)}.`);
  }
  checkOptimizerOf(state, optimizer);
  if (state.seed !== network.seed) {
    throw new OptionError(
      `This state is of a network with seed ${show(state.seed)}, but this one has ${show(network.seed)}, and chance follows from ` +
        `it. Make the network with { seed: ${show(state.seed)} }.`,
    );
  }
  const { stack, dtype } = network;
  const parameters = listParameters(stack);
  const numbers = [
    readByParameter(listNumbers(stack), dtype, state.parameters, "parameters"),
    ...optimizer.slots.map((name) => readByParameter(parameters, dtype, state.slots[name]!, `slots.${name}`)),
    ...scalarsOf(optimizer).map((name) => [
      finiteNumber(`restore: scalars.${name}`, state.scalars?.[name] ?? Number.NaN),
    ]),
  ];
  return () => {
    const { block } = homeOf(network).parameters;
    for (const [i, array] of [block, ...update.slots].entries()) array.set(numbers[i]!);
    update.count = state.step;
  };
}

function scalarsOf({ scalars = [] }: Optimizer): readonly string[] {
  return scalars;
}

/** Settings may be others, as a smaller learning rate; what is remembered has to mean the same. */
function checkOptimizerOf(state: TrainerState, { name, slots }: Optimizer): void {
  const kept = Object.keys(state.slots);
  const isSame = kept.length === slots.length && slots.every((slot) => Object.hasOwn(state.slots, slot));
  if (isSame && kindOf(state.optimizer) === kindOf(name)) return;
  throw new OptionError(
    `This state is of a training with ${state.optimizer}, which remembers ${listed(kept)}, but this trainer's is ${name}, ` +
      `which remembers ${listed(slots)}. Make the trainer with that optimizer; or, to go on with another one, take the ` +
      "parameters alone, with setParameters(state.parameters).",
  );
}

/** An optimizer's name without its settings. */
function kindOf(name: string): string {
  return name.split("(")[0]!;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.map(show).join(", ");
}
