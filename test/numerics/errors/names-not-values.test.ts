import { OptionError, Sequential } from "@nn/core";
import type { Loss } from "@nn/core/component";
import { Activate, Dense, Normal } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const network = new Sequential([new Dense(2, 1)]);
const data = { inputs: [[1, 2]], targets: [1] };

/** The message for a value that the compiler wouldn't let through. */
function refusal(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(OptionError);
    return (error as Error).message;
  }
  throw new Error("It was not refused.");
}

const trainer = (options: object) =>
  refusal(() => network.trainer({ loss: meanSquaredError, optimizer: new Adam(), batchSize: 1, ...options }));

describe("things are passed themselves, not by name", () => {
  test("a loss", () => {
    expect(trainer({ loss: "mse" })).toMatchInlineSnapshot(
      `"loss must be a loss itself, as in { loss: meanSquaredError }, but is "mse". Here it is meanSquaredError, of @nn/losses."`,
    );
    expect(trainer({ loss: undefined })).toMatchInlineSnapshot(
      `"loss must be a loss itself, as in { loss: meanSquaredError }, but is undefined. Is it imported, and is there one of that name?"`,
    );
    expect(refusal(() => network.evaluate(data, { loss: "mse" as never }))).toMatchInlineSnapshot(
      `"loss must be a loss itself, as in { loss: meanSquaredError }, but is "mse". Here it is meanSquaredError, of @nn/losses."`,
    );
  });

  test("an optimizer", () => {
    expect(trainer({ optimizer: "sgd" })).toMatchInlineSnapshot(
      `"optimizer must be an optimizer itself, as in { optimizer: new SGD({ learningRate: 0.1 }) }, but is "sgd". Here it is new SGD({ … }), of @nn/optim."`,
    );
    expect(trainer({ optimizer: null })).toMatchInlineSnapshot(
      `"optimizer must be an optimizer itself, as in { optimizer: new SGD({ learningRate: 0.1 }) }, but is null."`,
    );
  });

  test("an activation", () => {
    expect(refusal(() => new Dense(2, 1, { activation: "relu" as never }))).toMatchInlineSnapshot(
      `"Dense(2, 1): an activation is passed itself, as in { activation: relu }, but got "relu". Here it is relu, of @nn/layers."`,
    );
  });

  test("an activation of Activate, whose message shows Activate", () => {
    expect(refusal(() => new Activate("relu" as never))).toMatch(/new Activate\(relu\)/);
    expect(refusal(() => new Activate(undefined as never))).toMatch(/new Activate\(relu\)/);
  });

  test("an initializer", () => {
    expect(refusal(() => new Dense(2, 1, { weightInitializer: "zeros" as never }))).toMatch(/weightInitializer/);
    expect(refusal(() => new Dense(2, 1, { biasInitializer: 0 as never }))).toMatch(/biasInitializer/);
  });

  test("a metric", () => {
    const evaluate = (metrics: unknown) =>
      refusal(() => network.evaluate(data, { loss: meanSquaredError, metrics: metrics as Record<string, Loss> }));
    expect(evaluate({ accuracy: "accuracy" })).toMatchInlineSnapshot(
      `"metrics must hold metrics by name, as in { accuracy: binaryAccuracy }, but "accuracy" is "accuracy". Here it is accuracy, of @nn/losses."`,
    );
    expect(evaluate({ accuracy: undefined })).toMatchInlineSnapshot(
      `"metrics must hold metrics by name, as in { accuracy: binaryAccuracy }, but "accuracy" is undefined. Is it imported, and is there one of that name?"`,
    );
  });
});

describe("metrics that aren't one object by name are refused", () => {
  test.each([
    ["text", "accuracy"],
    ["a list, which has no names", [meanSquaredError]],
    ["a metric itself", meanSquaredError],
  ])("%s", (_, metrics) => {
    const evaluate = () => network.evaluate(data, { loss: meanSquaredError, metrics: metrics as never });
    expect(refusal(evaluate)).toMatch(/^metrics must/);
  });
});

describe("a class in place of an instance is refused, without its source code", () => {
  test("an optimizer", () => {
    const message = trainer({ optimizer: SGD });
    expect(message).toMatch(/SGD/);
    expect(message).not.toMatch(/constructor/);
  });

  test("a loss", () => {
    expect(trainer({ loss: SGD })).not.toMatch(/constructor/);
  });

  test("an activation", () => {
    expect(refusal(() => new Dense(2, 1, { activation: Activate as never }))).not.toMatch(/constructor/);
  });

  test("an initializer", () => {
    expect(refusal(() => new Dense(2, 1, { weightInitializer: Normal as never }))).not.toMatch(/constructor/);
  });
});

describe("another kind of thing is refused by its kind", () => {
  test("an optimizer for a loss, and the other way round", () => {
    expect(trainer({ loss: new Adam() })).toMatch(/but is an Adam\./);
    expect(trainer({ optimizer: meanSquaredError })).toMatchInlineSnapshot(
      `"optimizer must be an optimizer itself, as in { optimizer: new SGD({ learningRate: 0.1 }) }, but is an object. It lacks update."`,
    );
  });

  test("an object without a prototype", () => {
    expect(trainer({ loss: Object.create(null) })).toMatch(/but is an object\./);
  });
});
