import { OptionError } from "@nn/core";
import type { OwnKernel } from "@nn/core/component";
import { expect, test } from "vitest";
import { backends } from "../contracts/backends.js";

/** b = 2a, with a sum of a beside it. */
const doubled: OwnKernel = {
  name: "doubled",
  arrays: [
    { name: "b", size: 2, use: "write" },
    { name: "sum", size: 1, isForAll: true, use: "change" },
    { name: "a", size: 2, use: "read" },
    { name: "same", size: 2, use: "read" },
  ],
  numbers: [],
  work: 2,
  loop(batch, b, sum, a) {
    for (let i = 0; i < 2 * batch; i++) {
      b[i] = 2 * a[i]!;
      sum[0]! += a[i]!;
    }
  },
};

for (const backend of backends) {
  const kernels = backend.kernels("float64");
  const arrays = () => backend.allocate("float64", [4, 1, 4, 4]);

  test(`on ${backend.name}, a kernel of a component's own writes what its loops write`, () => {
    const [b, sum, a] = arrays();
    a!.set([1, 2, 3, 4]);
    kernels.run(doubled, 2, b!, sum!, a!, a!);
    kernels.run(doubled, 1, b!, sum!, a!, a!);
    expect([...b!, ...sum!]).toEqual([2, 4, 6, 8, 13]);
    kernels.run(doubled, 0, b!, sum!, a!, a!);
    expect([...b!, ...sum!]).toEqual([2, 4, 6, 8, 13]);
  });

  test(`on ${backend.name}, none of its arrays overlaps one that it writes`, () => {
    const [b, sum, a, same] = arrays();
    const overlaps = (name: string): string => `doubled: the array that is written overlaps ${name}. `;
    expect(() => kernels.run(doubled, 2, b!, b!.subarray(3), a!, same)).toThrow(overlaps("sum"));
    expect(() => kernels.run(doubled, 2, b!, a!.subarray(3), a!, same)).toThrow(overlaps("a"));
    expect(() => kernels.run(doubled, 2, b!, sum, a!, b!)).toThrow(overlaps("same"));
  });

  test(`on ${backend.name}, what is no kernel is refused, and one that no instruction has room for`, () => {
    const [b, sum, a] = arrays();
    const run = (kernel: unknown) => () => kernels.run(kernel as OwnKernel, 1, b!, sum!, a!, a!);
    for (const wrong of [undefined, null, 3, "doubled", {}, { ...doubled, loop: undefined }]) {
      expect(run(wrong)).toThrow(OptionError);
    }
    expect(run({ ...doubled, numbers: Array(19).fill(1) })).toThrow(
      "doubled must have from 1 to 6 arrays and at most 18 numbers, but has 4 and 19.",
    );
    expect(run({ ...doubled, arrays: [] })).toThrow(OptionError);
    expect(run({})).toThrow(
      "run takes a component's own kernel, { name, arrays, loop, numbers, work }, but got an object.",
    );
  });
}
