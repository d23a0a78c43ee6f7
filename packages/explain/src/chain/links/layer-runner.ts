import {
  allFrames,
  type FloatArray,
  type Network,
  type Place,
  sizeOf,
  type TrainFrame,
  TrainingWorkspace,
} from "@nn/core/component";
import { undrawn } from "../../passes/undrawn.js";
import type { ParameterName } from "../names.js";
import type { Rounding } from "../rounding.js";

/** Runs a layer, with all that is within it, on one example: as in a prediction, in float64 on the network's backend. */
export class LayerRunner {
  /** How many numbers it takes. */
  readonly inputSize: number;
  readonly #workspace: TrainingWorkspace;
  /** By the network's names for them. */
  readonly #gradients: ReadonlyMap<string, FloatArray>;

  /** @param rounding - Of parameters, as they were written down. */
  constructor({ stack, parameters, backend }: Network, place: Place, { round }: Rounding) {
    const { layer, inputShape, index, number } = place;
    this.inputSize = sizeOf(inputShape);
    const alone = undrawn([layer], { dtype: "float64", inputShape, backend });
    // The first layer may take numbers that nothing can be derived with respect to, such as those of words.
    const derivativeOfInputs = index > 0;
    this.#workspace = new TrainingWorkspace(alone, 1, { training: false, derivativeOfInputs });
    const named = new Map<string, FloatArray>();
    for (const [i, frame] of (allFrames(this.#workspace.frames) as TrainFrame[]).entries()) {
      const own = stack.allPlaces[number + i]!;
      for (const { name, fullName } of own.parameters) {
        frame.parameters[name]!.set(parameters.byLayer[own.number]![name]!.map(round));
        named.set(fullName, frame.gradients[name]!);
      }
      for (const { name } of own.state) frame.state[name]!.set(parameters.stateByLayer![own.number]![name]!);
    }
    this.#gradients = named;
  }

  /** Whether a parameter is one of the layer's own, or of a layer within it. */
  has({ fullName }: ParameterName): boolean {
    return this.#gradients.has(fullName);
  }

  forward(inputs: readonly number[]): number[] {
    this.#workspace.inputs.set(inputs);
    this.#workspace.forward(1);
    return Array.from(this.#workspace.prediction);
  }

  /** After such a forward pass, with the derivatives with respect to its outputs. */
  backward(dy: readonly number[]): void {
    this.#workspace.dprediction.set(dy);
    this.#workspace.backward();
  }

  /** What the last backward pass has left: the derivatives with respect to the inputs, none of the first layer. */
  get dx(): FloatArray {
    return (this.#workspace.frames[0] as TrainFrame).dx ?? new Float64Array(0);
  }

  /** The derivative with respect to a parameter. */
  gradientOf({ fullName, element }: ParameterName): number {
    return this.#gradients.get(fullName)![element]!;
  }
}
