import { type FitOptions, type Loss, type Optimizer, Sequential, type Warning } from "@nn/core";
import { Activate, Dense, identity, Normal, relu, sigmoid, softmax, tanh, zeros } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { afterEach, describe, expect, test, vi } from "vitest";
import { dyingUnits, lab, ninePeople, people, xor } from "./trainings.js";

const sgd = new SGD({ learningRate: 0.1 });
const toOne = (hidden: number, activation = sigmoid, output = sigmoid) => [
  new Dense(2, hidden, { activation }),
  new Dense(hidden, 1, { activation: output }),
];

/** What a training warns of. */
async function warningsOf(
  layers: Dense[] | Sequential,
  data: { inputs: number[][]; targets: number[][] },
  options: Partial<FitOptions> = {},
  seed: string | number = 1,
): Promise<readonly Warning[]> {
  const network = layers instanceof Sequential ? layers : new Sequential(layers, { seed });
  const settings = {
    loss: meanSquaredError,
    optimizer: sgd,
    epochs: 20,
    batchSize: 1,
    onWarning: () => {},
    ...options,
  };
  return (await network.fit(data, settings)).warnings;
}
const kinds = (warnings: readonly Warning[]) => warnings.map(({ kind }) => kind);
const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe("inputs that can't train a bounded layer:", () => {
  test("nine people's weights and heights, raw, into sigmoids", async () => {
    expect(await warningsOf(toOne(2), ninePeople)).toMatchInlineSnapshot(`
      [
        {
          "columns": [
            0,
            1,
          ],
          "kind": "saturated",
          "layer": "layer 0, Dense(2 → 2, sigmoid)",
          "message": "Before the first step, every unit of layer 0, Dense(2 → 2, sigmoid), gives the same for every example, an end of its range (numbers from 0 to 1), where hardly any gradient comes through. The inputs are large (column 0 goes from 118 to 175, column 1 goes from 60 to 74; columns count from 0): scale them to about -1 to 1 (standardize, minMax).",
        },
      ]
    `);
  });

  test("the lab's four people, raw, for each of 20 seeds", async () => {
    for (const seed of seeds) {
      expect(kinds(await warningsOf(toOne(2), people, {}, seed))).toEqual(["saturated"]);
      expect(kinds(await warningsOf(toOne(2), lab, {}, seed))).toEqual([]);
    }
  });

  test("the same into tanh, into relu, or into one neuron", async () => {
    for (const seed of seeds) {
      expect(kinds(await warningsOf(toOne(8, tanh), people, { epochs: 100 }, seed))).toEqual(["saturated"]);
      expect(kinds(await warningsOf(toOne(8, relu), people, { epochs: 100 }, seed))).toEqual(["saturated"]);
      expect(kinds(await warningsOf([new Dense(2, 1)], people, { epochs: 100 }, seed))).toEqual(["saturated"]);
    }
  });

  test("one column among others: it is the one that is named", async () => {
    const years = { ...xor, inputs: xor.inputs.map(([a]) => [a!, 1985]) };
    const [warning] = await warningsOf(toOne(4), years);
    expect(warning).toMatchObject({ kind: "saturated", columns: [1], layer: "layer 0, Dense(2 → 4, sigmoid)" });
    expect(warning!.message).toContain("The inputs are large (column 1 goes from 1985 to 1985; columns count from 0)");
  });

  test("first weights that are too large are told as what they are", async () => {
    const large = {
      weightInitializer: new Normal({ standardDeviation: 1000 }),
      biasInitializer: new Normal({ mean: 1e6 }),
    };
    const [warning] = await warningsOf([new Dense(2, 4, large), new Dense(4, 1)], xor);
    expect(warning!.message).toMatchInlineSnapshot(
      `"Before the first step, every unit of layer 0, Dense(2 → 4, sigmoid), gives the same for every example, an end of its range (numbers from 0 to 1), where hardly any gradient comes through. Other first weights are the remedy: another seed, or a weightInitializer that gives smaller ones."`,
    );
  });
});

