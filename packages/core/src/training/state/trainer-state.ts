import type { Seed } from "@nn/numerics";
import { finiteNumber, isRecord, OptionError, show } from "@nn/numerics";
import type { Loss } from "../../contracts/loss.js";
import type { Network } from "../../contracts/network.js";
import type { Optimizer } from "../../contracts/optimizer.js";
import type { Penalty } from "../../contracts/penalty.js";
import type { ClassWeights } from "../../data/data.js";
import type { RecordableUpdate } from "../../equipment/recorded.js";
import { homeOf } from "../../memory/home.js";
import { listNumbers } from "../../parameters/parameters.js";
import { type ByParameter, byParameter, readByParameter } from "./by-parameter.js";
import { checkSettings, settingsOf, type TrainingSettings } from "./settings.js";
import { readSlots, slotNames, slotsOf } from "./slots.js";

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
  /**
   * The loss, the optimizer, the layers and whatever else it was made with, by paths, as far as data can say it. Of a state
   * that has none, the optimizer's name is compared.
   */
  readonly settings?: TrainingSettings;
  /** What learning rates are multiplied by. */
  readonly rateScale: number;
  /** The network's parameters, and what its layers remember from step to step. */
  readonly parameters: ByParameter;
  /** What the optimizer remembers of each parameter, by its own names for it. */
  readonly slots: Readonly<Record<string, ByParameter>>;
  /** The single numbers that it remembers. */
  readonly scalars: Readonly<Record<string, number>>;
}

/** How a training may differ from that of a state which it goes on from. */
export interface RestoreOptions {
  /**
   * Paths of the state's `settings` that are others on purpose, each with all below it: `["optimizer.learningRate"]`; none
   * unless given. With `"frozen"`, what the optimizer remembers of parameters that now learn begins at 0.
   */
  readonly changed?: readonly string[];
}

/** What a state is taken from, and given to. */
export interface Training {
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly penalties: readonly Penalty[] | undefined;
  /** What examples count by their classes, where a fit was told so. */
  readonly classWeights?: ClassWeights | undefined;
  /** The names of the parameters that it leaves as they are. */
  readonly frozen: ReadonlySet<string> | undefined;
  readonly update: RecordableUpdate;
}

/** The state of a training at this moment. */
export function stateOf(training: Training): TrainerState {
  const { network, optimizer, update } = training;
  const { stack } = network;
  return {
    step: update.count,
    seed: network.seed,
    optimizer: optimizer.name,
    settings: settingsOfTraining(training),
    rateScale: update.memory.rate.scale,
    parameters: byParameter(listNumbers(stack), homeOf(network).parameters.block),
    slots: slotsOf(update.memory),
    scalars: Object.fromEntries(Object.entries(update.memory.scalars).map(([name, [number]]) => [name, number!])),
  };
}

/**
 * Reads a state, and gives what takes the training to it, so that nothing moves if anything is wrong.
 *
 * @param changed - Which settings may differ.
 * @throws OptionError for what is no state, and for one of other settings or another seed; ShapeError or DataError for one of
 *   another network or number format.
 */
export function readState(training: Training, state: TrainerState, changed: readonly string[] | undefined): () => void {
  const { network, optimizer, update } = training;
  const isOne =
    isRecord(state) &&
    isRecord(state.parameters) &&
    (state.settings === undefined || isRecord(state.settings)) &&
    isRecord(state.slots) &&
    typeof state.optimizer === "string";
  if (!isOne || !Number.isInteger(state.step) || state.step < 0) {
    throw new OptionError(`restore takes what state() of a trainer gave, but got ${show(state)}.`);
  }
  const rateScale = checkRateScale(state.rateScale);
  const { memory } = update;
  const { scalars, rate } = memory;
  checkOptimizerOf(state, optimizer.name, slotNames(memory));
  if (state.seed !== network.seed) {
    throw new OptionError(
      `This state is of a network with seed ${show(state.seed)}, but this one has ${show(network.seed)}, and chance follows from ` +
        `it. Make the network with { seed: ${show(state.seed)} }.`,
    );
  }
  const { stack, dtype } = network;
  const parameters = readByParameter(listNumbers(stack), dtype, state.parameters, "parameters");
  checkMadeWith(training, state, changed);
  const writeSlots = readSlots(memory, dtype, state.slots, changed?.includes("frozen") === true);
  const numbers = Object.keys(scalars).map((name) =>
    finiteNumber(`restore: scalars.${name}`, state.scalars?.[name] ?? Number.NaN),
  );
  return () => {
    homeOf(network).parameters.block.set(parameters);
    writeSlots();
    for (const [i, number] of Object.values(scalars).entries()) number[0] = numbers[i]!;
    update.count = state.step;
    rate.scale = rateScale;
  };
}

/** @throws OptionError for what learning rates can't be multiplied by. */
export function checkRateScale(scale: number): number {
  return finiteNumber("rateScale", scale, { atLeast: 0 });
}

function settingsOfTraining({ network, loss, optimizer, penalties, classWeights, frozen }: Training): TrainingSettings {
  const layers = network.stack.places.map(({ layer }) => layer);
  const names = frozen?.size ? { frozen: [...frozen].join(", ") } : {};
  return settingsOf({ loss, optimizer, penalties, classWeights, ...names, layers });
}

/** @throws OptionError for a state of other settings; of one without any, for one of another optimizer. */
function checkMadeWith(training: Training, state: TrainerState, changed: readonly string[] | undefined): void {
  const is = settingsOfTraining(training);
  if (state.settings !== undefined) checkSettings(state.settings, is, changed);
  else checkSettings({ ...is, optimizer: state.optimizer }, { ...is, optimizer: training.optimizer.name }, changed);
}

/** What is remembered has to mean the same, whatever else may be changed. */
function checkOptimizerOf(state: TrainerState, name: string, slots: readonly string[]): void {
  const kept = Object.keys(state.slots);
  const isSame = kept.length === slots.length && slots.every((slot) => Object.hasOwn(state.slots, slot));
  if (isSame) return;
  throw new OptionError(
    `This state is of a training with ${state.optimizer}, which remembers ${listed(kept)}, but this trainer's is ${name}, ` +
      `which remembers ${listed(slots)}. Make the trainer with that optimizer; or, to go on with another one, take the ` +
      "parameters alone, with setParameters(state.parameters).",
  );
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.map(show).join(", ");
}
