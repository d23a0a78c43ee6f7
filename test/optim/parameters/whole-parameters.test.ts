import { frameFor } from "@nn/core/component";
import { LAMB } from "@nn/optim";
import { expect, test } from "vitest";

const norm = (values: readonly number[]): number => Math.hypot(...values);

test("LAMB goes as its algorithm does, parameter by parameter", () => {
  const [rate, beta1, beta2, epsilon, decay] = [0.1, 0.8, 0.9, 1e-6, 0.05];
  const optimizer = new LAMB({ learningRate: rate, beta1, beta2, epsilon, decay });
  const frame = frameFor(optimizer, [
    { fullName: "0.weight", shape: [2, 2] },
    { fullName: "0.bias", shape: [3], role: "bias" },
  ]);
  frame.value.set([1, -2, 0.5, 3, 0, 0, 0]);
  // A bias of zeros has no length that its step could go by.
  const layers = [
    { w: [1, -2, 0.5, 3], m: [0, 0, 0, 0], v: [0, 0, 0, 0], decay },
    { w: [0, 0, 0], m: [0, 0, 0], v: [0, 0, 0], decay: 0 },
  ];
  for (let t = 1; t <= 10; t++) {
    const gradients = Array.from({ length: 7 }, (_, i) => Math.sin(3 * t + i) * 10 ** (i - 3));
    frame.gradient.set(gradients);
    frame.step = t;
    optimizer.update(frame);
    for (const layer of layers) {
      const g = layer === layers[0] ? gradients.slice(0, 4) : gradients.slice(4);
      layer.m = layer.m.map((m, i) => beta1 * m + (1 - beta1) * g[i]!);
      layer.v = layer.v.map((v, i) => beta2 * v + (1 - beta2) * g[i]! ** 2);
      const r = layer.m.map((m, i) => m / (1 - beta1 ** t) / (Math.sqrt(layer.v[i]! / (1 - beta2 ** t)) + epsilon));
      const step = r.map((each, i) => each + layer.decay * layer.w[i]!);
      const trust = norm(layer.w) > 0 && norm(step) > 0 ? norm(layer.w) / norm(step) : 1;
      layer.w = layer.w.map((w, i) => w - rate * trust * step[i]!);
    }
    for (const [i, w] of layers.flatMap((layer) => layer.w).entries()) expect(frame.value[i]).toBeCloseTo(w, 12);
  }
});

test.each([1, 0])("a gradient whose square is infinite is no step of 0 from %d: the trainer sees a NaN", (value) => {
  const optimizer = new LAMB();
  const frame = frameFor(optimizer, [{ fullName: "0.weight", shape: [2] }]);
  frame.value.fill(value);
  frame.gradient.set([1e200, 1]);
  frame.step = 1;
  optimizer.update(frame);
  expect(frame.value[0]).toBeNaN();
});