describe("steps that are too large", () => {
  test("for sigmoids: a rate of 1e10, for each of 20 seeds", async () => {
    const optimizer = new SGD({ learningRate: 1e10 });
    for (const seed of seeds) {
      expect(kinds(await warningsOf(toOne(2), xor, { optimizer }, seed))).toEqual(["saturated"]);
    }
    expect((await warningsOf(toOne(2), xor, { optimizer }))[0]!.message).toMatchInlineSnapshot(
      `"After epoch 0, every unit of layer 0, Dense(2 → 2, sigmoid), gives the same for every example, an end of its range (numbers from 0 to 1), where hardly any gradient comes through. The updates were too large: begin again from new weights with a smaller learningRate."`,
    );
  });

  test("for relu units, which die everywhere", async () => {
    const { network, data, options } = dyingUnits();
    const [warning] = await warningsOf(network, data, options);
    expect(warning!.message).toMatchInlineSnapshot(
      `"After epoch 7, every unit of layer 0, Dense(1 → 32, relu), gives the same for every example, an end of its range (numbers of at least 0), where hardly any gradient comes through. The updates were too large: begin again from new weights with a smaller learningRate."`,
    );
  });
});

describe("targets that the last layer can't reach:", () => {
  test("a regression that ends in the sigmoid that is there unless told otherwise", async () => {
    const heights = { inputs: lab.inputs, targets: [[65], [72], [70], [60]] };
    expect(await warningsOf(toOne(2), heights)).toMatchInlineSnapshot(`
      [
        {
          "columns": [
            0,
          ],
          "kind": "unreachable targets",
          "layer": "layer 1, Dense(2 → 1, sigmoid)",
          "message": "The targets go from 60 to 72, but layer 1, Dense(2 → 1, sigmoid), the last one, gives numbers from 0 to 1: the loss can't come near its least value. End the network in identity, or scale the targets into that range (minMax).",
        },
      ]
    `);
  });

  test("one column of several, and negative ones under relu", async () => {
    const targets = [
      [0, 1],
      [0, -1],
      [0.5, 1],
      [1, 0],
    ];
    const layers = [new Dense(2, 2), new Dense(2, 2)];
    expect((await warningsOf(layers, { ...lab, targets }))[0]).toMatchObject({
      kind: "unreachable targets",
      columns: [1],
    });
    const relus = [new Dense(2, 8), new Dense(8, 2, { activation: relu, biasInitializer: new Normal({ mean: 1 }) })];
    expect((await warningsOf(relus, { ...lab, targets }))[0]).toMatchObject({
      kind: "unreachable targets",
      columns: [1],
    });
  });

  test("several classes at once under softmax, whose outputs add up to 1", async () => {
    const targets = [
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 1, 1],
    ];
    const layers = [new Dense(2, 3, { activation: softmax })];
    expect(await warningsOf(layers, { ...lab, targets })).toMatchInlineSnapshot(`
      [
        {
          "kind": "unreachable targets",
          "layer": "layer 0, Dense(2 → 3, softmax)",
          "message": "The targets of an example add up to as much as 3, but the outputs of layer 0, Dense(2 → 3, softmax), the last one, always add up to 1: the loss can't come near its least value. For classes that don't exclude each other, end the network in sigmoid, with binaryCrossEntropy.",
        },
      ]
    `);
    const weighted = [
      [0.3, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0, 0, 0],
    ];
    expect(await warningsOf(layers, { ...lab, targets: weighted })).toEqual([]);
    const smooth = [
      [0.8, 0.1, 0.1],
      [0.1, 0.8, 0.1],
      [0.1, 0.1, 0.8],
      [1 / 3, 1 / 3, 1 / 3],
    ];
    expect(await warningsOf(layers, { ...lab, targets: smooth })).toEqual([]);
  });

  test("-1 and 1 are within tanh's, and a rounding error beyond a range is none", async () => {
    const signs = [[1], [-1], [-1], [1]];
    expect(kinds(await warningsOf(toOne(4, tanh, tanh), { ...lab, targets: signs }))).toEqual([]);
    const rounded = [[1 + 1e-9], [0], [-1e-9], [1]];
    expect(kinds(await warningsOf(toOne(4), { ...lab, targets: rounded }))).toEqual([]);
  });
});

