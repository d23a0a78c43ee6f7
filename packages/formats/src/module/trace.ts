import type { Sequential as Network } from "@nn/core";
import {
  allFrames,
  type FloatArray,
  type Frame,
  type Layer,
  OptionError,
  type Place,
  saysKernelsOnly,
  Workspace,
} from "@nn/core/component";
import { Sequential } from "@nn/core/plain";
import { type NamedArray, named } from "./arrays.js";
import { type LabelledCalls, Notes } from "./noting.js";
import { type ModuleTraining, type TrainingTrace, traceTraining } from "./training/training-trace.js";

/** A network that is given the numbers of another one, and draws none. */
class Copy extends Sequential<readonly Layer[]> {
  protected override writeFirst(): void {}
}

/** The forward pass of one example: its arrays, and which kernels are called on them. */
export interface Trace {
  readonly arrays: readonly NamedArray[];
  readonly inputs: FloatArray;
  readonly outputs: FloatArray;
  /** What each layer gives, in the order of all places. */
  readonly given: readonly FloatArray[];
  readonly layers: readonly LabelledCalls[];
  /** All numbers that a training changes, by their names in the network. */
  readonly numbers: readonly (readonly [fullName: string, values: FloatArray])[];
  /** An update, where the module is to train. */
  readonly training: TrainingTrace | undefined;
}

/**
 * Takes down which kernels a prediction for one example calls, and an update.
 *
 * @throws OptionError for a component that doesn't say that it calls kernels alone.
 */
export function traceOf(network: Network, training?: ModuleTraining): Trace {
  const { stack, dtype, seed } = network;
  for (const place of stack.allPlaces)
    refuseLoops(place, training === undefined ? ["forward"] : ["forward", "backward"]);
  const notes = new Notes();
  const copy = new Copy(network.layers, { dtype, seed, inputShape: stack.inputShape, backend: notes.backend });
  const workspace = new Workspace(copy, 1);
  workspace.setBatch(1);
  const { inputs, prediction: outputs } = workspace;
  const frames = allFrames(workspace.frames);
  copyNumbers(frames, allFrames(new Workspace(network, 1).frames));
  const layers = stack.places.map(({ layer, label }, i) => {
    return { label, calls: notes.of(() => layer.forward(workspace.frames[i]!)) };
  });
  return {
    arrays: [{ name: "x", values: inputs, isKept: false }, ...arraysOf(stack.allPlaces, frames)],
    inputs,
    outputs,
    given: frames.map(({ y }) => y),
    layers,
    numbers: stack.allPlaces.flatMap(({ parameters, state }, i) => {
      const { parameters: values, state: remembered } = frames[i]!;
      return [
        ...parameters.map(({ name, fullName }) => [fullName, values[name]!] as const),
        ...state.map(({ name, fullName }) => [fullName, remembered[name]!] as const),
      ];
    }),
    training: training && traceTraining(copy, notes, training),
  };
}

function refuseLoops({ layer, label }: Place, passes: readonly string[]): void {
  if (saysKernelsOnly(layer, passes)) return;
  throw new OptionError(
    `${label}, can't be written into a module: it doesn't say of its ${passes.join(" and ")} pass that it calls kernels alone, or its ` +
      "activation doesn't. Say kernelsOnly, with what it computes as formulas: see docs/adding-a-component.md.",
  );
}

/** What training has moved. */
function copyNumbers(to: readonly Frame[], from: readonly Frame[]): void {
  for (const [i, { parameters, state }] of to.entries()) {
    for (const [name, values] of Object.entries(parameters)) values.set(from[i]!.parameters[name]!);
    for (const [name, values] of Object.entries(state)) values.set(from[i]!.state[name]!);
  }
}

function arraysOf(places: readonly Place[], frames: readonly Frame[]): NamedArray[] {
  return places.flatMap(({ path }, i) => {
    const { y, saved, parameters, state } = frames[i]!;
    const here = (name: string): string => `${name}_${path}`;
    return [...named({ ...parameters, ...state }, here, true), ...named({ ...saved, y }, here)];
  });
}
