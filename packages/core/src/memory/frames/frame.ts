import type { FloatArray, Kernels } from "@nn/numerics";
import { type Shape, sizeOf } from "@nn/numerics";
import type { Branch, Layer, TrainFrame } from "../../contracts/layer.js";
import type { Place } from "../../network/stack/stack.js";
import { NOT_RANDOM, type Stream } from "../random-numbers.js";

/** What one layer works on in one workspace, by the names that its passes know it by. */
export type FrameArrays = Pick<TrainFrame, "x" | "y" | "dx" | "dy" | "parameters" | "gradients" | "saved"> &
  Pick<LayerFrame, "savedPerBatch" | "scratch" | "state" | "branches"> & { readonly random: Stream | undefined };

/** A branch whose layers are to be told of the batch. */
export interface BranchOfFrame extends Branch {
  setBatch(batch: number): void;
}

/**
 * For how many sizes of a batch something prepared is kept: a training has two. Views of long sequences may take more memory
 * than the sequences.
 */
const MOST_PREPARED = 4;

/**
 * What one layer is given in one workspace. A class, not a literal, and filled in one order: the engine compiles a pass
 * for one kind of object, and falls back to a slower one when a second kind comes along.
 */
export class LayerFrame implements TrainFrame {
  readonly kernels: Kernels;
  /** Which of the stack's `allPlaces` it belongs to. */
  readonly number: number;
  batch = 0;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly inputSize: number;
  readonly outputSize: number;
  readonly x: FloatArray;
  readonly y: FloatArray;
  readonly dx: FloatArray | null;
  readonly dy: FloatArray;
  readonly parameters: Readonly<Record<string, FloatArray>>;
  readonly gradients: Readonly<Record<string, FloatArray>>;
  readonly saved: Readonly<Record<string, FloatArray>>;
  /** Those of which there is one for the whole batch. */
  readonly savedPerBatch: Readonly<Record<string, FloatArray>>;
  readonly scratch: Readonly<Record<string, FloatArray>>;
  readonly state: Readonly<Record<string, FloatArray>>;
  readonly random: Stream;
  readonly training: boolean;
  readonly branches: Readonly<Record<string, BranchOfFrame>>;
  prepared: unknown = undefined;
  /** What was prepared, by the batch; `undefined` for a layer that prepares nothing. */
  #prepared: Map<number, unknown> | undefined;

  constructor(
    kernels: Kernels,
    { number, inputShape, outputShape }: Pick<Place, "number" | "inputShape" | "outputShape">,
    arrays: FrameArrays,
  ) {
    this.kernels = kernels;
    this.number = number;
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.inputSize = sizeOf(inputShape);
    this.outputSize = sizeOf(outputShape);
    this.x = arrays.x;
    this.y = arrays.y;
    this.dx = arrays.dx;
    this.dy = arrays.dy;
    this.parameters = arrays.parameters;
    this.gradients = arrays.gradients;
    this.saved = { ...arrays.saved, ...arrays.savedPerBatch };
    this.savedPerBatch = arrays.savedPerBatch;
    this.scratch = arrays.scratch;
    this.state = arrays.state;
    this.random = arrays.random ?? NOT_RANDOM;
    this.training = this.random !== NOT_RANDOM;
    this.branches = arrays.branches;
  }

  /** Sets how many examples the next passes are about. @param layer - What prepares for that, if anything does. */
  setBatch(batch: number, layer?: Layer): void {
    this.batch = batch;
    for (const name of Object.keys(this.branches)) this.branches[name]!.setBatch(batch);
    if (layer?.prepare === undefined) return;
    this.#prepared ??= new Map();
    if (!this.#prepared.has(batch)) {
      if (this.#prepared.size === MOST_PREPARED) this.#prepared.delete(this.#prepared.keys().next().value!);
      this.#prepared.set(batch, layer.prepare(this));
    }
    this.prepared = this.#prepared.get(batch);
  }
}
