import { Sequential, type TrainerOptions } from "@nn/core";
import type { Layer, Loss, PartParameter } from "@nn/core/component";
import { BatchNormalization, Dense, Dropout, glorotUniform, heNormal, LSTM, Residual, relu } from "@nn/layers";
import { L1, L2, logCosh, meanSquaredError } from "@nn/losses";
import { ClipByNorm, cosineDecay, GradientAccumulation, ParameterGroups, SGD, stepDecay } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { dense, first, refusal, sgd, stateOf, trainerOf } from "./states.js";

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
const dropping = (rate: number): Layer[] => [new Dense(2, 3), new Dropout(rate), new Dense(3, 1)];
const normalizing = (momentum: number): Layer[] => [
  new Residual([new BatchNormalization({ momentum })]),
  new Dense(2, 1),
];

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
  const drawn = (initializer: typeof heNormal): Layer[] => [
    new Dense(2, 3, { weightInitializer: initializer }),
    // A bias that isn't there isn't drawn either.
    new Dense(3, 1, { useBias: false, biasInitializer: initializer }),
  ];
  const state = stateOf({}, drawn(heNormal));
  expect(refusal(state, { batchSize: 8 }, drawn(glorotUniform))).toBe("restored");
});

test("nor has the bias that a forget gate begins with", () => {
  const trainerWith = (forgetBias: number) => {
    const network = new Sequential([new LSTM(1, 2, { forgetBias }), new Dense(2, 1)], { inputShape: [3, 1], seed: 1 });
    return network.trainer({ ...sgd(0.1), loss: meanSquaredError, batchSize: 4 });
  };
  const state = trainerWith(1).state();
  const other = trainerWith(0.5);
  other.restore(state);
  expect(other.state()).toEqual(state);
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

test("of a state without settings, the optimizer is compared", () => {
  const { settings: _, ...bare } = stateOf();
  expect(refusal(bare, { loss: logCosh })).toBe("restored");
  expect(refusal(bare, sgd(0.01))).toContain(
    'with optimizer "SGD(learningRate 0.1)", but this one has optimizer "SGD(learningRate 0.01)"',
  );
  expect(refusal(bare, sgd(0.01), undefined, ["optimizer"])).toBe("restored");
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
