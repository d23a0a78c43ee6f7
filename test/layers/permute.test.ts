import { Sequential } from "@nn/core";
import { Permute } from "@nn/layers";
import { expect, test } from "vitest";
import { backends } from "../contracts/backends.js";

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;
const SHAPE = [2, 3, 4] as const;

for (const backend of backends) {
  for (const dtype of ["float64", "float32"] as const) {
    test.each(ORDERS)(`on ${backend.name} in ${dtype}, axes go to their places: %i, %i, %i`, (...order) => {
      const network = new Sequential([new Permute(order)], { inputShape: SHAPE, backend, dtype });
      const cube = (value: (place: number[]) => number, [a, b, c]: readonly number[]): number[][][] =>
        Array.from({ length: a! }, (_, i) =>
          Array.from({ length: b! }, (_, j) => Array.from({ length: c! }, (_, k) => value([i, j, k]))),
        );
      const number = ([i, j, k]: number[]): number => 100 * i! + 10 * j! + k!;
      const shape = order.map((axis) => SHAPE[axis]!);
      const below = (place: number[]): number => number([0, 1, 2].map((axis) => place[order.indexOf(axis as 0)]!));
      const second = (value: (place: number[]) => number) => (place: number[]) => 1000 + value(place);
      const got = network.predict([cube(number, SHAPE), cube(second(number), SHAPE)] as never);
      expect(got).toEqual([cube(below, shape), cube(second(below), shape)]);
    });
  }
}

test("more axes than the compiled code has room for are moved by the loops", () => {
  const order = [1, 2, 3, 4, 5, 6, 7, 0];
  const network = new Sequential([new Permute(order)], { inputShape: [2, 1, 1, 1, 1, 1, 1, 3] });
  expect(Array.from(network.predict(Float64Array.of(1, 2, 3, 4, 5, 6)))).toEqual([1, 4, 2, 5, 3, 6]);
});

test("an order has all axes, counted from 0", () => {
  for (const wrong of [[0, 0], [0.5, 0], [-1, 0], [1], new Array(2 ** 32 - 1)]) {
    expect(() => new Permute(wrong)).toThrow("Permute: order must be a list of all axes, each once and counted from 0");
  }
  expect(() => new Permute([2, 1])).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Permute: order must be a list of all axes, each once and counted from 0, as in [1, 0], but is an array of 2.]`,
  );
  expect(() => new Sequential([new Permute([1, 0])], { inputShape: [2, 3, 4] })).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Permute([1, 0]): an input must have 2 axes, but is [2, 3, 4].]`,
  );
});