describe("a training that can learn nothing:", () => {
  test("the same target for all", async () => {
    const ones = { inputs: xor.inputs, targets: xor.inputs.map(() => [1]) };
    expect(await warningsOf(toOne(2), ones)).toMatchInlineSnapshot(`
      [
        {
          "columns": [
            0,
          ],
          "kind": "constant targets",
          "message": "The targets are all 1, so the network can only learn to give that whatever comes in. Look at where the targets are read, and at how examples were chosen.",
        },
      ]
    `);
    const rows = { inputs: xor.inputs, targets: xor.inputs.map(() => [0, 1, 0]) };
    expect(kinds(await warningsOf([new Dense(2, 3)], rows))).toEqual(["constant targets"]);
    expect(kinds(await warningsOf(toOne(2), { inputs: [[1, 2]], targets: [[1]] }))).toEqual([]);
  });

  test("targets out of reach or all alike lead the last layer to its end, which is no matter of the learning rate", async () => {
    const few = (targets: number[]) => ({ inputs: xor.inputs, targets: targets.map((target) => [target]) });
    const long = { epochs: 400, optimizer: new SGD({ learningRate: 1 }) };
    expect(kinds(await warningsOf(toOne(2), few([160, 170, 180, 165]), long))).toEqual(["unreachable targets"]);
    expect(kinds(await warningsOf(toOne(2, sigmoid, tanh), few([-9, -7, -8, -9]), long))).toEqual([
      "unreachable targets",
    ]);
    expect(kinds(await warningsOf(toOne(2, sigmoid, relu), few([-9, -7, -8, -9]), long))).toEqual([
      "unreachable targets",
    ]);
    const steps = { ...long, loss: binaryCrossEntropy, epochs: 4000, evaluateEvery: 1000 };
    expect(kinds(await warningsOf(toOne(2), few([1, 1, 1, 1]), steps))).toEqual(["constant targets"]);
  });

  test("targets just beyond the range are shown with the digits that tell", async () => {
    const message = async (activation: typeof sigmoid, targets: number[][]) =>
      (await warningsOf([new Dense(2, targets[0]!.length, { activation })], { inputs: xor.inputs, targets }))[0]
        ?.message;
    expect(await message(sigmoid, [[0], [1.0001], [0.5], [1]])).toMatch(/^The targets go from 0 to 1\.0001, but/);
    expect(await message(tanh, [[-1.00002], [0.7], [0.5], [1]])).toMatch(/^The targets go from -1\.00002 to 1, but/);
    expect(await message(relu, [[-0.00123456], [0.7], [0.5], [1]])).toMatch(/^The targets go from -0\.00123 to 1, but/);
    const sums = [
      [0.5, 0.5],
      [0.5, 0.5002],
      [1, 0],
      [0, 1],
    ];
    expect(await message(softmax, sums)).toMatch(/add up to as much as 1\.0002, but/);
    expect(await message(sigmoid, [[0], [1 + 1e-9], [0.5], [1]])).toBeUndefined();
  });

  test("a softmax of one unit, last or hidden, or as a layer of its own", async () => {
    const [warning] = await warningsOf(toOne(2, sigmoid, softmax), xor, {});
    expect(warning).toMatchInlineSnapshot(`
      {
        "kind": "constant output",
        "layer": "layer 1, Dense(2 → 1, softmax)",
        "message": "Layer 1, Dense(2 → 1, softmax), has one unit, and gives 1 whatever comes in, as its numbers always add up to that. For one output, end the network in sigmoid; or give it a unit for each class.",
      }
    `);
    expect(kinds(await warningsOf(toOne(1, softmax), xor))).toEqual(["constant output"]);
    const apart = new Sequential([new Dense(2, 1), new Activate(softmax)]);
    expect(kinds(await warningsOf(apart, xor))).toEqual(["constant output"]);
  });

  test("a learning rate that is too small to move a bit", async () => {
    const optimizer = new SGD({ learningRate: 1e-30 });
    const layers = [new Dense(2, 1, { biasInitializer: new Normal({ mean: 1 }) })];
    expect(await warningsOf(layers, xor, { optimizer })).toMatchInlineSnapshot(`
      [
        {
          "kind": "unmoved",
          "message": "After 8 updates (2 epochs) no parameter has changed by as much as the last digit of the largest: the steps of SGD(learningRate 1e-30) are too small for these gradients. Choose a larger learningRate, ten times as large at a time. An update of your own has to write into value.",
        },
      ]
    `);
    expect(kinds(await warningsOf(layers, xor, { optimizer, epochs: 1 }))).toEqual(["unmoved"]);
  });

  test("the same where biases begin at 0, and move however small the steps are", async () => {
    for (const learningRate of [1e-19, 1e-20, 1e-300]) {
      for (const rule of [
        new SGD({ learningRate }),
        new SGD({ learningRate, momentum: 0.9 }),
        new Adam({ learningRate }),
      ])
        expect([rule.name, kinds(await warningsOf(toOne(2), xor, { optimizer: rule }))]).toEqual([
          rule.name,
          ["unmoved"],
        ]);
    }
    const narrow = new Sequential(toOne(2, tanh, identity), { seed: 1, dtype: "float32" });
    const optimizer = new SGD({ learningRate: 1e-12 });
    expect(kinds(await warningsOf(narrow, xor, { optimizer }))).toEqual(["unmoved"]);
  });

  test("an update that writes into no array", async () => {
    const optimizer: Optimizer = {
      name: "mine",
      slots: [],
      update: (_kernels, value, gradient) => void value.map((v, i) => v - gradient[i]!),
    };
    expect((await warningsOf(toOne(2), xor, { optimizer }))[0]!.message).toMatch(/has to write into value\.$/);
  });

  test("no steps that are small, and none that a schedule makes later", async () => {
    const optimizer = new SGD({ learningRate: (step) => (step <= 8 ? 0 : 0.1) });
    expect(await warningsOf(toOne(2), xor, { optimizer })).toEqual([]);
    const zeros2 = new Sequential([new Dense(2, 1, { activation: identity, weightInitializer: zeros })]);
    const tiny = { inputs: xor.inputs, targets: xor.targets.map(([t]) => [t! * 1e-12]) };
    expect(await warningsOf(zeros2, tiny, { optimizer: new SGD({ learningRate: 1e-12 }) })).toEqual([]);
    expect(await warningsOf(toOne(2), xor, { optimizer: new SGD({ learningRate: 1e-10 }) })).toEqual([]);
  });

  test("a loss that doesn't depend on the parameters", async () => {
    const constant: Loss = {
      name: "constant",
      value: (_kernels, values) => void values.fill(1),
      gradient: (_kernels, gradient) => void gradient.fill(0),
    };
    expect(await warningsOf(toOne(2), xor, { loss: constant })).toMatchInlineSnapshot(`
      [
        {
          "kind": "no gradient",
          "message": "After 8 updates (2 epochs) no parameter has changed, as every gradient is 0: the loss doesn't depend on the parameters here. Look at what the loss and the layers' backward passes write, and whether units are at an end of their range.",
        },
      ]
    `);
    expect(kinds(await warningsOf(toOne(2), xor, { loss: constant, optimizer: new Adam() }))).toEqual(["no gradient"]);
  });

  test("what is learnt already needs no step", async () => {
    const solved = new Sequential([new Dense(2, 1, { activation: identity, weightInitializer: zeros })]);
    const data = { inputs: xor.inputs, targets: [[0], [0], [0], [0]] };
    expect(kinds(await warningsOf(solved, data))).toEqual(["constant targets"]);
  });
});

