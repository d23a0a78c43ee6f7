import { checkOptions, type DType, type Loss, type LossFrame, type Shape } from "@nn/core/component";
import { checkGradients } from "@nn/core/gradients";
import { expectAloneTheSame, figuresFor, type LossContractOptions, tracedFrame } from "../figures.js";
import { describedPromise } from "../promises/described-promise.js";
import { kernelsOnlyPromise } from "../promises/kernels-only-promise.js";
import { expectLossTexts } from "../texts/loss-texts.js";
import { type ContractCheck, checkComponent, expectNumbers, expectThat, promise, weightedSum } from "./contract.js";

const BATCHES = [1, 2, 7] as const;

interface Pass extends LossFrame {
  readonly value: () => void;
  readonly derive: () => void;
}

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
  const figures = figuresFor("lossContract", loss, options);
  const { sizes, capacity } = figures;
  const size = sizes.at(-1)!;
  // One whose formula is about a row takes several of them as well, such as the steps of a sequence.
  const outputs: readonly (number | Shape)[] = loss.formula?.lastAxis ? [...sizes, [3, size]] : sizes;
  const pass = (batch: number, output: number | Shape, dtype?: DType, of: Loss = loss): Pass => {
    const frame = figures.frame(batch, output, dtype);
    return { ...frame, value: () => of.value(frame), derive: () => of.gradient(frame) };
  };

  return [
    promise("has a name", () => expectThat(loss.name.trim() !== "", "its name is empty")),

    promise("writes a finite value for each example and a gradient for each output, and nothing else", () => {
      for (const batch of BATCHES) {
        for (const output of outputs) {
          const { prediction, target, outputSize, values, dprediction, saved, value, derive } = pass(batch, output);
          const read = [prediction.slice(), target.slice()] as const;
          value();
          derive();
          expectNumbers("prediction, which is only read,", prediction, read[0]);
          expectNumbers("target, which is only read,", target, read[1]);
          expectThat(values.subarray(0, batch).every(Number.isFinite), "a value was not written, or is not finite");
          expectThat(values.subarray(batch).every(Number.isNaN), "a value was written beyond the batch");
          const length = batch * outputSize;
          expectThat(
            dprediction.subarray(0, length).every(Number.isFinite),
            "a gradient was not written, or is not finite",
          );
          expectThat(dprediction.subarray(length).every(Number.isNaN), "a gradient was written beyond the batch");
          for (const [name, { length }] of Object.entries(saved)) {
            const beyond = saved[name]!.subarray((length / capacity) * batch);
            expectThat(beyond.every(Number.isNaN), `saved.${name} was written beyond the batch`);
          }
        }
      }
    }),

    promise("an example's value doesn't depend on the other examples", () => expectAloneTheSame(loss, figures)),

    promise("does not hide a NaN", () => {
      const { prediction, values, value } = pass(1, outputs.at(-1)!);
      prediction.fill(Number.NaN);
      value();
      expectThat(Number.isNaN(values[0]), `the value of a prediction of NaN is ${values[0]}`);
    }),

    ...BATCHES.map((batch) =>
      promise(`its gradient is that of the mean over the batch, by central differences, batch ${batch}`, () => {
        for (const output of outputs) {
          const { prediction, outputSize, values, dprediction, value, derive } = pass(batch, output);
          value();
          derive();
          const ones = values.map(() => 1);
          const mean = (): number => {
            value();
            return weightedSum(ones, values, batch) / batch;
          };
          const length = batch * outputSize;
          checkGradients(mean, {
            prediction: { values: prediction.subarray(0, length), gradient: dprediction.slice(0, length) },
          });
        }
      }),
    ),

    promise("where its formula is about a row, an example's value is the mean of its rows'", () => {
      if (!loss.formula?.lastAxis) return;
      const [sequence, rows] = [pass(2, [3, size]), pass(6, size)];
      for (const { value, derive } of [sequence, rows]) {
        value();
        derive();
      }
      const means = [0, 3].map((at) => (rows.values[at]! + rows.values[at + 1]! + rows.values[at + 2]!) / 3);
      expectNumbers("values", sequence.values.subarray(0, 2), means, 1e-12);
      const length = 6 * size;
      expectNumbers("gradient", sequence.dprediction.subarray(0, length), rows.dprediction.subarray(0, length));
    }),

    promise("if it says its formula, value does so, and gradient as its derivative says", () => {
      for (const output of outputs) {
        const frame = pass(2, output);
        frame.value();
        frame.derive();
        expectLossTexts(loss, frame);
      }
    }),

    kernelsOnlyPromise(loss, ["value", "gradient"], (kernels, traced) => {
      const given = tracedFrame(figures.frame(2, outputs.at(-1)!), kernels, traced);
      loss.value(given);
      loss.gradient(given);
    }),

    describedPromise(loss, (one) => {
      const { values, dprediction, value, derive } = pass(2, outputs.at(-1)!, "float64", one);
      value();
      derive();
      return { values, dprediction };
    }),

    promise("float32 gives what float64 gives, to five digits", () => {
      const [single, double] = [pass(2, outputs.at(-1)!, "float32"), pass(2, outputs.at(-1)!)];
      for (const { value, derive } of [single, double]) {
        value();
        derive();
      }
      expectNumbers("values", single.values, double.values, 1e-4);
      expectNumbers("gradient", single.dprediction, double.dprediction, 1e-4);
    }),
  ];
}
