import { deserialize, serialize } from "node:v8";
import { Sequential, type TrainerOptions } from "@nn/core";
import {
  defineLoss,
  defineRule,
  type Layer,
  type LearningRate,
  type Loss,
  type PartParameter,
  RuleOptimizer,
} from "@nn/core/component";
import type { TrainerState } from "@nn/core/types";
import { BatchNormalization, Dense, Dropout, glorotUniform, heNormal, Residual, relu, tanh } from "@nn/layers";
import { L1, L2, logCosh, meanSquaredError } from "@nn/losses";
import {
  Adam,
  AdamW,
  ClipByNorm,
  cosineDecay,
  GradientAccumulation,
  ParameterGroups,
  RMSprop,
  SGD,
  stepDecay,
} from "@nn/optim";
import { describe, expect, test } from "vitest";

const dense = (): Layer[] => [new Dense(2, 3, { activation: tanh }), new Dense(3, 1)];
const inputs = Array.from({ length: 8 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const targets = inputs.map((_, i) => i % 2);
const usual = () => ({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 4 });

function trainerOf(options: Partial<TrainerOptions> = {}, layers: Layer[] = dense()) {
  const network = new Sequential(layers, { inputShape: [2], seed: "settings" });
  return { network, trainer: network.trainer({ ...usual(), ...options }) };
}

/** As a file has it. */
function stateOf(options: Partial<TrainerOptions> = {}, layers?: Layer[]): TrainerState {
  const { trainer } = trainerOf(options, layers);
  for (let i = 0; i < 3; i++) trainer.step(inputs.slice(0, 4), targets.slice(0, 4));
  return deserialize(serialize(trainer.state())) as TrainerState;
}

/** What restoring says; nothing moves then. */
function refusal(state: TrainerState, options: Partial<TrainerOptions>, layers?: Layer[], changed?: string[]): string {
  const { network, trainer } = trainerOf(options, layers);
  const before = network.getParameters();
  try {
    trainer.restore(state, changed && { changed });
    return "restored";
  } catch (error) {
    expect(network.getParameters()).toEqual(before);
    expect(trainer.stepCount).toBe(0);
    return String(error);
  }
}

const sgd = (learningRate: LearningRate) => ({ optimizer: new SGD({ learningRate }) });
const clipped = (limit: number) => ({ optimizer: new ClipByNorm({ ...sgd(0.1), limit }) });
const added = (batches: number) => ({ optimizer: new GradientAccumulation({ ...sgd(0.1), batches }) });
const grouped = (learningRate: number) => {
  const of = ({ role }: PartParameter) => role === "bias";
  return { optimizer: new ParameterGroups({ groups: [{ ...sgd(learningRate), of }, sgd(0.1)] }) };
};
const own = (name: string): { loss: Loss } => ({
  loss: {
    name,
    value: (frame) => meanSquaredError.value(frame),
    gradient: (frame) => meanSquaredError.gradient(frame),
  },
});
const first = ({ fullName }: PartParameter) => fullName.startsWith("0.");
const dropping = (rate: number): Layer[] => [new Dense(2, 3), new Dropout(rate), new Dense(3, 1)];
const normalizing = (momentum: number): Layer[] => [
  new Residual([new BatchNormalization({ momentum })]),
  new Dense(2, 1),
];

/** An optimizer of one's own that is no more than its rule. */
class Ruled extends RuleOptimizer {
  readonly name = "ruled";
  readonly learningRate = 0.1;

  constructor(line: string) {
    super(defineRule({ lines: [line], letters: { eta: "learningRate" } }));
  }
}

/** What a training was made with, and what another one is: both are restored where they are equal, and refused where they aren't. */
const pairs: Record<string, readonly [Partial<TrainerOptions>, Partial<TrainerOptions>, Layer[]?, Layer[]?]> = {
  "another learning rate": [sgd(0.1), sgd(0.01)],
  "another loss": [{}, { loss: logCosh }],
  "another loss of one's own": [own("mine"), own("yours")],
  "a penalty more": [{}, { penalties: [new L2({ strength: 0.1 })] }],
  "a penalty less": [
    { penalties: [new L2({ strength: 0.1 }), new L1({ strength: 0.2 })] },
    { penalties: [new L2({ strength: 0.1 })] },
  ],
  "another penalty": [{ penalties: [new L2({ strength: 0.1 })] }, { penalties: [new L1({ strength: 0.1 })] }],
  "a stronger penalty": [{ penalties: [new L2({ strength: 0.1 })] }, { penalties: [new L2({ strength: 0.2 })] }],
  "a penalty of others": [
    { penalties: [new L2({ strength: 0.1 })] },
    { penalties: [new L2({ strength: 0.1, of: first })] },
  ],
  "clipping at another norm": [clipped(1), clipped(2)],
  "accumulation of other batches": [added(2), added(3)],
  "a group's learning rate": [grouped(0.1), grouped(0.2)],
  "another schedule": [
    sgd(stepDecay({ learningRate: 0.1, every: 10 })),
    sgd(cosineDecay({ learningRate: 0.1, steps: 10 })),
  ],
  "a schedule of other steps": [
    sgd(stepDecay({ learningRate: 0.1, every: 10 })),
    sgd(stepDecay({ learningRate: 0.1, every: 20 })),
  ],
  "a function in the place of a rate": [sgd(0.1), sgd(() => 0.1)],
  "another rule without memory": [sgd(0.1), { optimizer: { name: "sign", slots: [], update() {} } }],
  "frozen parameters": [{}, { frozen: first }],
  "other frozen parameters": [{ frozen: first }, { frozen: ({ role }) => role === "bias" }],
  "another activation": [{}, {}, dense(), [new Dense(2, 3, { activation: relu }), new Dense(3, 1)]],
  "another dropout": [{}, {}, dropping(0.5), dropping(0.25)],
  "another momentum within a layer": [{}, {}, normalizing(0.9), normalizing(0.99)],
};

describe("a state is refused by a training with", () => {
  test.each(Object.entries(pairs))("%s, and taken by one that is the same", (_, [was, is, before, after]) => {
    const state = stateOf(was, before);
    expect(refusal(state, was, before)).toBe("restored");
    const message = refusal(state, is, after);
    const changed = JSON.parse(/changed: (\[.*\])/.exec(message)![1]!) as string[];
    expect(refusal(state, is, after, changed)).toBe("restored");
  });
});

test("what is said names the settings, and what each is", () => {
  const said = Object.entries(pairs).map(([, [was, is, before, after]]) => refusal(stateOf(was, before), is, after));
  const short = said.map((message) => /training with (.*), and would go on/.exec(message)?.[1] ?? message);
  expect(short.map((each) => each.replace("but this one has", "→"))).toMatchInlineSnapshot(`
    [
      "optimizer.learningRate 0.1, → optimizer.learningRate 0.01",
      "loss "meanSquaredError", → loss "logCosh"",
      "loss "mine", → loss "yours"",
      "no penalties.0, → penalties.0 "L2"",
      "penalties.1 "L1", → no penalties.1",
      "penalties.0 "L2", → penalties.0 "L1"",
      "penalties.0.strength 0.1, → penalties.0.strength 0.2",
      "no penalties.0.of, → penalties.0.of "a function"",
      "optimizer.limit 1, → optimizer.limit 2",
      "optimizer.batches 2, → optimizer.batches 3",
      "optimizer.groups.0.optimizer.learningRate 0.1, → optimizer.groups.0.optimizer.learningRate 0.2",
      "optimizer.learningRate "stepDecay", → optimizer.learningRate "cosineDecay"",
      "optimizer.learningRate.every 10, → optimizer.learningRate.every 20",
      "optimizer.learningRate 0.1, → optimizer.learningRate "a function"",
      "optimizer "SGD", → optimizer "sign"",
      "no frozen, → frozen "0.weight, 0.bias"",
      "frozen "0.weight, 0.bias", → frozen "0.bias, 1.bias"",
      "layers.0.activation "tanh", → layers.0.activation "relu"",
      "layers.1.rate 0.5, → layers.1.rate 0.25",
      "layers.0.body.0.momentum 0.9, → layers.0.body.0.momentum 0.99",
    ]
  `);
});

test("how first values were drawn has no part in it, nor have the batches and threads of a step", () => {
  const drawn = (weightInitializer: typeof heNormal): Layer[] => [
    new Dense(2, 3, { weightInitializer }),
    new Dense(3, 1),
  ];
  const state = stateOf({}, drawn(heNormal));
  expect(refusal(state, { batchSize: 8 }, drawn(glorotUniform))).toBe("restored");
});

test("a learning rate that was set on the way is that of the state", () => {
  const optimizer = new SGD({ learningRate: 0.1 });
  const { trainer } = trainerOf({ optimizer });
  Object.assign(optimizer, { learningRate: 0.01 });
  const state = trainer.state();
  expect(refusal(state, sgd(0.1))).toContain(
    "optimizer.learningRate 0.01, but this one has optimizer.learningRate 0.1",
  );
  expect(refusal(state, sgd(0.01))).toBe("restored");
});

describe("what is changed on purpose is said, and acts:", () => {
  test("a smaller learning rate, as a rule that had it from there on", () => {
    const state = stateOf({ optimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }) });
    const { network, trainer } = trainerOf({ optimizer: new SGD({ learningRate: 0.01, momentum: 0.9 }) });
    trainer.restore(state, { changed: ["optimizer.learningRate"] });
    trainer.step(inputs.slice(4), targets.slice(4));
    const falling = new SGD({ learningRate: (step) => (step < 4 ? 0.1 : 0.01), momentum: 0.9 });
    const whole = trainerOf({ optimizer: falling });
    for (let i = 0; i < 3; i++) whole.trainer.step(inputs.slice(0, 4), targets.slice(0, 4));
    whole.trainer.step(inputs.slice(4), targets.slice(4));
    expect(network.getParameters()).toEqual(whole.network.getParameters());
  });

  test("all of an optimizer, or more than one thing", () => {
    const state = stateOf({ optimizer: new Adam(), penalties: [new L1({ strength: 1 })] });
    const other = { optimizer: new Adam({ learningRate: 0.1, beta1: 0.5 }) };
    expect(refusal(state, other)).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with optimizer.learningRate 0.001, optimizer.beta1 0.9, penalties.0 "L1", but this one has optimizer.learningRate 0.1, optimizer.beta1 0.5, no penalties.0, and would go on with other numbers. Make the two equal; or, to change it from here on, say so beside the state: { changed: ["optimizer.learningRate", "optimizer.beta1", "penalties.0"] }."`,
    );
    expect(refusal(state, other, undefined, ["optimizer"])).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with penalties.0 "L1", but this one has no penalties.0, and would go on with other numbers. Make the two equal; or, to change it from here on, say so beside the state: { changed: ["optimizer", "penalties.0"] }."`,
    );
    expect(refusal(state, other, undefined, ["optimizer", "penalties"])).toBe("restored");
  });

  test("parameters that learn from there on begin without a memory, and others keep theirs", () => {
    const optimizer = () => new SGD({ learningRate: 0.1, momentum: 0.9 });
    const state = stateOf({ optimizer: optimizer(), frozen: first });
    expect(refusal(state, { optimizer: optimizer() })).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with frozen "0.weight, 0.bias", but this one has no frozen, and would go on with other numbers. Make the two equal; or, to change it from here on, say so beside the state: { changed: ["frozen"] }."`,
    );
    const { trainer } = trainerOf({ optimizer: optimizer() });
    trainer.restore(state, { changed: ["frozen"] });
    const { velocity } = trainer.state().slots;
    expect(velocity!["0.weight"]).toEqual(new Float64Array(6));
    expect(velocity!["1.weight"]).toEqual(state.slots.velocity!["1.weight"]);
    // And the other way round.
    const whole = stateOf({ optimizer: optimizer() });
    const frozen = trainerOf({ optimizer: optimizer(), frozen: first });
    frozen.trainer.restore(whole, { changed: ["frozen"] });
    expect(Object.keys(frozen.trainer.state().slots.velocity!)).toEqual(["1.weight", "1.bias"]);
  });

  test("but no other memory: what an optimizer remembers has to mean the same", () => {
    const state = stateOf({ optimizer: new Adam() });
    for (const optimizer of [new RMSprop(), new AdamW(), new ClipByNorm({ optimizer: new Adam(), limit: 1 })]) {
      expect(refusal(state, { optimizer }, undefined, ["optimizer"])).toContain("which remembers");
    }
  });
});

