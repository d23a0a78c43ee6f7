import { Sequential, seededRandom } from "@nn/core";
import { SeparableConv2D } from "@nn/layers";
import { expect, test } from "vitest";
import { backends } from "../../contracts/backends.js";

const [HEIGHT, WIDTH, CHANNELS, MULTIPLIER, FILTERS, KERNEL] = [5, 4, 3, 2, 4, 2];

test.each(backends)("on $name, each channel goes through its own kernels, and then all are mixed", (backend) => {
  const layer = new SeparableConv2D(CHANNELS, FILTERS, { kernelSize: KERNEL, multiplier: MULTIPLIER, strides: [2, 1] });
  const network = new Sequential([layer], { inputShape: [HEIGHT, WIDTH, CHANNELS], backend, seed: 1 });
  const random = seededRandom("separable");
  const bias = Array.from({ length: FILTERS }, () => random());
  network.setParameters({ ...network.getParameters(), "0.body.1.bias": bias });
  const { "0.body.0.weight": own, "0.body.1.weight": mixing } = network.getParameters();
  const image = Float64Array.from({ length: HEIGHT * WIDTH * CHANNELS }, () => random() - 0.5);
  const expected: number[] = [];
  for (let y = 0; y + KERNEL <= HEIGHT; y += 2) {
    for (let x = 0; x + KERNEL <= WIDTH; x++) {
      for (let f = 0; f < FILTERS; f++) {
        let sum = bias[f]!;
        for (let k = 0; k < CHANNELS * MULTIPLIER; k++) {
          let seen = 0;
          for (let i = 0; i < KERNEL; i++) {
            for (let j = 0; j < KERNEL; j++) {
              const pixel = image[((y + i) * WIDTH + x + j) * CHANNELS + Math.floor(k / MULTIPLIER)]!;
              seen += pixel * own![(i * KERNEL + j) * CHANNELS * MULTIPLIER + k]!;
            }
          }
          sum += seen * mixing![k * FILTERS + f]!;
        }
        expected.push(sum);
      }
    }
  }
  const got = network.predict(image);
  expect(got.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(got[i]).toBeCloseTo(value, 14);
});
