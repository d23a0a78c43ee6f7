import { OptionError, Sequential, ShapeError } from "@nn/core";
import type { Layer } from "@nn/core/component";
import {
  Cropping1D,
  Cropping2D,
  type EndSizes,
  type SideSizes,
  UpSampling1D,
  ZeroPadding1D,
  ZeroPadding2D,
} from "@nn/layers";
import { expect, test } from "vitest";

test.each([
  [-1],
  [1.5],
  [[1]],
  [[1, 2, 3]],
  [[[1, 2], [3]]],
  [
    [
      [1, 2],
      [3, -4],
    ],
  ],
  ["1"],
  [Number.NaN],
])("%j isn't what goes to the sides of an image", (sizes) => {
  for (const Made of [ZeroPadding2D, Cropping2D]) {
    expect(() => new Made(sizes as SideSizes)).toThrow(OptionError);
    expect(() => new Made(sizes as SideSizes)).toThrow(
      /^(ZeroPadding2D: padding|Cropping2D: cropping) must be a whole number of at least 0, or two of them as in \[1, 2\], /,
    );
  }
});

test("sizes are one for all sides, one for each axis, or one for each side", () => {
  const sides = [
    2,
    [1, 3],
    [
      [0, 1],
      [2, 3],
    ],
    [4, [5, 6]],
  ].map((sizes) => new ZeroPadding2D(sizes as SideSizes));
  expect(sides.map(({ padding }) => padding)).toEqual([
    [
      [2, 2],
      [2, 2],
    ],
    [
      [1, 1],
      [3, 3],
    ],
    [
      [0, 1],
      [2, 3],
    ],
    [
      [4, 4],
      [5, 6],
    ],
  ]); // prettier-ignore
  expect(sides.map(({ name }) => name)).toEqual([
    "ZeroPadding2D(2)",
    "ZeroPadding2D(1, 1, 3, 3)",
    "ZeroPadding2D(0, 1, 2, 3)",
    "ZeroPadding2D(4, 4, 5, 6)",
  ]);
});

test("a side that has room for more than there is memory isn't copied", () => {
  const endless = Object.assign(new Array(2 ** 32 - 1), [1, 2]) as never;
  for (const Made of [ZeroPadding2D, Cropping2D]) expect(() => new Made([endless, 1])).toThrow(OptionError);
});

test("something of an image must be left", () => {
  const layers: readonly Layer[] = [
    new Cropping2D([
      [1, 1],
      [0, 3],
    ]),
  ]; // prettier-ignore
  const stack = (height: number, width: number) => () => new Sequential(layers, { inputShape: [height, width, 1] });
  expect(stack(3, 4)().stack.outputShape).toEqual([1, 1, 1]);
  for (const wrong of [stack(2, 4), stack(3, 3)]) expect(wrong).toThrow(ShapeError);
  expect(stack(2, 4)).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Cropping2D(1, 1, 0, 3): the images must be larger than what is taken away, 2 rows and 3 columns, but are [2, 4, 1].]`,
  );
});

test.each([[-1], [1.5], [[1]], [[1, 2, 3]], [[[1, 2], 3]], ["1"], [Number.NaN]])(
  "%j isn't what goes to the ends of a sequence",
  (sizes) => {
    for (const Made of [ZeroPadding1D, Cropping1D]) {
      expect(() => new Made(sizes as EndSizes)).toThrow(
        /^(ZeroPadding1D: padding|Cropping1D: cropping) must be a whole number of at least 0, or one for each end as in \[1, 2\], /,
      );
    }
  },
);

test("a sequence has two ends, and something of it must be left", () => {
  expect(
    [2, [1, 3] as const].map((sizes) => new ZeroPadding1D(sizes)).map(({ name, padding }) => [name, padding]),
  ).toEqual([
    ["ZeroPadding1D(2)", [2, 2]],
    ["ZeroPadding1D(1, 3)", [1, 3]],
  ]);
  expect(new UpSampling1D(3).settings()).toEqual({ size: 3 });
  const stack = (layer: Layer, shape: readonly number[]) => () => new Sequential([layer], { inputShape: shape });
  expect(stack(new Cropping1D([1, 2]), [3, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Cropping1D(1, 2): the sequences must be longer than what is taken away, 3 steps, but are [3, 1].]`,
  );
  expect(stack(new UpSampling1D(2), [3])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, UpSampling1D(2), takes [steps, features], but the network's inputShape gives [3]. Write { inputShape: [3, 1] }.]`,
  );
  expect(() => new UpSampling1D(0)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: UpSampling1D: size must be a whole number of at least 1, but is 0.]`,
  );
});
