import { Sequential } from "@nn/core";
import { Activate, Dense, identity, Normal, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { categoricalCrossEntropy } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { dyingUnits } from "./exploding.js";
import { classifier, greys, lab, ninePeople, people, xor } from "./trainings.js";
import { kinds, seeds, toOne, warningsOf } from "./warnings-of.js";

const crossEntropy = { loss: categoricalCrossEntropy, epochs: 2 };

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

  test("the lab's four people, raw, and a row of zeros, which shows no weights", async () => {
    const withZeros = { inputs: [...people.inputs, [0, 0]], targets: [...people.targets, [0]] };
    for (const seed of seeds) {
      const [warning, ...others] = await warningsOf(toOne(2), withZeros, {}, seed);
      expect(warning).toMatchObject({ kind: "saturated", columns: [0, 1] });
      expect(warning!.message).toContain("gives the same for every example but those of zeros, an end of its range");
      expect(others).toEqual([]);
    }
    const small = { inputs: [...lab.inputs, [0, 0]], targets: [...lab.targets, [0]] };
    for (const seed of seeds) expect(await warningsOf(toOne(2), small, {}, seed)).toEqual([]);
    // Where there is nothing else, each unit is in its middle.
    const zeros = { inputs: people.inputs.map(() => [0, 0]), targets: people.targets };
    expect(kinds(await warningsOf(toOne(2), zeros))).not.toContain("saturated");
  });

  test("what has learnt to tell zeros from all others", async () => {
    const either = { ...xor, targets: xor.inputs.map(([a, b]) => [Math.max(a!, b!)]) };
    for (const seed of seeds) {
      const settings = { optimizer: new SGD({ learningRate: 5 }), epochs: 3000, batchSize: 4 };
      expect(await warningsOf(toOne(2), either, settings, seed)).toEqual([]);
    }
  });

  test("what is given weights that tell zeros from all others", async () => {
    const either = { ...xor, targets: xor.inputs.map(([a, b]) => [Math.max(a!, b!)]) };
    const gate = (bias: number) => {
      const network = new Sequential([new Dense(2, 1)]);
      network.setParameters({ "0.weight": [60, 60], "0.bias": [bias] });
      return network;
    };
    for (const bias of [-30, -5]) expect(kinds(await warningsOf(gate(bias), either))).not.toContain("saturated");
    expect(kinds(await warningsOf(gate(0), either))).toContain("saturated");
    // Without a bias, by what a layer between makes of zeros: 0.5, and of all others 1.
    const between = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
    between.setParameters({ "0.weight": [60, 0, 60, 0], "0.bias": [0, 0], "1.weight": [200, -300], "1.bias": [0] });
    expect((await warningsOf(between, either)).map(({ layer }) => layer)).not.toContain(
      "layer 1, Dense(2 → 1, sigmoid)",
    );
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

  test("grey levels into sigmoids, which stand at one end for some pictures and at the other for others", async () => {
    const [warning, ...others] = await warningsOf(classifier(64, 16, 10, sigmoid), greys(64), crossEntropy);
    expect({ ...warning, columns: [] }).toMatchInlineSnapshot(`
      {
        "columns": [],
        "kind": "saturated",
        "layer": "layer 0, Dense(64 → 16, sigmoid)",
        "message": "Before the first step, 94 % of the outputs of layer 0, Dense(64 → 16, sigmoid), are at an end of its range (numbers from 0 to 1), where hardly any gradient comes through. The inputs are large (columns 0, 1, 2, 3, 4, 5 and 58 more; column 0 goes from 0 to 226; columns count from 0): scale them to about -1 to 1 (standardize, minMax).",
      }
    `);
    expect(warning!.columns).toEqual([...Array(64).keys()]);
    expect(others).toEqual([]);
  });

  test("grey levels of each size, of much and little ink, into each bounded activation, and negative ones", async () => {
    for (const activation of [sigmoid, tanh]) {
      for (const [pixels, ink, hidden] of [
        [64, 0.3, 128],
        [196, 0.5, 16],
        [784, 0.1, 32],
        [784, 0.05, 64],
      ] as const) {
        const data = greys(pixels, 255, ink);
        const centred = { ...data, inputs: data.inputs.map((row) => row.map((x) => x - 128)) };
        for (const one of [data, centred])
          expect(kinds(await warningsOf(classifier(pixels, hidden, 10, activation), one, crossEntropy))).toEqual([
            "saturated",
          ]);
      }
    }
  });

  test("grey levels into a later layer, and into an activation that is a layer of its own", async () => {
    const [linear, bounded] = [new Dense(64, 32, { activation: identity }), new Dense(32, 10, { activation: softmax })];
    const deep = [linear, new Dense(32, 32, { activation: tanh }), bounded];
    expect((await warningsOf(deep, greys(64), crossEntropy))[0]).toMatchObject({
      kind: "saturated",
      layer: "layer 1, Dense(32 → 32, tanh)",
    });
    const apart = new Sequential([linear, new Activate(tanh), bounded]);
    expect(kinds(await warningsOf(apart, greys(64), crossEntropy))).toEqual(["saturated"]);
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
