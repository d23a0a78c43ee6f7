import { OptionError, seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import {
  checkOptions,
  type DType,
  type Loss,
  type LossFrame,
  lossFrame,
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
import { describedPromise } from "./described-promise.js";
import { UNWRITTEN } from "./frames.js";
import { kernelsOnlyPromise } from "./kernels-only-promise.js";

/** What {@link lossContract} needs to know beside the loss. */
export interface LossContractOptions {
  /** Draws one example that the loss has a meaning for: a prediction of `size` numbers, and a target. */
  readonly example: (
    random: Random,
    size: number,
  ) => {
    /** One that a network might give: probabilities, for a loss that is about them. */
    prediction: readonly number[];
    /** One that data might ask for: as many numbers, unless the loss's `targetShape` says otherwise. */
    target: readonly number[];
  };
  /** The numbers of outputs to try; 1, 2 and 5 unless given. */
  readonly sizes?: readonly number[];
  /** The backend to run on; the reference backend unless given. */
  readonly backend?: Backend;
}

const BATCHES = [1, 2, 7] as const;

interface Pass extends LossFrame {
  readonly value: () => void;
  readonly derive: () => void;
}

/** The arrays have room for more examples than the batch, so that writing too far is noticed. */
const CAPACITY = 9;

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

  const pass = (batch: number, size: number, dtype: DType = "float64", of: Loss = loss): Pass => {
    const frame = { ...lossFrame(of, { outputShape: [size], batch: CAPACITY, backend, dtype }), batch };
    const { prediction, target, targetSize, values, dprediction, saved } = frame;
    const random = seededRandom(loss.name);
    for (let i = 0; i < batch; i++) {
      const drawn = example(random, size);
      prediction.set(drawn.prediction, i * size);
      target.set(drawn.target, i * targetSize);
    }
    for (const unwritten of [dprediction, values, ...Object.values(saved)]) unwritten.fill(UNWRITTEN);
    return { ...frame, value: () => of.value(frame), derive: () => of.gradient(frame) };
  };

  return [
    promise("has a name", () => expectThat(loss.name.trim() !== "", "its name is empty")),

    promise("writes a finite value for each example and a gradient for each output, and nothing else", () => {
      for (const batch of BATCHES) {
        for (const size of sizes) {
          const { prediction, target, values, dprediction, saved, value, derive } = pass(batch, size);
          const read = [prediction.slice(), target.slice()] as const;
          value();
          derive();
          expectNumbers("prediction, which is only read,", prediction, read[0]);
          expectNumbers("target, which is only read,", target, read[1]);
          expectThat(values.subarray(0, batch).every(Number.isFinite), "a value was not written, or is not finite");
          expectThat(values.subarray(batch).every(Number.isNaN), "a value was written beyond the batch");
          const length = batch * size;
          expectThat(
            dprediction.subarray(0, length).every(Number.isFinite),
            "a gradient was not written, or is not finite",
          );
          expectThat(dprediction.subarray(length).every(Number.isNaN), "a gradient was written beyond the batch");
          for (const [name, { length }] of Object.entries(saved)) {
            const beyond = saved[name]!.subarray((length / CAPACITY) * batch);
            expectThat(beyond.every(Number.isNaN), `saved.${name} was written beyond the batch`);
          }
        }
      }
    }),

    promise("an example's value doesn't depend on the other examples", () => {
      for (const size of sizes) {
        const [many, one] = [pass(7, size), pass(1, size)];
        many.value();
        for (let i = 0; i < 7; i++) {
          one.prediction.set(many.prediction.subarray(i * size, (i + 1) * size));
          one.target.set(many.target.subarray(i * one.targetSize, (i + 1) * one.targetSize));
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
          const { prediction, values, dprediction, value, derive } = pass(batch, size);
          value();
          derive();
          const ones = values.map(() => 1);
          const mean = (): number => {
            value();
            return weightedSum(ones, values, batch) / batch;
          };
          const length = batch * size;
          checkGradients(mean, {
            prediction: { values: prediction.subarray(0, length), gradient: dprediction.slice(0, length) },
          });
        }
      }),
    ),

    kernelsOnlyPromise(loss, ["value", "gradient"], (kernels, traced) => {
      const frame = pass(2, sizes[0]!);
      const names = Object.keys(frame.saved);
      const given: LossFrame = {
        ...frame,
        kernels,
        values: traced(),
        prediction: traced(),
        target: traced(),
        dprediction: traced(),
        saved: Object.fromEntries(names.map((name) => [name, traced()])),
      };
      loss.value(given);
      loss.gradient(given);
    }),

    describedPromise(loss, (one) => {
      const { values, dprediction, value, derive } = pass(2, sizes[0]!, "float64", one);
      value();
      derive();
      return { values, dprediction };
    }),

    promise("float32 gives what float64 gives, to five digits", () => {
      const size = sizes.at(-1)!;
      const [single, double] = [pass(2, size, "float32"), pass(2, size)];
      for (const { value, derive } of [single, double]) {
        value();
        derive();
      }
      expectNumbers("values", single.values, double.values, 1e-4);
      expectNumbers("gradient", single.dprediction, double.dprediction, 1e-4);
    }),
  ];
}
