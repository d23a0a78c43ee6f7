import { type Evaluation, type History, Sequential } from "@nn/core";
import { type ClassAnswer, Pipeline } from "@nn/data";
import { fromFile } from "@nn/formats";
import { load } from "@nn/formats/node";
import { Dense } from "@nn/layers";
import { binaryCrossEntropy } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, expectTypeOf, test } from "vitest";

const people = [
  { weight: 133, height: 65, gender: "F" },
  { weight: 160, height: 72, gender: "M" },
];

test("a network that is read takes rows where its pipeline is named, without a cast", async () => {
  const pipeline = Pipeline.fit(people, { target: "gender" });
  const text = JSON.stringify(new Sequential([new Dense(2, 1)], { pipeline }));
  const { network } = fromFile<Pipeline>(text);
  const answer = network.predict({ weight: 128, height: 63 });
  expectTypeOf(answer).toEqualTypeOf<ClassAnswer | number>();
  expect(Object.keys((answer as ClassAnswer).probabilities)).toEqual(["F", "M"]);
  const classes = fromFile<Pipeline<{ weight: number; height: number }, ClassAnswer>>(text).network;
  expectTypeOf(classes.predict({ weight: 128, height: 63 })).toEqualTypeOf<ClassAnswer>();
  expectTypeOf(classes.predict([{ weight: 128, height: 63 }])).toEqualTypeOf<ClassAnswer[]>();
  const loss = binaryCrossEntropy;
  expectTypeOf(classes.evaluate(people, { loss })).toExtend<Evaluation>();
  const history = await classes.fit(people, { loss, optimizer: new SGD({ learningRate: 1 }), epochs: 1, batchSize: 2 });
  expectTypeOf(history).toExtend<History>();
  expect(history.reports).toHaveLength(1);
});

test("unless it is named, a network that is read takes arrays", () => {
  const { network } = fromFile(JSON.stringify(new Sequential([new Dense(2, 1)])));
  expectTypeOf<Parameters<typeof network.predict>[0]>().not.toExtend<{ weight: number }>();
  expect(network.predict([1, 2])).toHaveLength(1);
  expectTypeOf(load<Pipeline>).returns.resolves.toHaveProperty("network");
});
