import { Sequential } from "@nn/core";
import {
  type Activation,
  defineActivation,
  defineLoss,
  defineRule,
  type Loss,
  type Optimizer,
  Registry,
  RuleOptimizer,
  type UpdateFrame,
} from "@nn/core/component";
import { Dense, layerKinds, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

/* What is made from texts needs no registering: the texts are all there is to know. */

const registry = new Registry(layerKinds);

const again = <Kind extends object>(component: Kind): Kind =>
  registry.make(JSON.parse(JSON.stringify(registry.describe(component))));

function trained(activation: Activation, loss: Loss, optimizer: Optimizer): Float64Array | Float32Array {
  const network = new Sequential([new Dense(2, 3, { activation }), new Dense(3, 1)], { seed: "texts" });
  const trainer = network.trainer({ loss, optimizer, batchSize: 2 });
  const data = [
    [1, 2],
    [-3, 0.5],
  ];
  for (let step = 0; step < 3; step++) trainer.step(data, [[0.2], [0.9]]);
  return network.parameters.block;
}

const softplus = defineActivation({
  name: "own softplus",
  titles: { en: "my softplus", fr: "ma fonction softplus" },
  formula: { value: "log(1 + exp(z))", derivative: "1 / (1 + exp(-z))" },
  forward: ["a = max(z, 0) + log1p(exp(-abs(z)))"],
  range: { least: 0, most: Infinity },
});

const halved = defineLoss({
  name: "halved",
  formula: { value: "mean((p - t)^2) / 2" },
  gradient: ["gradient = (p - t) / (batch * size)"],
  refuses: ["t > 5"],
  predictions: { what: "any numbers", range: { least: -Infinity, most: Infinity }, remedy: "End in identity." },
});

class Signs extends RuleOptimizer {
  readonly name = "signs";
  learningRate = 0.1;
  constructor() {
    super(
      defineRule({
        lines: ["s = 0.5 * s + g", "w = w - eta * s / (abs(s) + 1e-9)"],
        letters: { eta: "learningRate", s: "sum" },
        slots: ["sum"],
      }),
    );
  }
}

test("an activation is written down as its texts, with numbers that JSON doesn't have", () => {
  expect(registry.describe(softplus)).toEqual({
    kind: "defineActivation",
    settings: {
      name: "own softplus",
      titles: { en: "my softplus", fr: "ma fonction softplus" },
      formula: { value: "log(1 + exp(z))", derivative: "1 / (1 + exp(-z))" },
      forward: ["a = max(z, 0) + log1p(exp(-abs(z)))"],
      range: { least: 0, most: { kind: "number", value: "Infinity" } },
    },
  });
  const made = again(softplus);
  expect(made.range).toEqual({ least: 0, most: Infinity });
  expect(made.titles).toEqual(softplus.titles);
  const rest = [meanSquaredError, new SGD({ learningRate: 0.1 })] as const;
  expect(trained(made, ...rest)).toEqual(trained(softplus, ...rest));
});

test("it is found within a layer as well", () => {
  const layer = new Dense(2, 2, { activation: softplus });
  const made = again(layer);
  expect(made.name).toBe("Dense(2 → 2, own softplus)");
  expect(registry.describe(made)).toEqual(registry.describe(layer));
});

test("a loss is", () => {
  const made = again(halved);
  expect(registry.describe(made)).toEqual(registry.describe(halved));
  expect(made.predictions).toEqual(halved.predictions);
  const optimizer = new SGD({ learningRate: 0.1 });
  expect(trained(sigmoid, made, optimizer)).toEqual(trained(sigmoid, halved, optimizer));
});

test("one that refuses in words of its own isn't: those are a function", () => {
  const own = defineLoss({ name: "own", formula: { value: "mean(p)" }, gradient: ["gradient = 1"], refuse: () => {} });
  expect(() => registry.describe(own)).toThrow(
    "defineLoss.refuse is a function, which can't be written down. Take a number or other plain data in its place, or " +
      "a function that says its kind and settings, such as a schedule of @nn/optim.",
  );
});

test("an optimizer is its rule, with the values of what that names", () => {
  const optimizer = new Signs();
  optimizer.learningRate = 0.25;
  expect(optimizer.settings()).toEqual({ learningRate: 0.25 });
  const made = again(optimizer);
  expect(registry.describe(made)).toEqual(registry.describe(optimizer));
  expect(made.name).toBe("signs");
  expect(trained(sigmoid, meanSquaredError, made)).toEqual(trained(sigmoid, meanSquaredError, optimizer));
});

test("an optimizer with an update or settings of its own isn't only its rule", () => {
  class Half extends Signs {
    override update(frame: UpdateFrame): void {
      super.update(frame);
      frame.value[0]! /= 2;
    }
  }
  expect(() => registry.describe(new Half())).toThrow('"signs", of the kind "RuleOptimizer", but not as that is made');
});

test("a class that says its own kind is made by its constructor", () => {
  class Plain extends RuleOptimizer {
    readonly name = "plain";
    readonly learningRate: number;
    constructor({ learningRate = 0.5 }: { readonly learningRate?: number } = {}) {
      super(defineRule({ lines: ["w = w - eta * g"], letters: { eta: "learningRate" } }));
      this.learningRate = learningRate;
    }
    override get kind(): string {
      return "Plain";
    }
  }
  const own = registry.with(Plain);
  const description = own.describe(new Plain({ learningRate: 0.125 }));
  expect(description).toEqual({ kind: "Plain", settings: { learningRate: 0.125 } });
  expect(own.make(description)).toBeInstanceOf(Plain);
  expect(own.make<Plain>(description).learningRate).toBe(0.125);
});

test("a definition with a kind is known by that, where it is registered", () => {
  const swish = defineActivation({
    kind: "swish",
    name: "swish",
    formula: { value: "z / (1 + exp(-z))", derivative: "(1 + exp(-z) + z * exp(-z)) / (1 + exp(-z))^2" },
  });
  const own = registry.with(swish);
  expect(own.describe(new Dense(1, 1, { activation: swish })).settings?.activation).toEqual({ kind: "swish" });
  expect(own.make({ kind: "swish" })).toBe(swish);
  expect(() => registry.describe(swish)).toThrow('"swish", of the kind "swish", which the registry doesn\'t have.');
});

test("a definition's texts are those that were given, whatever became of the lists and objects that held them", () => {
  const formula = { value: "z", derivative: "1" };
  const linear = defineActivation({ name: "linear", formula });
  formula.value = "2 * z";
  expect(registry.describe(linear).settings?.formula).toEqual({ value: "z", derivative: "1" });
});
