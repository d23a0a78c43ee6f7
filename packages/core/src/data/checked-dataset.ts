import {
  allFinite,
  DataError,
  type FloatArray,
  formatShape,
  isShape,
  type Shape,
  ShapeError,
  sameShape,
  show,
  sizeOf,
} from "@nn/numerics";
import { advice } from "../advice/advice.js";
import { handle, isPromise } from "../components/promises.js";
import type { Dataset } from "../contracts/dataset.js";
import { MOST_EXAMPLES } from "../training/fit/order.js";

/** A data set that a user has written, held to what it promises. */
export class CheckedDataset implements Dataset {
  readonly size: number;
  readonly inputShape: Shape;
  readonly targetShape: Shape;
  weights: Float64Array | undefined = undefined;
  readonly #data: Dataset;

  constructor(data: Dataset, inputShape: Shape, targetShape: Shape) {
    if (!Number.isInteger(data.size) || data.size < 1) {
      throw new DataError(`The data set's size must be a whole number of at least 1, but is ${show(data.size)}.`);
    }
    if (data.size > MOST_EXAMPLES) {
      throw new DataError(
        `A data set has at most ${MOST_EXAMPLES.toLocaleString("en")} examples, but its size is ${data.size}.${advice.remedy?.("too many examples") ?? ""}`,
      );
    }
    if (typeof data.read !== "function") {
      throw new DataError(`The data set's read must be a function, but is ${show(data.read)}.`);
    }
    checkShapes(data, inputShape, targetShape);
    this.size = data.size;
    this.inputShape = inputShape;
    this.targetShape = targetShape;
    this.#data = data;
  }

  read(inputs: FloatArray, targets: FloatArray, rows: Uint32Array, from: number, to: number): void {
    const inputSize = sizeOf(this.inputShape);
    const targetSize = sizeOf(this.targetShape);
    // What isn't written must not look like what the last batch left there.
    inputs.fill(Number.NaN, 0, (to - from) * inputSize);
    targets.fill(Number.NaN, 0, (to - from) * targetSize);
    const returned: unknown = this.#data.read(inputs, targets, rows, from, to);
    if (isPromise(returned)) {
      handle(returned);
      throw new DataError(
        `The data set's read gives a promise, but it isn't awaited: a batch must be written when read returns.${advice.remedy?.("promised examples") ?? ""}`,
      );
    }
    checkFinite("inputs", inputs, inputSize, rows, from, to);
    checkFinite("targets", targets, targetSize, rows, from, to);
  }
}

/** @throws ShapeError for a data set whose inputs aren't those of a network, or whose targets aren't those of a loss. */
export function checkShapes(data: Dataset, inputShape: Shape, targetShape: Shape): void {
  checkShape("inputs", data.inputShape, inputShape);
  checkShape("targets", data.targetShape, targetShape);
}

function checkShape(what: string, has: Shape, takes: Shape): void {
  if (has === takes || (isShape(has) && sameShape(has, takes))) return;
  throw new ShapeError(
    `The data set's ${what} have ${isShape(has) ? formatShape(has) : show(has)} number${isShape(has) && sizeOf(has) === 1 ? "" : "s"} an example, but the network takes ${formatShape(takes)}.`,
  );
}

function checkFinite(
  what: string,
  values: FloatArray,
  size: number,
  rows: Uint32Array,
  from: number,
  to: number,
): void {
  const length = (to - from) * size;
  if (allFinite(values, length)) return;
  const at = values.findIndex((value) => !Number.isFinite(value));
  const example = rows[from + Math.floor(at / size)];
  throw new DataError(
    `The ${what} must be finite numbers, but example ${example} of the data set, number ${at % size}, is ${values[at]}. ` +
      "Counts start at 0.",
  );
}
