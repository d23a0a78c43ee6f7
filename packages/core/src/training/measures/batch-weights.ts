import { Computation, type FloatArray, OptionError } from "@nn/numerics";
import type { Network } from "../../contracts/network.js";
import type { RecordableUpdate, WeightsOfBatch } from "../../equipment/recorded.js";
import type { FigureFrame } from "../../memory/frames/figure-frame.js";
import { homeOf, worksIn } from "../../memory/home.js";
import { allocateFor } from "../../memory/room.js";

const NONE: readonly number[] = [];
/** Gives the traced array of an array. */
type ArrayOf = (array: FloatArray) => FloatArray;

/** How far two ways to the same number may differ by rounding, in float32. */
const TOLERANCE = 1e-3;

/**
 * The weights of a batch's examples. A loss gives each example's own value, and the derivative of their mean v₁/n + … + vₙ/n;
 * so each is multiplied by n·w/Σw, and the mean is Σwv/Σw. A loss needn't know of it.
 */
export class BatchWeights implements WeightsOfBatch {
  readonly weights: FloatArray;
  readonly #shares: FloatArray;
  readonly #update: RecordableUpdate;
  unseen = true;

  /** @param owner - What the memory is given back with. */
  constructor(network: Network, owner: { readonly update: RecordableUpdate }) {
    const { length } = owner.update.frame.values;
    const arrays = allocateFor(homeOf(network).store, network.dtype, [length, length], undefined);
    [this.weights, this.#shares] = arrays as [FloatArray, FloatArray];
    this.#update = owner.update;
    worksIn(owner, arrays);
  }

  read(weights: ArrayLike<number>, rows: ArrayLike<number>, from: number, to: number): void {
    for (let i = from; i < to; i++) this.weights[i - from] = weights[rows[i]!]!;
  }

  forward({ kernels, values, batch }: FigureFrame, array: ArrayOf = same): void {
    kernels.compute(VALUES, NONE, 1, batch, values, array(this.#shares), array(this.weights));
  }

  backward({ kernels, dprediction, outputSize, batch }: FigureFrame, array: ArrayOf = same): void {
    if (this.unseen && batch > 1) this.#check();
    kernels.compute(SLOPES, NONE, batch, outputSize, dprediction, array(this.#shares));
  }

  #check(): void {
    const { frame } = this.#update;
    const { batch } = frame;
    this.unseen = false;
    frame.batch = 1;
    const alone = this.#measured();
    frame.batch = batch;
    const among = this.#measured();
    if (alone.every((value, i) => !(Math.abs(value - among[i]!) > TOLERANCE * Math.abs(value)))) return;
    throw new OptionError(
      "The loss can't be weighted: what it gives for an example depends on the others in its batch. Leave out weights.",
    );
  }

  /** The first example's value, and its derivatives with respect to the outputs. */
  #measured(): FloatArray {
    const { frame } = this.#update;
    this.#update.lossValue(frame);
    const [value] = frame.values;
    this.#update.lossGradient(frame);
    return Float64Array.of(
      value!,
      ...frame.dprediction.subarray(0, frame.outputSize).map((slope) => slope * frame.batch),
    );
  }
}

function same(array: FloatArray): FloatArray {
  return array;
}

const VALUES: Computation = /* @__PURE__ */ new Computation({
  name: "weights",
  arrays: ["value", "share", "w"],
  // A batch whose weights are all 0 has nothing to learn from.
  lines: ["total = sum(w)", "share = total > 0 ? w * size / total : 0", "value = value * share"],
});
const SLOPES: Computation = /* @__PURE__ */ new Computation({
  name: "weights",
  arrays: ["slope", "share"],
  byRow: ["share"],
  lines: ["slope = slope * share"],
});
