import { Sequential } from "@nn/core";
import { label, numeric, Pipeline, Table } from "@nn/data";
import { Ensemble } from "@nn/experiments";
import { Dense, identity } from "@nn/layers";
import { expect, expectTypeOf, test } from "vitest";

/** A network that gives y = weight · x in each of two outputs, the second one negative. */
const times = (weight: number) => {
  const network = new Sequential([new Dense(1, 2, { activation: identity })]);
  network.setParameters({ "0.weight": [weight, -weight], "0.bias": [0, 0] });
  return network;
};
const ensemble = new Ensemble([times(1), times(2), times(6)]);

test("answers with the mean of its members, in the form of their answers", () => {
  expect(ensemble.predict([2])).toEqual([6, -6]);
  expect(ensemble.predict([[2], [-1]])).toEqual([
    [6, -6],
    [-3, 3],
  ]);
  expect(ensemble.predict(Float64Array.of(2))).toEqual(Float64Array.of(6, -6));
  expect(ensemble.predict([Float32Array.of(2)])).toEqual([Float32Array.of(6, -6)]);
  expectTypeOf(ensemble.predict).toEqualTypeOf(times(1).predict);
});

test("says how far they disagree", () => {
  // 1, 2 and 6 are 2, 1 and 3 away from their mean.
  expect(ensemble.standardDeviation([1])).toEqual([Math.sqrt(14 / 3), Math.sqrt(14 / 3)]);
  expect(new Ensemble([times(4)]).standardDeviation([3])).toEqual([0, 0]);
});

test("refuses what has no mean", () => {
  expect(() => new Ensemble([])).toThrow("An Ensemble needs an array of networks, but got an empty array.");
  expect(() => new Ensemble([times(1), 5 as never])).toThrow(
    "An Ensemble needs networks, but member 1 is 5, which has no predict.",
  );
  expect(() =>
    new Ensemble([{ predict: (_: number[]) => [1] }, { predict: (_: number[]) => [1, 2] }]).predict([1]),
  ).toThrow("The members of an Ensemble must answer in numbers of one shape, but gave an array of 1, an array of 2.");
  expect(() => new Ensemble([{ predict: (_: number[]) => "yes" }]).predict([1])).toThrow(/must answer in numbers/);
  const table = Table.fromCsv("x,y\n1,a\n2,b\n");
  const pipeline = Pipeline.fit(table, { inputs: { x: numeric() }, target: { y: label() } });
  const labelled = new Sequential([new Dense(1, 1)], { pipeline });
  expect(() => new Ensemble([labelled] as never)).toThrow(/member 0 has a pipeline, and so may answer in labels/);
});
