import { defaultBackend, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { DType } from "@nn/core/component";
import { threefry } from "@nn/numerics";
import { beforeAll, describe, expect, test } from "vitest";

test.each([
  [
    [0, 0],
    [0, 0],
    [0x6b200159, 0x99ba4efe],
  ],
  [
    [0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x1cb996fc, 0xbb002be7],
  ],
  [
    [0x13198a2e, 0x03707344],
    [0x243f6a88, 0x85a308d3],
    [0xc4923a9c, 0x483df7a0],
  ],
] as const)(
  "a known answer of Random123 for threefry2x32 with 20 rounds: key %o, counter %o",
  (key, counter, words) => {
    expect(Array.from(threefry(key[0], key[1], counter[0], counter[1]), (word) => word >>> 0)).toEqual(words);
  },
);

/** Some numbers, drawn on a backend into an array that has more room. */
function drawn(backend: Backend, dtype: DType, step: number, length: number): readonly number[] {
  const [out] = backend.allocate(dtype, [length + 1]);
  out!.fill(2);
  backend.kernels(dtype).uniform!(out!, [0xdeadbeef, 12], [step], length);
  return [...out!];
}

describe.each(["float64", "float32"] as const)("random numbers in %s", (dtype) => {
  let backends: readonly Backend[];
  beforeAll(async () => {
    backends = [defaultBackend(), await workerPool({ workers: 3 })];
  });

  test("are made of words of their counters, the same to the digits of both formats", () => {
    const word = (counter: number, at: number) => threefry(0xdeadbeef, 12, 5, counter)[at]! >>> 0;
    const bits = (at: number): number => {
      if (dtype === "float32") return (word(1, at) >>> 8) / 2 ** 24;
      return Number((BigInt(word(1, at)) << 21n) | BigInt(word(0x80000001, at) >>> 11)) / 2 ** 53;
    };
    const [, , third, fourth] = drawn(reference, dtype, 5, 4);
    expect([third, fourth]).toEqual([bits(0), bits(1)]);
  });

  // Eight at a time, and on threads more than a thousand each: lengths around both.
  test.each([0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 31, 1000, 10_007])("%i of them have the bits of plain loops", (length) => {
    const plain = drawn(reference, dtype, 7, length);
    expect(plain.at(-1)).toBe(2);
    for (const backend of backends) expect(drawn(backend, dtype, 7, length)).toEqual(plain);
  });

  test("are even, and those of two steps and two keys have nothing in common", () => {
    const length = 100_000;
    const [one, other] = [drawn(reference, dtype, 1, length), drawn(reference, dtype, 2, length)];
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    // Five standard deviations of a mean of so many.
    const most = 5 * Math.sqrt(1 / 12 / length);
    expect(Math.abs(mean(one.slice(0, length)) - 0.5)).toBeLessThan(most);
    const products = one.slice(0, length).map((value, i) => 12 * (value - 0.5) * (other[i]! - 0.5));
    expect(Math.abs(mean(products))).toBeLessThan(5 / Math.sqrt(length));
  });
});
