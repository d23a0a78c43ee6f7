import {
  type ComparedOutput,
  Computation,
  type KernelsOnly,
  type Loss,
  type LossFrame,
  type LossOfOutput,
  type MetricFrame,
  methodsOf,
  type OwnKernel,
  type Place,
  type Shape,
  type Titles,
} from "@nn/core/component";
import { comparedOutput } from "./compared-output.js";
import { OutputFrames } from "./output-frames.js";
import { checkOutput, type OutputLoss, type OutputShapes, type PlacedOutput, placedOutputs } from "./output-losses.js";
import { puttingKernel } from "./output-place.js";

/** What {@link WeightedLosses} are made from. */
export interface WeightedLossesSettings<Outputs extends OutputShapes = OutputShapes> {
  /** The shapes of the outputs, in their order. */
  readonly outputs: Outputs;
  /** What each is minimised by. */
  readonly losses: { readonly [Name in keyof Outputs]: OutputLoss };
}

/** An output with what its passes call. */
interface Part extends PlacedOutput {
  readonly frames: OutputFrames;
  readonly putGradient: OwnKernel;
  readonly weights: readonly [number];
}

/**
 * The loss of a network of several outputs: each has a loss of its own, and a weight that says what it counts.
 *
 *     L = Σₖ weightₖ · lossₖ(predictionₖ, targetₖ)
 *     ∂L/∂predictionₖ = weightₖ · ∂lossₖ/∂predictionₖ
 *
 * The outputs lie side by side in their order, as a {@link Concatenate} of one stack for each gives them, [Σ sizes]; one of more axes
 * than one is followed by a `Flatten` there, and its loss is given its own shape again. So do the targets, those of a loss of class
 * numbers as these. `NamedArrays` of `@nn/data` takes and gives all of them by their names, and {@link metricOf} is a metric of one
 * of them, which may be its own loss.
 *
 * It is what Keras does with `loss` and `loss_weights` by names. Each loss is compared with the layer that gives its output, as one of
 * a single output is with the last layer.
 *
 * @typeParam Outputs - The shapes of the outputs.
 * @throws OptionError for what isn't shapes, losses and weights of at least 0 by the same names; ShapeError for a network of another
 *   output.
 *
 * @example
 * const outputs = { rating: [1], genre: [3] } as const;
 * const loss = new WeightedLosses(outputs, {
 *   rating: { loss: meanSquaredError, weight: 0.5 },
 *   genre: { loss: sparseCategoricalCrossEntropyFromLogits },
 * });
 * lossOf(loss, { predictions: [[3, 0, 0, 0]], targets: [[1, 2]] }); // => 3.09861228866811
 */
export class WeightedLosses<const Outputs extends OutputShapes = OutputShapes> implements Loss {
  readonly name: string;
  /** The losses of the outputs, in their order. */
  readonly losses: readonly Loss[];
  readonly #parts: readonly Part[];

  /**
   * @param outputs - The shapes of the outputs by their names, in their order.
   * @param losses - What each is minimised by, by the same names.
   */
  constructor(outputs: Outputs, losses: { readonly [Name in keyof Outputs]: OutputLoss }) {
    this.#parts = placedOutputs(outputs, losses).map((output) => ({
      ...output,
      frames: new OutputFrames(output, output.loss),
      putGradient: puttingKernel(output.prediction),
      weights: [output.weight],
    }));
    this.losses = watchedLosses(this.#parts.map(({ loss }) => loss));
    const told = this.#parts.map(
      ({ name, loss, weight }) => `${name}: ${weight === 1 ? "" : `${weight} · `}${loss.name}`,
    );
    this.name = `WeightedLosses(${told.join(", ")})`;
  }

  get kind(): string {
    return "WeightedLosses";
  }

  get titles(): Titles {
    return {
      en: "the weighted sum of the losses of several outputs",
      fr: "la somme pondérée des pertes de plusieurs sorties",
    };
  }

  settings(): WeightedLossesSettings {
    return {
      outputs: Object.fromEntries(this.#parts.map(({ name, shape }) => [name, shape])),
      losses: Object.fromEntries(this.#parts.map(({ name, loss, weight }) => [name, { loss, weight }])),
    };
  }

  /** What its settings describe. */
  static from({ outputs, losses }: WeightedLossesSettings): WeightedLosses {
    return new WeightedLosses(outputs, losses);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** Each output with its place, its loss and its weight. */
  get outputs(): readonly LossOfOutput[] {
    return this.#parts;
  }

  /** The same with the shapes of targets. @hidden */
  get placed(): readonly PlacedOutput[] {
    return this.#parts;
  }

  /** What gives each output, through layers that pass its numbers on, and what its loss takes. */
  perOutput(places: readonly Place[]): ComparedOutput[] {
    return this.#parts.flatMap((output) => comparedOutput(places, output, output.loss));
  }

  targetShape(output: Shape): Shape {
    checkOutput("WeightedLosses", this.#parts, output);
    return [this.#parts[0].target.all];
  }

  saved(): Record<string, Shape> {
    return Object.assign({}, ...this.#parts.map(({ frames }) => frames.saved())) as Record<string, Shape>;
  }

  value(frame: MetricFrame): void {
    for (const [i, { loss, frames, weights }] of this.#parts.entries()) {
      const own = frames.filled(frame);
      loss.value(own);
      frame.kernels.compute(i === 0 ? FIRST : FURTHER, weights, frame.batch, 1, frame.values, own.values);
    }
  }

  gradient(frame: LossFrame): void {
    for (const { loss, frames, putGradient, weights, prediction } of this.#parts) {
      const own = frames.of(frame);
      loss.gradient(own);
      frame.kernels.compute(SCALED, weights, frame.batch, prediction.size, own.dprediction);
      frame.kernels.run(putGradient, frame.batch, frame.dprediction, own.dprediction);
    }
  }
}

/** A list that is recorded where each loss in it is. */
function watchedLosses(losses: readonly Loss[]): readonly Loss[] {
  const list = [...losses];
  const kernelsOnly: KernelsOnly = { of: list, functions: {}, settings: list.map((_, i) => String(i)) };
  return Object.freeze(Object.defineProperty(list, "kernelsOnly", { value: kernelsOnly }));
}

const METHODS = /* @__PURE__ */ methodsOf(WeightedLosses as never, ["value", "gradient"], ["losses"]);

const FIRST = /* @__PURE__ */ new Computation({
  name: "weighted loss",
  arrays: ["value", "own"],
  scalars: ["weight"],
  lines: ["value = weight * own"],
});
const SCALED = /* @__PURE__ */ new Computation({
  name: "weighted gradient",
  arrays: ["gradient"],
  scalars: ["weight"],
  lines: ["gradient = weight * gradient"],
});
const FURTHER = /* @__PURE__ */ new Computation({
  name: "sum of weighted losses",
  arrays: ["value", "own"],
  scalars: ["weight"],
  lines: ["value = value + weight * own"],
});