describe("a loop of fits, each of which begins anew,", () => {
  const options = { epochs: 1, optimizer: new Adam() };
  test("is told once, and each history has it", async () => {
    const network = new Sequential(toOne(2), { seed: 1 });
    const told: Warning[] = [];
    const seen: string[][] = [];
    for (let i = 0; i < 4; i++) {
      const onWarning = (warning: Warning) => void told.push(warning);
      seen.push(kinds(await warningsOf(network, xor, { ...options, onWarning })));
    }
    expect(seen).toEqual([[], ["begun anew"], ["begun anew"], ["begun anew"]]);
    expect(told).toMatchInlineSnapshot(`
      [
        {
          "kind": "begun anew",
          "message": "A fit with Adam(learningRate 0.001) follows another one on the same network, and begins anew: what the optimizer remembers (m, v) at 0, its steps at 1, the orders of the examples with the first. To go on instead, give one fit all the epochs, and look at each in a for await loop over it; or keep one network.trainer and call its step.",
        },
      ]
    `);
  });

  test("as far as there is something to lose: a schedule, the orders of the examples", async () => {
    const twice = async (again: Partial<FitOptions>): Promise<string> => {
      const network = new Sequential(toOne(2), { seed: 1 });
      await warningsOf(network, xor, again);
      return (await warningsOf(network, xor, again))[0]?.message.split(". ")[0] ?? "nothing";
    };
    const schedule = new SGD({ learningRate: (step) => 1 / step });
    expect(await twice({ shuffle: false })).toBe("nothing");
    expect(await twice({ shuffle: true })).toContain("begins anew: the orders of the examples with the first");
    expect(await twice({ shuffle: false, optimizer: schedule })).toContain("begins anew: its steps at 1");
    expect(await twice({ batchSize: 4 })).toBe("nothing");
  });

  test("but not after other parameters were set, nor with another optimizer", async () => {
    const network = new Sequential(toOne(2), { seed: 1 });
    const start = network.getParameters();
    await warningsOf(network, xor, options);
    network.setParameters(start);
    expect(await warningsOf(network, xor, options)).toEqual([]);
    expect(await warningsOf(network, xor, { ...options, optimizer: sgd })).toEqual([]);
  });
});

describe("a warning", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("is one line on standard error, once, unless asked otherwise", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const settings = { loss: meanSquaredError, optimizer: sgd, epochs: 300, batchSize: 1 };
    const { warnings } = await new Sequential(toOne(2)).fit(people, settings);
    expect(warn.mock.calls).toEqual([[`Warning: ${warnings[0]!.message}`]]);
    expect(warnings[0]!.message).not.toContain("\n");
    await new Sequential(toOne(2)).fit(people, { ...settings, onWarning: () => {} });
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test("comes to a loop over the reports as well, before the first of them", async () => {
    const told: string[] = [];
    const settings = { loss: meanSquaredError, optimizer: sgd, epochs: 3, batchSize: 1 };
    const onWarning = ({ kind }: Warning) => void told.push(kind);
    for await (const _ of new Sequential(toOne(2)).fit(people, { ...settings, onWarning }))
      expect(told).toEqual(["saturated"]);
  });

  test("goes to a function", () => {
    const settings = { loss: meanSquaredError, optimizer: sgd, epochs: 3, batchSize: 1, onWarning: false as never };
    expect(() => new Sequential(toOne(2)).fit(xor, settings)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: onWarning must be a function that takes a warning, but is false.]`,
    );
  });
});
