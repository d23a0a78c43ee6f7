import { seededRandom } from "@nn/core";
import { type DType, defaultBackend } from "@nn/core/backend";
import { sparsemax } from "@nn/layers";
import { describe, expect, test } from "vitest";

/** The nearest probabilities, by the sorted row: of the k largest numbers, the most for which they all stay above 0. */
function bySorting(z: readonly number[]): number[] {
  const below = z.map((each) => each - Math.max(...z));
  const sorted = below.toSorted((one, other) => other - one);
  let [sum, tau] = [0, 0];
  for (const [i, each] of sorted.entries()) {
    sum += each;
    if (1 + (i + 1) * each > sum) tau = (sum - 1) / (i + 1);
  }
  return below.map((each) => Math.max(0, each - tau));
}

function rowOf(z: readonly number[], dtype: DType): number[] {
  const backend = defaultBackend();
  const [a, given] = backend.allocate(dtype, [z.length, z.length]);
  given!.set(z);
  sparsemax.forward(backend.kernels(dtype), a!, given!, 1, z.length);
  return Array.from(a!);
}

const random = seededRandom("sparsemax");
const drawn = (count: number, scale: number): number[] => Array.from({ length: count }, () => scale * (random() - 0.5));

/** Each round takes only some of the numbers away: the next group is just below where the threshold then is. */
const stairs = (ratio: number, groups: number): number[] => {
  const row = [0];
  let [sum, count] = [0, 1];
  for (let i = 0; i < groups; i++) {
    const at = (sum - 1) / count + 1e-9 * 4 ** i;
    const more = Math.ceil(count * ratio);
    for (let j = 0; j < more; j++) row.push(at);
    [sum, count] = [sum + more * at, count + more];
  }
  return row;
};

const rows: readonly (readonly [name: string, row: readonly number[]])[] = [
  ["one number", [3]],
  ["equal numbers", [7, 7, 7]],
  ["a number far above", [0, 50, -50]],
  ...[2, 3, 10, 100].flatMap((count) =>
    [0.1, 3, 100].map((scale) => [`${count} numbers up to ${scale / 2}`, drawn(count, scale)] as const),
  ),
  ["2000 numbers", drawn(2000, 0.5)],
  ["one number less in each round", Array.from({ length: 40 }, (_, i) => -(1 - 0.7 ** i))],
  ["a quarter less in each round", stairs(0.34, 18)],
  ["half in each round", stairs(1, 10)],
];

describe("sparsemax is the nearest row of probabilities", () => {
  test.each(rows)("of %s", (_, row) => {
    const a = rowOf(row, "float64");
    for (const [i, expected] of bySorting(row).entries()) expect(a[i]).toBeCloseTo(expected, 13);
    expect(a.reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
    const rounded = rowOf(row, "float32");
    for (const [i, expected] of bySorting([...Float32Array.from(row)]).entries())
      expect(rounded[i]).toBeCloseTo(expected, 6);
  });

  test.each(["float64", "float32"] as const)("at the ends of %s", (dtype) => {
    const most = dtype === "float64" ? Number.MAX_VALUE : 3.4e38;
    expect(rowOf([most, -most, most], dtype)).toEqual([0.5, 0, 0.5]);
    expect(rowOf([-most, -most], dtype)).toEqual([0.5, 0.5]);
    expect(rowOf([0, -most], dtype)).toEqual([1, 0]);
  });
});

test("its derivative is the mean taken away from those above 0", () => {
  const kernels = defaultBackend().kernels("float64");
  const [dz, da, z, a] = defaultBackend().allocate("float64", [4, 4, 4, 4]);
  z!.set([1, 0.5, -1, 0.75]);
  da!.set([3, 6, 100, 0]);
  sparsemax.forward(kernels, a!, z!, 1, 4);
  sparsemax.backward(kernels, dz!, da!, z!, a!, 1, 4);
  expect(Array.from(dz!)).toEqual([0, 3, 0, -3]);
});
