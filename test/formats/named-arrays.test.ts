import { Sequential } from "@nn/core";
import { NamedArrays } from "@nn/data";
import { fromFile, fromOnnx, toFile, toOnnx, toPyTorch, toServer } from "@nn/formats";
import { Concatenate, Dense, Flatten, Reshape, Slice, softmax } from "@nn/layers";
import { expect, test } from "vitest";
import { moduleOf } from "./module/module-of.js";

const pipeline = new NamedArrays({
  inputs: { table: [2, 2], user: [2] },
  outputs: { rating: [1], genres: [2, 2] },
});
const network = new Sequential(
  [
    new Concatenate(
      [new Slice({ begin: 0, size: 4 }), new Reshape([2, 2]), new Dense(2, 2), new Flatten()],
      [new Slice({ begin: 4, size: 2 }), new Dense(2, 4)],
    ),
    new Concatenate(
      [new Dense(8, 1)],
      [new Dense(8, 4), new Reshape([2, 2]), new Dense(2, 2, { activation: softmax }), new Flatten()],
    ),
  ],
  { inputShape: [6], pipeline, seed: 1, dtype: "float32" },
);
const rows = [1, 2].map((n) => ({
  table: [
    [n, -n],
    [0.5, n / 3],
  ],
  user: [n, 0.25],
}));
const answers = network.predict(rows);

test("a network's file has the names of its inputs and outputs", () => {
  expect(fromFile<typeof pipeline>(JSON.stringify(toFile(network))).network.predict(rows)).toEqual(answers);
});

test("so has an ONNX file", () => {
  const file = toOnnx(network);
  const again = fromOnnx(file) as unknown as typeof network;
  expect(again.pipeline).toBeInstanceOf(NamedArrays);
  expect(again.predict(rows)).toEqual(answers);
  expect(toOnnx(again)).toEqual(file);
  for (const name of ["table", "user", "rating", "genres"]) expect(Buffer.from(file).includes(name)).toBe(true);
});

test("a module takes and gives them, with the bits of predict, and refuses others", async () => {
  const { predict } = await moduleOf(network);
  expect(predict(rows)).toEqual(answers);
  expect(predict(rows[1])).toEqual(answers[1]);
  expect(() => predict({ ...rows[0], user: [1] })).toThrow(
    'The row takes numbers of the shape [2] as "user", but got an array of 1',
  );
});

test("a program for PyTorch and a service take them as well", () => {
  const { program } = toPyTorch(network);
  expect(program).toContain('numbers_of(rows, "table", 4),');
  expect(program).toContain(".split([1, 4], 1), [(-1, 1), (-1, 2, 2)])");
  const files = toServer(network);
  expect(JSON.stringify(files)).toContain("genres");
});
