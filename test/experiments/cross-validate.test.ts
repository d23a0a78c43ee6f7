import { Sequential } from "@nn/core";
import { kFold, noisySine, type Pairs, Table } from "@nn/data";
import { crossValidate } from "@nn/experiments";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const data = noisySine({ examples: 30, seed: 1 });

test("each fold is judged once, in order, and the figures are summed up by hand", async () => {
  const seen: number[][] = [];
  const { folds, mean, standardDeviation } = await crossValidate(data, { folds: 3, seed: "a" }, (fold, number) => {
    seen.push([number, fold.train.inputs.length, fold.test.inputs.length]);
    return { loss: [1, 2, 6][number]!, table: [[1]], accuracy: 0.5 };
  });
  expect(seen).toEqual([
    [0, 20, 10],
    [1, 20, 10],
    [2, 20, 10],
  ]);
  expect(folds.map(({ loss }) => loss)).toEqual([1, 2, 6]);
  expect(mean).toEqual({ loss: 3, accuracy: 0.5 });
  // √((4 + 1 + 9) / 2)
  expect(standardDeviation).toEqual({ loss: Math.sqrt(7), accuracy: 0 });
});

test("gives what a loop over the folds gives", async () => {
  const lossOf = async (train: Pairs<number[], number>, held: Pairs<number[], number>): Promise<number> => {
    const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
    const trainer = network.trainer({
      loss: meanSquaredError,
      optimizer: new SGD({ learningRate: 0.1 }),
      batchSize: 1,
    });
    train.inputs.forEach((input, i) => {
      trainer.step(input, [train.targets[i]!]);
    });
    return network.evaluate(held, { loss: meanSquaredError }).loss;
  };
  const { folds } = await crossValidate(data, { folds: 5, seed: 7 }, async (fold) => ({
    loss: await lossOf(fold.train, fold.test),
  }));
  const byHand: number[] = [];
  for (const fold of kFold(data, { folds: 5, seed: 7 })) byHand.push(await lossOf(fold.train, fold.test));
  expect(folds.map(({ loss }) => loss)).toEqual(byHand);
});

test("divides tables into tables", async () => {
  const table = Table.fromCsv("x,y\n1,2\n2,4\n3,6\n4,8\n");
  const { folds } = await crossValidate(table, { folds: 2 }, ({ train, test: held }) => ({
    rows: train.size + held.size,
  }));
  expect(folds).toEqual([{ rows: 4 }, { rows: 4 }]);
});

test("says what is wrong", async () => {
  await expect(crossValidate(data, { folds: 3 }, 5 as never)).rejects.toThrow(
    "crossValidate: judge must be a function that trains on a fold's train and gives figures of its test, but is 5.",
  );
  await expect(crossValidate(data, { folds: 3 }, (() => 0.5) as never)).rejects.toThrow(
    "crossValidate: judge must give figures by name, as network.evaluate(test, { loss }) does, but gave 0.5 for fold 0.",
  );
  await expect(crossValidate(data, { folds: 1 }, () => ({}))).rejects.toThrow(
    "folds must be a whole number of at least 2",
  );
  const broken = new Error("from judge");
  await expect(crossValidate(data, { folds: 3 }, () => Promise.reject(broken))).rejects.toBe(broken);
});
