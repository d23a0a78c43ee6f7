import { Sequential } from "@nn/core";
import { Registry } from "@nn/core/component";
import { type ClassAnswer, label, mean, numeric, ordinal, Pipeline, pipelineKinds } from "@nn/data";
import { Dense, identity, softmax } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, expectTypeOf, test } from "vitest";
import { lab, people } from "./people.js";

const options = { optimizer: new Adam({ learningRate: 0.1 }), epochs: 60, batchSize: 4, onWarning: () => {} };

test("raw rows go in and labels come out, with the numbers of the lab", async () => {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { pipeline: lab, seed: "lab-0" });
  const plain = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
  const data = {
    inputs: [
      [-2, -1],
      [25, 6],
      [17, 4],
      [-15, -6],
    ],
    targets: [1, 0, 0, 1],
  };
  const { reports } = await network.fit(people, { ...options, loss: meanSquaredError });
  const other = await plain.fit(data, { ...options, loss: meanSquaredError });
  expect(reports.map(({ loss }) => loss)).toEqual(other.reports.map(({ loss }) => loss));
  const answer = network.predict({ weight: 128, height: 63 });
  expectTypeOf(answer).toEqualTypeOf<ClassAnswer>();
  const [p] = plain.predict([-7, -3]);
  expect(answer).toEqual({ label: "F", probabilities: { M: 1 - p!, F: p } });
  expect(
    network.predict([
      { weight: 128, height: 63 },
      { weight: "155", height: "68" },
    ]),
  ).toEqual([answer, { label: "M", probabilities: expect.anything() }]);
  expect(network.predict([-7, -3])).toEqual([p]);
  expect(network.evaluate(people, { loss: meanSquaredError })).toEqual(
    plain.evaluate(data, { loss: meanSquaredError }),
  );
});

test("numbers are answered in the column's own unit", () => {
  const houses = [
    { size: 100, price: 1000 },
    { size: 200, price: 3000 },
  ];
  const pipeline = Pipeline.fit(houses, { target: { price: numeric() } });
  const network = new Sequential([new Dense(1, 1, { activation: identity })], { pipeline });
  network.setParameters({ "0.weight": [1], "0.bias": [0] });
  const price = network.predict({ size: 200 });
  expectTypeOf(price).toEqualTypeOf<number>();
  expect(price).toBe(3000);
  expect(network.predict([{ size: 100 }, { size: 150 }])).toEqual([1000, 2000]);
});

test("several targets are answered by their names", () => {
  const rows = [
    { x: 0, colour: "red", price: 1 },
    { x: 1, colour: "blue", price: 3 },
    { x: 2, colour: "green", price: 5 },
  ];
  const pipeline = Pipeline.fit(rows, {
    inputs: { x: numeric() },
    target: { colour: label(), price: numeric() },
    outputs: "logits",
  });
  const network = new Sequential([new Dense(1, 4, { activation: identity })], { pipeline });
  network.setParameters({ "0.weight": [0, 0, 0, 0], "0.bias": [0, Math.log(2), 0, 0] });
  const answer = network.predict({ x: 1 });
  expectTypeOf(answer).toEqualTypeOf<{ readonly colour: ClassAnswer; readonly price: number }>();
  expect(answer.colour.label).toBe("green");
  expect(answer.colour.probabilities).toEqual({ blue: 0.25, green: 0.5, red: 0.25 });
  expect(answer.price).toBe(3);
});

test("classes are told apart by probabilities that add up to 1", async () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ x: i, class: ["low", "middle", "high"][Math.floor(i / 10)]! }));
  const pipeline = Pipeline.fit(rows, { target: { class: label(["low", "middle", "high"]) } });
  const network = new Sequential([new Dense(1, 3, { activation: softmax })], { pipeline, seed: 1 });
  await network.fit(rows, { ...options, loss: categoricalCrossEntropy, epochs: 200 });
  const { label: found, probabilities } = network.predict({ x: 28 });
  expect(found).toBe("high");
  expect(Object.keys(probabilities)).toEqual(["low", "middle", "high"]);
  expect(Object.values(probabilities).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

test("labels that are numbers or true and false come back as they are", async () => {
  const rows = [
    { x: 0, y: false },
    { x: 1, y: true },
  ];
  const pipeline = Pipeline.fit(rows, { target: "y" });
  const network = new Sequential([new Dense(1, 1)], { pipeline, seed: 1 });
  await network.fit(rows, { ...options, loss: binaryCrossEntropy });
  expect(network.predict(rows).map(({ label: found }) => found)).toEqual([false, true]);
});

test("a registry writes a pipeline down, and makes an equal one", () => {
  const pipeline = Pipeline.fit(people, {
    inputs: { weight: numeric({ missing: mean }), island: ordinal(["south", "north", "east"]) },
    target: { gender: label() },
  });
  const registry = new Registry(pipelineKinds);
  const written = JSON.parse(JSON.stringify(registry.describe(pipeline)));
  const made: Pipeline = registry.make(written);
  expect(registry.describe(made)).toEqual(written);
  expect(made.inputs(people)).toEqual(pipeline.inputs(people));
  expect(written.settings.inputs[1]).toEqual({
    column: "island",
    code: {
      kind: "CategoryCode",
      settings: {
        name: "ordinal",
        categories: ["south", "north", "east"],
        codes: [[0], [1], [2]],
        unknown: null,
        missing: null,
      },
    },
  });
});