test("what `changed` can't be", () => {
  const state = stateOf();
  expect(refusal(state, {}, undefined, "loss" as never)).toMatchInlineSnapshot(
    `"OptionError: changed must be a list of settings, as in { changed: ["optimizer.learningRate"] }, but is "loss"."`,
  );
  expect(refusal(state, {}, undefined, ["optimizer.learningrate"])).toMatchInlineSnapshot(
    `"OptionError: changed names "optimizer.learningrate", which is no setting of this training. Did you mean "optimizer.learningRate"?"`,
  );
  const { trainer } = trainerOf();
  expect(() => trainer.restore(state, { change: ["loss"] } as never)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: restore has no option "change". Did you mean "changed"?]`,
  );
  expect(refusal({ ...state, settings: "SGD" as never }, {})).toMatchInlineSnapshot(
    `"OptionError: restore takes what state() of a trainer gave, but got an object."`,
  );
});

test("of a state without settings, the optimizer is compared", () => {
  const { settings: _, ...bare } = stateOf();
  expect(refusal(bare, { loss: logCosh })).toBe("restored");
  expect(refusal(bare, sgd(0.01))).toContain(
    'with optimizer "SGD(learningRate 0.1)", but this one has optimizer "SGD(learningRate 0.01)"',
  );
  expect(refusal(bare, sgd(0.01), undefined, ["optimizer"])).toBe("restored");
});

test("what readers are shown of a component has no part in it; what it computes has one", () => {
  const lossOf = (more: object) => ({ loss: defineLoss({ ...defined, ...more }) });
  const defined = {
    name: "mine",
    formula: { value: "mean((p - t)^2)" },
    gradient: ["gradient = 2 * (p - t) / (batch * size)"],
  };
  const state = stateOf(lossOf({}));
  const predictions = { what: "numbers", range: { least: -9, most: 9 }, remedy: "scale them" };
  for (const more of [{ titles: { en: "my loss" } }, { predictions }])
    expect(refusal(state, lossOf(more))).toBe("restored");
  const other = refusal(state, lossOf({ gradient: ["gradient = (p - t) / (batch * size)"] }));
  expect(other).toContain('loss.computes.1 "gradient = 2 * (p - t) / (batch * size)"');
  const ruled = (line: string) => ({ optimizer: new Ruled(line) });
  const byRule = stateOf(ruled("w = w - eta * g"));
  expect(refusal(byRule, ruled("w = w - eta * g"))).toBe("restored");
  expect(refusal(byRule, ruled("w = w - 2 * eta * g"))).toContain('with optimizer.computes.0 "w = ( w - eta * g)"');
});

test("what computes something has its own settings compared beside what it computes", () => {
  const scaled = (factor: number): { loss: Loss } => ({
    loss: {
      ...meanSquaredError,
      kind: "scaled",
      settings: () => ({ factor }),
      gradient: (frame) => meanSquaredError.gradient(frame),
    },
  });
  const more = (factor: number): { loss: Loss } => ({
    loss: { ...meanSquaredError, settings: () => ({ ...meanSquaredError.settings!(), factor }) },
  });
  for (const made of [scaled, more]) {
    const state = stateOf(made(1));
    expect(refusal(state, made(1))).toBe("restored");
    expect(refusal(state, made(100))).toContain("with loss.factor 1, but this one has loss.factor 100, and");
  }
  const said = (rate: number): Layer[] => [
    Object.assign(new Dense(2, 1), { computes: "sums", settings: () => ({ rate }) }),
  ];
  const state = stateOf({}, said(1));
  expect(refusal(state, {}, said(1))).toBe("restored");
  expect(refusal(state, {}, said(2))).toContain("layers.0.rate 1");
});

test("typed arrays are compared number by number, as lists are", () => {
  const weighted = (weights: ArrayLike<number>) => ({
    loss: { ...own("weighted").loss, settings: () => ({ weights }) },
  });
  const state = stateOf(weighted(Float64Array.of(1, 2)));
  expect(refusal(state, weighted([1, 2]))).toBe("restored");
  expect(refusal(state, weighted(Float64Array.of(1, 3)))).toContain(
    "loss.weights.1 2, but this one has loss.weights.1 3",
  );
});
