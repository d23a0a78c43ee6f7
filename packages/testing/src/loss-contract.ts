import { OptionError, seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import {
  checkOptions,
  type DType,
  type FloatArray,
  type Loss,
  positiveInteger,
  type Random,
  show,
} from "@nn/core/component";
import { checkGradients } from "@nn/core/gradients";
import {
  type ContractCheck,
  checkBackend,
  checkComponent,
  expectNumbers,
  expectThat,
  promise,
  weightedSum,
} from "./contract.js";
import { UNWRITTEN } from "./frames.js";
import { kernelsOnlyPromise } from "./kernels-only-promise.js";

/** What {@link lossContract} needs to know beside the loss. */
export interface LossContractOptions {
  /** Draws one example that the loss has a meaning for: a prediction and a target of `size` numbers. */
  readonly example: (
    random: Random,
    size: number,
  ) => {
    /** One that a network might give: probabilities, for a loss that is about them. */
    prediction: readonly number[];
    /** One that data might ask for. */
    target: readonly number[];
  };
  /** The numbers of outputs to try; 1, 2 and 5 unless given. */
  readonly sizes?: readonly number[];
  /** The backend to run on; the reference backend unless given. */
  readonly backend?: Backend;
}

const BATCHES = [1, 2, 7] as const;

interface Pass {
  readonly prediction: FloatArray;
  readonly target: FloatArray;
  readonly values: FloatArray;
  readonly gradient: FloatArray;
  readonly value: () => void;
  readonly derive: () => void;
}

/** Beyond so many, the arrays alone take seconds. */
const MOST_OUTPUTS = 1_000_000;

/**
 * What every loss promises.
 *
 * @example
 * const example = (random: Random, size: number) => ({
 *   prediction: Array.from({ length: size }, random),
 *   target: Array.from({ length: size }, random),
 * });
 * for (const { run } of lossContract(meanSquaredError, { example })) run();
 */
export function lossContract(loss: Loss, options: LossContractOptions): ContractCheck[] {
  checkComponent("lossContract", loss, ["value", "gradient"], "a loss");
  checkOptions("lossContract", options, ["example", "sizes", "backend"]);
  const { example, sizes = [1, 2, 5], backend = reference } = options;
  checkBackend("lossContract: backend", backend);
  if (typeof example !== "function") {
    throw new OptionError(`lossContract: example must be a function that draws an example, but is ${show(example)}.`);
  }
  if (!Array.isArray(sizes) || sizes.length === 0) {
    throw new OptionError(`lossContract: sizes must be a list of numbers of outputs, but is ${show(sizes)}.`);
  }
  for (let i = 0; i < sizes.length; i++) {
    if (positiveInteger(`lossContract: sizes[${i}]`, sizes[i]!) <= MOST_OUTPUTS) continue;
    throw new OptionError(`lossContract: a few outputs are enough, as in [1, 2, 5], but sizes[${i}] is ${sizes[i]}.`);
  }

  const pass = (batch: number, size: number, dtype: DType = "float64"): Pass => {
    const kernels = backend.kernels(dtype);
    const length = batch * size + 2;
    const [prediction, target, gradient, values] = backend.allocate(dtype, [length, length, length, batch + 2]) as [
      FloatArray,
      FloatArray,
      FloatArray,
      FloatArray,
    ];
    const random = seededRandom(loss.name);
    for (let i = 0; i < batch; i++) {
      const drawn = example(random, size);
      prediction.set(drawn.prediction, i * size);
      target.set(drawn.target, i * size);
    }
    gradient.fill(UNWRITTEN);
    values.fill(UNWRITTEN);
    return {
      prediction,
      target,
      values,
      gradient,
      value: () => loss.value(kernels, values, prediction, target, batch, size),
      derive: () => loss.gradient(kernels, gradient, prediction, target, batch, size),
    };
  };

  return [
    promise("has a name", () => expectThat(loss.name.trim() !== "", "its name is empty")),

    promise("writes a finite value for each example and a gradient for each output, and nothing else", () => {
      for (const batch of BATCHES) {
        for (const size of sizes) {
          const { prediction, target, values, gradient, value, derive } = pass(batch, size);
          const read = [prediction.slice(), target.slice()] as const;
          value();
          derive();
          expectNumbers("prediction, which is only read,", prediction, read[0]);
          expectNumbers("target, which is only read,", target, read[1]);
          expectThat(values.subarray(0, batch).every(Number.isFinite), "a value was not written, or is not finite");
          expectThat(values.subarray(batch).every(Number.isNaN), "a value was written beyond the batch");
          const length = batch * size;
          expectThat(
            gradient.subarray(0, length).every(Number.isFinite),
            "a gradient was not written, or is not finite",
          );
          expectThat(gradient.subarray(length).every(Number.isNaN), "a gradient was written beyond the batch");
        }
      }
    }),

    promise("an example's value doesn't depend on the other examples", () => {
      for (const size of sizes) {
        const [many, one] = [pass(7, size), pass(1, size)];
        many.value();
        for (let i = 0; i < 7; i++) {
          one.prediction.set(many.prediction.subarray(i * size, (i + 1) * size));
          one.target.set(many.target.subarray(i * size, (i + 1) * size));
          one.value();
          expectNumbers(`the value of example ${i} alone`, one.values.subarray(0, 1), many.values.subarray(i, i + 1));
        }
      }
    }),

    promise("does not hide a NaN", () => {
      const { prediction, values, value } = pass(1, sizes.at(-1)!);
      prediction.fill(Number.NaN);
      value();
      expectThat(Number.isNaN(values[0]), `the value of a prediction of NaN is ${values[0]}`);
    }),

    ...BATCHES.map((batch) =>
      promise(`its gradient is that of the mean over the batch, by central differences, batch ${batch}`, () => {
        for (const size of sizes) {
          const { prediction, values, gradient, value, derive } = pass(batch, size);
          derive();
          const ones = values.map(() => 1);
          const mean = (): number => {
            value();
            return weightedSum(ones, values, batch) / batch;
          };
          const length = batch * size;
          checkGradients(mean, {
            prediction: { values: prediction.subarray(0, length), gradient: gradient.slice(0, length) },
          });
        }
      }),
    ),

    kernelsOnlyPromise(loss, ["value", "gradient"], (kernels, traced) => {
      const [values, prediction, target, gradient] = [traced(), traced(), traced(), traced()];
      loss.value(kernels, values, prediction, target, 2, sizes[0]!);
      loss.gradient(kernels, gradient, prediction, target, 2, sizes[0]!);
    }),

    promise("float32 gives what float64 gives, to five digits", () => {
      const size = sizes.at(-1)!;
      const [single, double] = [pass(2, size, "float32"), pass(2, size)];
      for (const { value, derive } of [single, double]) {
        value();
        derive();
      }
      expectNumbers("values", single.values, double.values, 1e-4);
      expectNumbers("gradient", single.gradient, double.gradient, 1e-4);
    }),
  ];
}
