import { type Sequential as Network, Sequential } from "@nn/core";
import {
  type Activation,
  type ComponentMaker,
  type Described,
  type Layer,
  type Optimizer,
  Registry,
  resolveStack,
} from "@nn/core/component";
import * as layersPackage from "@nn/layers";
import { Dense, identity, layerKinds } from "@nn/layers";
import * as lossesPackage from "@nn/losses";
import { lossKinds, meanSquaredError } from "@nn/losses";
import * as optimPackage from "@nn/optim";
import { optimizerKinds, SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { activations, layers, losses, optimizers } from "./components.js";

/*
 * Every exported component says its kind, is listed by its package, and is made again from its description, as JSON has it:
 * with the same name and settings, and the same bits in a training.
 */

const registry = new Registry([...layerKinds, ...lossKinds, ...optimizerKinds]);

const again = <Kind extends Described>(component: Kind): Kind =>
  registry.make(JSON.parse(JSON.stringify(registry.describe(component))));

interface Training {
  readonly optimizer?: Optimizer;
  readonly targets?: readonly (readonly number[])[];
}

/** The bits of a network's parameters after two steps. */
function trained(
  layers: readonly Layer[],
  { optimizer = new SGD({ learningRate: 0.1 }), targets = [[0.25]] }: Training = {},
  inputShape?: readonly number[],
): readonly bigint[] {
  const network: Network = new Sequential([...layers], { seed: "described", ...(inputShape && { inputShape }) });
  const size = network.stack.inputShape.reduce((product, length) => product * length, 1);
  const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1, allowMismatch: true });
  const input = Float64Array.from({ length: size }, (_, i) =>
    layers[0]!.indexCount === undefined ? (i - 0.5) / size : 0,
  );
  for (let step = 0; step < 2; step++) trainer.step(input, Float64Array.from(targets.flat()));
  return Array.from(new BigUint64Array(network.parameters.block.buffer));
}

const isComponent = (value: unknown): value is object =>
  (typeof value === "object" && value !== null && !Array.isArray(value)) ||
  (typeof value === "function" && "kind" in (value.prototype ?? {}));

test.each([
  ["@nn/layers", layersPackage, layerKinds],
  ["@nn/losses", lossesPackage, lossKinds],
  ["@nn/optim", optimPackage, optimizerKinds],
] as const)(
  "%s lists all components that it exports, each with the name of the export as its kind",
  (_, all, listed) => {
    const exported = Object.entries(all).filter(([, value]) => isComponent(value));
    const kindOf = (value: object): unknown =>
      typeof value === "function" ? value.prototype.kind : (value as Described).kind;
    expect(exported.map(([name]) => name)).toEqual(exported.map(([, value]) => kindOf(value)));
    // What makes functions, such as schedules, is listed with the name of the function that does.
    const makers = listed.filter((one): one is ComponentMaker => "from" in one && typeof one === "object");
    expect(new Set(listed.filter((one) => !(makers as readonly unknown[]).includes(one)))).toEqual(
      new Set(exported.map(([, value]) => value)),
    );
    for (const { kind, from } of makers) expect((all as Record<string, unknown>)[kind]).toBe(from);
  },
);

test.each(layers.map((row) => [row.layer.name, row] as const))("%s is made again", (name, { layer, options }) => {
  const made = again(layer);
  expect(made).not.toBe(layer);
  expect(made.name).toBe(name);
  expect(registry.describe(made)).toEqual(registry.describe(layer));
  const { inputShape } = options ?? {};
  const input = inputShape ?? layer.inputShape!;
  const { outputShape } = resolveStack([layer], input);
  expect(resolveStack([made], input).outputShape).toEqual(outputShape);
  const size = outputShape.reduce((product, length) => product * length, 1);
  const targets = [Array.from({ length: size }, () => 0.25)];
  expect(trained([made], { targets }, inputShape)).toEqual(trained([layer], { targets }, inputShape));
});

/** Of which there is only one. */
const isSingle = (component: Described): boolean => Object.keys(registry.describe(component)).length === 1;

test.each(activations.map(({ activation }) => activation).filter((one) => !isSingle(one)))(
  "the activation $name is made again",
  (activation) => {
    const made = again(activation);
    expect(made).not.toBe(activation);
    expect([made.name, made.titles, made.settings?.()]).toEqual([
      activation.name,
      activation.titles,
      activation.settings?.(),
    ]);
    const layers = (one: Activation): Layer[] => [new Dense(2, 3, { activation: one }), new Dense(3, 1)];
    expect(trained(layers(made))).toEqual(trained(layers(activation)));
    expect(() => registry.describe({ ...activation })).toThrow("but not as that is made");
  },
);

