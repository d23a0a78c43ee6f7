import { DataError } from "@nn/core";
import { activationOf, sigmoid, softmax } from "@nn/layers";
import { expect, test } from "vitest";

test("an activation is taken of a number, of a list, and of what is left of one whose memory went elsewhere", () => {
  expect(activationOf(sigmoid, 0)).toBe(0.5);
  expect(activationOf(softmax, Float32Array.of(1, 1))).toEqual([0.5, 0.5]);
  const sent = Float64Array.of(1, 2);
  structuredClone(sent.buffer, { transfer: [sent.buffer] });
  expect(activationOf(sigmoid, sent)).toEqual([]);
});

test("what is no number is refused in its place, before anything is copied", () => {
  const endless: number[] = new Array(2 ** 32 - 1);
  expect(() => activationOf(sigmoid, endless)).toThrow(DataError);
  expect(() => activationOf(sigmoid, endless)).toThrow("but got undefined as number 0 of a list.");
  expect(() => activationOf(sigmoid, [0, Number.NaN])).toThrow("but got NaN as number 1 of a list.");
});
