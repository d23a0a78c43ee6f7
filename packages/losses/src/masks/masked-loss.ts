import {
  checkLoss,
  type KernelsOnly,
  type Loss,
  type LossFrame,
  type MaskedRows,
  type MetricFrame,
  methodsOf,
  OptionError,
  type Shape,
  type TakenPredictions,
  type Titles,
} from "@nn/core/component";
import { MaskedFrames } from "./masked-frames.js";
import { type MaskOptions, maskValueOf } from "./rows.js";

/** What a {@link MaskedLoss} is made from. */
export interface MaskedLossSettings extends MaskOptions {
  /** What predictions that count are compared with their targets by. */
  readonly loss: Loss;
}

/**
 * A loss that leaves out targets which only fill up, as those of sequences of different lengths, or that aren't known. A row along the last
 * axis, as a step of outputs [steps, classes], counts unless all numbers of its target are `maskValue`. An example has the mean of
 * its rows that count, and 0 where none does; nothing flows back from the others.
 *
 *     L = 1/n · Σ over examples of 1/|R| · Σ over r in R of loss(prediction_r, target_r)         R: the rows that count
 *     ∂L/∂prediction_r = 1/(n·|R|) · ∂loss/∂prediction_r for r in R, else 0
 *
 * Outputs of one axis are one row: an example counts or not. For labels each by themselves end the network in `Reshape([labels, 1])`.
 *
 * PyTorch's `ignore_index` and masks of Keras give the mean over all rows of a batch that count, whichever example they are of. It is
 * that where the data has weights, each example's number of such rows. {@link maskedMetric} is a metric of these rows.
 *
 * A loss of your own is given each row as an example. The target of one that doesn't count is NaN.
 *
 * @throws OptionError for what is no loss, a loss of several outputs, a mask that is no number of float32, and options that don't exist;
 *   ShapeError for a loss that takes no target for each row; DataError, in a pass, for predictions and targets that its loss refuses.
 *
 * @example
 * const loss = new MaskedLoss(sparseCategoricalCrossEntropy, { maskValue: -1 });
 * // Two sequences of at most two steps, the second one of one step:
 * const predictions = [[[0.5, 0.5], [0.75, 0.25]], [[0.25, 0.75], [0.5, 0.5]]];
 * lossOf(loss, { predictions, targets: [[0, 1], [1, -1]] }); // => 0.6637
 */
export class MaskedLoss implements Loss {
  readonly name: string;
  /** What predictions that count are compared with their targets by. */
  readonly loss: Loss;
  /** What all numbers of a target are that doesn't count. */
  readonly maskValue: number;
  readonly #frames: MaskedFrames;

  constructor(loss: Loss, options: MaskOptions) {
    this.loss = checkLoss(loss);
    if (loss.outputs !== undefined) {
      throw new OptionError(
        `MaskedLoss takes the loss of one output, but ${loss.name} is that of several. Give the loss of each its own mask: ` +
          "new WeightedLosses(outputs, { tags: { loss: new MaskedLoss(…) }, … }).",
      );
    }
    this.maskValue = maskValueOf("MaskedLoss", options);
    this.name = `MaskedLoss(${loss.name}, mask ${this.maskValue})`;
    this.#frames = new MaskedFrames("MaskedLoss", loss, this.maskValue);
    Object.freeze(this);
  }

  get kind(): string {
    return "MaskedLoss";
  }

  get titles(): Titles {
    const { en = this.loss.name, fr = en } = this.loss.titles ?? {};
    const value = String(this.maskValue).replace("-", "−");
    return { en: `${en}, without targets of ${value}`, fr: `${fr}, sans les cibles de ${value.replace(".", ",")}` };
  }

  settings(): MaskedLossSettings {
    return { loss: this.loss, maskValue: this.maskValue };
  }

  /** What its settings describe. */
  static from({ loss, ...options }: MaskedLossSettings): MaskedLoss {
    return new MaskedLoss(loss, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  get predictions(): TakenPredictions | undefined {
    return this.loss.predictions;
  }

  /** The loss of a row, and what targets don't count. */
  get masked(): MaskedRows {
    return { loss: this.loss, maskValue: this.maskValue };
  }

  targetShape(output: Shape): Shape {
    return this.#frames.rowsOf(output).targets;
  }

  saved(output: Shape): Record<string, Shape> {
    return this.#frames.saved(output);
  }

  value(frame: MetricFrame): void {
    this.#frames.value(frame);
  }

  gradient(frame: LossFrame): void {
    const rows = this.#frames.of(frame);
    this.loss.gradient(rows);
    this.#frames.share(frame, rows);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(MaskedLoss as never, ["value", "gradient"], ["loss", "maskValue"]);