test.each(losses.map(({ loss }) => loss).filter((one) => !isSingle(one)))("the loss $name is made again", (loss) => {
  const made = again(loss);
  expect(made).not.toBe(loss);
  expect([made.name, made.titles, made.settings?.(), made.formula, made.predictions]).toEqual([
    loss.name,
    loss.titles,
    loss.settings?.(),
    loss.formula,
    loss.predictions,
  ]);
  expect(() => registry.describe({ ...loss })).toThrow("but not as that is made");
});

test.each([
  ...activations.map(({ activation }) => activation).filter(isSingle),
  ...losses.map(({ loss }) => loss).filter(isSingle),
  ...Object.values(lossesPackage).filter((value) => typeof value === "object" && isComponent(value)),
  ...Object.values(layersPackage).filter((value) => typeof value === "object" && isComponent(value)),
] as Described[])("$kind, of which there is one, is found again", (component) => {
  expect(registry.describe(component)).toEqual({ kind: component.kind });
  expect(again(component)).toBe(component);
});

test.each([
  new layersPackage.Constant(-0),
  new layersPackage.Constant(1e-300),
  new layersPackage.Normal({ mean: 2, standardDeviation: 0.5 }),
  new layersPackage.Uniform({ low: -1, high: 3 }),
  new layersPackage.TruncatedNormal({ mean: 2, standardDeviation: 0.5 }),
  new layersPackage.VarianceScaling({ scale: 3, mode: "fanOut", distribution: "uniform" }),
  new layersPackage.Sparse({ sparsity: 0.5, standardDeviation: 2 }),
])("the initializer $name is made again", (initializer) => {
  const made = again(initializer);
  expect(made).not.toBe(initializer);
  expect(made.settings()).toEqual(initializer.settings());
  const network = (weightInitializer: typeof initializer): Layer =>
    new Dense(3, 2, { activation: identity, weightInitializer, biasInitializer: weightInitializer });
  const targets = [[1, 2]];
  expect(trained([network(made)], { targets })).toEqual(trained([network(initializer)], { targets }));
});

test.each([
  new lossesPackage.ConfusionMatrix(),
  new lossesPackage.ConfusionMatrix({ classNumbers: true }),
  new lossesPackage.F1Score({ average: "macro" }),
  new lossesPackage.F1Score({ threshold: 0 }),
  new lossesPackage.FBetaScore({ beta: 2, average: "micro" }),
  new lossesPackage.Precision({ classNumbers: true, average: "macro" }),
  new lossesPackage.Recall({ threshold: 0.25 }),
  new lossesPackage.Specificity(),
  new lossesPackage.BalancedAccuracy({ classNumbers: true }),
  new lossesPackage.CohenKappa(),
  new lossesPackage.MatthewsCorrelation(),
  new lossesPackage.TopKAccuracy({ k: 3, classNumbers: true }),
  new lossesPackage.CalibrationError({ bins: 5 }),
] as const)("the metric $name is made again", (metric) => {
  const made = again<typeof metric>(metric);
  expect(made).not.toBe(metric);
  expect([made.name, made.settings(), made.targetShape?.([2, 3])]).toEqual([
    metric.name,
    metric.settings(),
    metric.targetShape?.([2, 3]),
  ]);
});

const writable = optimizers
  .map(({ optimizer }) => optimizer as Optimizer & { readonly learningRate: unknown })
  .filter(({ learningRate }) => typeof learningRate === "number");

test.each(writable)("the optimizer $name is made again", (optimizer) => {
  const made = again(optimizer);
  expect(made).not.toBe(optimizer);
  expect(made.name).toBe(optimizer.name);
  expect(registry.describe(made)).toEqual(registry.describe(optimizer));
  const layers = [new Dense(2, 2), new Dense(2, 1)];
  expect(trained(layers, { optimizer: made })).toEqual(trained(layers, { optimizer }));
});

test("settings that change are described as they are", () => {
  const optimizer = new SGD({ learningRate: 0.1 });
  Object.assign(optimizer, { learningRate: 0.05 });
  expect(registry.describe(optimizer)).toEqual({
    kind: "SGD",
    settings: { learningRate: 0.05, momentum: 0, nesterov: false },
  });
});
