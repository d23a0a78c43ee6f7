import { type FitOptions, Sequential, type TrainerOptions } from "@nn/core";
import type { EvaluateOptions } from "@nn/core/types";
import { Dense, Normal, relu, Uniform } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const network = new Sequential([new Dense(2, 1)]);
const data = { inputs: [[1, 2]], targets: [1] };
const optimizer = new SGD({ learningRate: 0.1 });
const loss = meanSquaredError;

/** Settings with one that the compiler wouldn't let through. */
function withUnknown<O extends object>(options: O, unknown: Record<string, unknown>): O {
  return { ...options, ...unknown };
}

describe("an option that doesn't exist is refused, with the nearest one that does", () => {
  test("by Sequential", () => {
    const build = (unknown: Record<string, unknown>) => () => new Sequential([new Dense(2, 1)], unknown);
    expect(build({ inputSize: [2] })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Sequential has no option "inputSize". Did you mean "inputShape"?]`,
    );
    expect(build({ name: "digits" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Sequential has no option "name". It has: seed, dtype, inputShape, backend, pipeline.]`,
    );
    expect(build({ dType: "float32" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Sequential has no option "dType". Did you mean "dtype"?]`,
    );
  });

  test("by fit", () => {
    const options: FitOptions = { loss, optimizer, epochs: 1, batchSize: 1 };
    const train = (unknown: Record<string, unknown>) => () => network.fit(data, withUnknown(options, unknown));
    expect(train({ epoch: 3 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: fit has no option "epoch". Did you mean "epochs"?]`,
    );
    expect(train({ batch_size: 3 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: fit has no option "batch_size". Did you mean "batchSize"?]`,
    );
    expect(train({ validationData: data })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: fit has no option "validationData". Did you mean "validation"?]`,
    );
    expect(train({ verbose: true })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: fit has no option "verbose". Reports come one by one: for await (const report of network.fit(data, options)) console.log(report.loss).]`,
    );
  });

  test("by evaluate", () => {
    const options: EvaluateOptions = { loss };
    const evaluate = () => network.evaluate(data, withUnknown(options, { metric: {} }));
    expect(evaluate).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: evaluate has no option "metric". Did you mean "metrics"?]`,
    );
  });

  test("by a trainer", () => {
    const options: TrainerOptions = { loss, optimizer, batchSize: 1 };
    expect(() => network.trainer(withUnknown(options, { epochs: 1 }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: A trainer has no option "epochs". It has: loss, optimizer, batchSize, allowMismatch, frozen, penalties.]`,
    );
    expect(() => network.trainer(withUnknown(options, { optimiser: 1 }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: A trainer has no option "optimiser". Did you mean "optimizer"?]`,
    );
  });

  test("by Dense", () => {
    const build = (unknown: Record<string, unknown>) => () => new Dense(2, 1, unknown);
    expect(build({ activations: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Dense(2, 1) has no option "activations". Did you mean "activation"?]`,
    );
    expect(build({ bias: false })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Dense(2, 1) has no option "bias". Did you mean "useBias"?]`,
    );
    expect(build({ weightInitialiser: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Dense(2, 1) has no option "weightInitialiser". Did you mean "weightInitializer"?]`,
    );
  });

  test("by optimizers", () => {
    expect(() => new SGD(withUnknown({ learningRate: 1 }, { lr: 1 }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: SGD has no option "lr". Did you mean "learningRate"?]`,
    );
    expect(() => new SGD(withUnknown({ learningRate: 1 }, { Momentum: 1 }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: SGD has no option "Momentum". Did you mean "momentum"?]`,
    );
    expect(() => new Adam(withUnknown({}, { beta_1: 0.9 }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Adam has no option "beta_1". Did you mean "beta1"?]`,
    );
  });

  test("by initializers", () => {
    expect(() => new Normal(withUnknown({}, { standardDeviations: 1 }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Normal has no option "standardDeviations". Did you mean "standardDeviation"?]`,
    );
    expect(() => new Normal(withUnknown({}, { variance: 1 }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Normal has no option "variance". It has: mean, standardDeviation.]`,
    );
    expect(() => new Uniform(withUnknown({}, { hight: 1 }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Uniform has no option "hight". Did you mean "high"?]`,
    );
  });
});

describe("options that aren't one object are refused", () => {
  test("a number, as other libraries take it", () => {
    expect(() => new SGD(0.1 as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: SGD takes its options as one object, { learningRate, momentum, nesterov }, but got 0.1.]`,
    );
    expect(() => new Dense(2, 1, "relu" as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Dense(2, 1) takes its options as one object, { activation, weightInitializer, biasInitializer, useBias }, but got "relu".]`,
    );
    expect(() => new Normal(0.1 as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Normal takes its options as one object, { mean, standardDeviation }, but got 0.1.]`,
    );
  });

  test("the thing that belongs into the object, by its name", () => {
    expect(() => new Dense(2, 1, relu as never)).toThrow(/^Dense\(2, 1\) takes .* but got relu itself\.$/);
    expect(() => network.fit(data, optimizer as never)).toThrow(/but got SGD\(learningRate 0\.1\) itself\.$/);
  });

  test("nothing where something is needed", () => {
    expect(() => new SGD(undefined as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: SGD takes its options as one object, { learningRate, momentum, nesterov }, but got undefined.]`,
    );
    expect(() => network.fit(data, null as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: fit takes its options as one object, { loss, optimizer, batchSize, epochs, shuffle, seed, evaluateEvery, metrics, validation, signal, allowMismatch, frozen, penalties, onWarning, callbacks, from, changed, classWeights }, but got null.]`,
    );
    expect(() => network.evaluate(data, [loss] as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: evaluate takes its options as one object, { loss, metrics, allowMismatch }, but got an array of 1.]`,
    );
  });
});
