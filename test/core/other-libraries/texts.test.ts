import { Sequential } from "@nn/core";
import * as layers from "@nn/layers";
import { Dense } from "@nn/layers";
import * as losses from "@nn/losses";
import * as optim from "@nn/optim";
import { describe, expect, test } from "vitest";
import { data, settings, type Untyped } from "./untyped.js";

const network = new Sequential([new Dense(2, 1)]);
const said = (mistake: () => unknown): string => {
  try {
    mistake();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};
const asked = (more: object): string => said(() => network.fit(data, settings(more)));
/** What a component is called in the sentence about its text, and where it is. */
const led = (message: string): readonly string[] => /Here it is (?:new )?(\w+).*, of (@nn\/\w+)\.$/.exec(message) ?? [];

describe("a text in the place of a component leads to one that there is", () => {
  test.each([
    ..."mse mae mean_squared_error meanAbsoluteError mean-absolute-error log_cosh bce BCELoss".split(" "),
    ..."categorical_crossentropy categoricalCrossentropy BCEWithLogitsLoss CrossEntropyLoss".split(" "),
  ])("the loss %s", (text) => {
    const [, name = "", from] = led(asked({ loss: text }));
    expect(from).toBe("@nn/losses");
    expect((losses as Untyped)[name]).toMatchObject({ name });
  });

  test.each("sgd SGD adam AdamW rmsprop RMSProp L-BFGS".split(" "))("the optimizer %s", (text) => {
    const [, name = "", from] = led(asked({ optimizer: text }));
    expect(from).toBe("@nn/optim");
    expect((optim as Untyped)[name]).toBeTypeOf("function");
  });

  test.each("acc categorical_accuracy auc r2_score binary_accuracy sparse_categorical_accuracy".split(" "))(
    "the metric %s",
    (text) => {
      const [, name = "", from] = led(asked({ metrics: { figure: text } }));
      expect(from).toBe("@nn/losses");
      expect((losses as Untyped)[name]).toMatchObject({ name });
    },
  );

  test.each([..."relu sigmoid tanh softmax softplus identity linear".split(" "), "None"])(
    "the activation %s",
    (text) => {
      const [, name = "", from] = led(said(() => new Dense(2, 1, { activation: text as Untyped })));
      expect(from).toBe("@nn/layers");
      expect((layers as Untyped)[name]).toMatchObject({ name });
    },
  );
});

describe("of an initializer", () => {
  test.each([
    ..."glorot_uniform glorotNormal he_uniform he_normal xavier_uniform_ kaiming_normal_ orthogonal zeros ones".split(
      " ",
    ),
    ..."random_normal random_uniform".split(" "),
  ])("%s", (text) => {
    const given = { weightInitializer: text as Untyped };
    const [, name = "", from] = led(said(() => new Dense(2, 1, given)));
    expect(from).toBe("@nn/layers");
    const own = (layers as Untyped)[name];
    expect(typeof own === "function" ? own.prototype.fill : own.fill).toBeTypeOf("function");
  });
});

test("a text leads to what is asked for alone", () => {
  for (const loss of ["accuracy", "auc", "relu", "adam", "zeros"]) expect(led(asked({ loss }))).toEqual([]);
  for (const optimizer of ["relu", "mse", "he_normal"]) expect(led(asked({ optimizer }))).toEqual([]);
  for (const figure of ["sgd", "tanh"]) expect(led(asked({ metrics: { figure } }))).toEqual([]);
  expect(led(asked({ metrics: { figure: "mse" } }))).toContain("meanSquaredError");
  for (const text of ["mse", "adam", "ones"]) {
    expect(led(said(() => new Dense(2, 1, { activation: text as Untyped })))).toEqual([]);
  }
  // An activation is no layer.
  expect(led(said(() => new Sequential(["relu" as Untyped])))).toEqual([]);
});

test("what there isn't leads nowhere", () => {
  for (const text of ["", "maxout", "__proto__", "new", "adam of mine"]) expect(led(asked({ loss: text }))).toEqual([]);
  expect(layers).not.toHaveProperty("maxout");
});
