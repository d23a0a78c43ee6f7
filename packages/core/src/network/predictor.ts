import { allFinite, type FloatArray, kindOf, type Shape, sizeOf } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Network } from "../contracts/network.js";
import {
  copyExamples,
  countExamples,
  type Examples,
  isNumberArray,
  isSingleExample,
  type NestedNumbers,
  type NumberArray,
} from "../data/examples.js";
import type { NoRoom } from "../equipment/equipment.js";
import { orNoRoom } from "../memory/room.js";
import type { Workspace } from "../memory/workspace.js";
import { outputDivergence, overflowIn } from "../training/divergence.js";
import type { DivergenceError } from "../training/divergence-error.js";

/** The most examples of one pass; it bounds the memory, and changes no result. */
const LARGEST_BATCH = 256;

/** A forward pass over some examples at a time: what a {@link Workspace} offers, or less than it. */
export type ForwardPass = Pick<Workspace, "capacity" | "inputs" | "prediction" | "frames" | "forward">;

/** Takes examples of any form through a network, and gives its outputs in the same form. */
export class Predictor {
  readonly #network: Pick<Network, "stack">;
  readonly #passOver: (capacity: number, outgrown?: ForwardPass) => ForwardPass;
  /** The pass that predictions go through; `undefined` while one does. */
  #workspace: ForwardPass | undefined;
  /** How many numbers a plain row has: none where an example is nested, or a list of examples could look like one. */
  readonly #rowSize: number;
  readonly #outputSize: number;
  readonly #noRoom: NoRoom | undefined;

  /**
   * @param passOver - Makes a pass over so many examples, in place of one that is too small.
   * @param isLazy - Whether the first one is made when it is needed.
   */
  constructor(
    network: Pick<Network, "stack">,
    passOver: (capacity: number, outgrown?: ForwardPass) => ForwardPass,
    noRoom?: NoRoom,
    isLazy = false,
  ) {
    const { inputShape, outputShape } = network.stack;
    this.#network = network;
    this.#rowSize = inputShape.length === 1 && outputShape.length === 1 ? sizeOf(inputShape) : -1;
    this.#outputSize = sizeOf(outputShape);
    this.#passOver = passOver;
    this.#noRoom = noRoom;
    if (!isLazy) this.#workspace = passOver(1);
  }

  predict(inputs: Examples): Examples {
    return this.#predictRow(inputs) ?? this.#predictAll(inputs);
  }

  /**
   * The fast path: one example that is a plain row of finite numbers. All else goes the general way, which knows all forms
   * and says what is wrong with other values.
   */
  #predictRow(inputs: Examples): number[] | undefined {
    const size = this.#rowSize;
    if (!Array.isArray(inputs) || inputs.length !== size) return undefined;
    const workspace = this.#workspace ?? this.#passOver(1);
    const { inputs: x, prediction } = workspace;
    for (let i = 0; i < size; i++) {
      const value: unknown = inputs[i];
      if (typeof value !== "number") return undefined;
      x[i] = value;
      // A finite number is the only one whose difference with itself is 0.
      if (x[i]! - x[i]! !== 0) return undefined;
    }
    // A layer may predict in its own pass: it is given another workspace.
    this.#workspace = undefined;
    forward(workspace, 1, 0);
    this.#workspace = workspace;
    // An array that starts with a number in it takes no more room than it needs.
    const outputs = [prediction[0]!];
    let sum = 0 * prediction[0]!;
    for (let i = 1; i < this.#outputSize; i++) {
      outputs.push(prediction[i]!);
      sum += 0 * prediction[i]!;
    }
    // 0·x is 0 just for finite x.
    if (sum !== 0) throw this.#overflow(workspace, 1, 0);
    return outputs;
  }

  #predictAll(inputs: Examples): Examples {
    const { inputShape, outputShape } = this.#network.stack;
    const count = countExamples(inputs, inputShape, "The inputs");
    const size = sizeOf(outputShape);
    const outputs = orNoRoom(
      () => (isNumberArray(inputs) ? likeArray(inputs, count * size) : new Float64Array(count * size)),
      () => this.#noRoom?.outputs(count, size),
    );
    const workspace = this.#workspaceFor(count);
    this.#workspace = undefined;
    try {
      for (let from = 0; from < count; from += workspace.capacity) {
        const to = Math.min(from + workspace.capacity, count);
        copyExamples(workspace.inputs, inputs, inputShape, "The inputs", from, to);
        forward(workspace, to - from, from);
        const { prediction } = workspace;
        if (!allFinite(prediction, (to - from) * size)) throw this.#overflow(workspace, to - from, from);
        for (let i = 0; i < (to - from) * size; i++) outputs[from * size + i] = prediction[i]!;
      }
    } finally {
      this.#workspace = workspace;
    }
    return inTheFormOf(inputs, outputs, count, inputShape, outputShape);
  }

  /** @param from - The number of the batch's first example. */
  #overflow({ prediction, frames }: ForwardPass, batch: number, from: number): DivergenceError {
    const at = prediction.findIndex((value) => !Number.isFinite(value));
    const example = from + Math.floor(at / this.#outputSize);
    return outputDivergence(overflowIn(this.#network, frames, batch, example), "The output");
  }

  #workspaceFor(count: number): ForwardPass {
    const needed = Math.min(count, LARGEST_BATCH);
    const workspace = this.#workspace;
    return workspace !== undefined && workspace.capacity >= needed ? workspace : this.#passOver(needed, workspace);
  }
}

/** @param from - The number of the batch's first example. */
function forward(workspace: ForwardPass, batch: number, from: number): void {
  try {
    workspace.forward(batch);
  } catch (error) {
    throw advice.onExample?.(error, "the inputs", (example) => from + example) ?? error;
  }
}

function inTheFormOf(
  inputs: Examples,
  outputs: FloatArray,
  count: number,
  inputShape: Shape,
  outputShape: Shape,
): Examples {
  if (isNumberArray(inputs)) return outputs;
  if (isSingleExample(inputs, inputShape)) return nest(outputs, 0, outputShape);
  const [first] = inputs;
  const size = sizeOf(outputShape);
  if (typeof first === "number" && size === 1) return Array.from(outputs);
  const indices = Array.from({ length: count }, (_, example) => example);
  return isNumberArray(first)
    ? indices.map((example) => likeArray(first, outputs.subarray(example * size, (example + 1) * size)))
    : indices.map((example) => nest(outputs, example * size, outputShape));
}

function likeArray(model: NumberArray, from: number | FloatArray): FloatArray {
  return kindOf(model) === "Float32Array" ? new Float32Array(from as number) : new Float64Array(from as number);
}

/** The numbers of one example from `offset` on, nested as its shape says. */
function nest(values: FloatArray, offset: number, shape: Shape): NestedNumbers {
  const [length, ...inner] = shape as [number, ...number[]];
  if (inner.length === 0) return Array.from(values.subarray(offset, offset + length));
  const stride = sizeOf(inner);
  return Array.from({ length }, (_, i) => nest(values, offset + i * stride, inner));
}
