import { Sequential, seededRandom } from "@nn/core";
import { GroupNormalization } from "@nn/layers";
import { expect, test } from "vitest";
import { backends } from "../../contracts/backends.js";

const [HEIGHT, WIDTH, CHANNELS, EPSILON] = [3, 4, 6, 0.01];

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

for (const backend of backends) {
  test.each([1, 2, 3, 6])(
    `on ${backend.name}, %i groups have mean 0 and variance 1 each before they are scaled`,
    (groups) => {
      const network = new Sequential([new GroupNormalization(groups, { epsilon: EPSILON })], {
        ...{ inputShape: [HEIGHT, WIDTH, CHANNELS], backend, seed: 1 },
      });
      const random = seededRandom("groups");
      const gamma = Array.from({ length: CHANNELS }, () => random() + 0.5);
      const beta = Array.from({ length: CHANNELS }, () => random() - 0.5);
      network.setParameters({ "0.gamma": gamma, "0.beta": beta });
      const image = Float64Array.from({ length: HEIGHT * WIDTH * CHANNELS }, (_, i) => random() * (1 + (i % CHANNELS)));
      const groupOf = (at: number): number => Math.floor(((at % CHANNELS) * groups) / CHANNELS);
      const got = network.predict(image);
      for (const [at, x] of image.entries()) {
        const own = Array.from(image).filter((_, other) => groupOf(other) === groupOf(at));
        const variance = mean(own.map((each) => (each - mean(own)) ** 2));
        const expected =
          (gamma[at % CHANNELS]! * (x - mean(own))) / Math.sqrt(variance + EPSILON) + beta[at % CHANNELS]!;
        expect(got[at]).toBeCloseTo(expected, 13);
      }
    },
  );
}

test("groups divide the channels", () => {
  expect(() => new Sequential([new GroupNormalization(4)], { inputShape: [2, 6] })).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, GroupNormalization(4 groups): its 4 groups must divide the channels, the last axis, but an input is [2, 6].]`,
  );
});
