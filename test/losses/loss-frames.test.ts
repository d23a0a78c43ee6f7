import { Sequential } from "@nn/core";
import { type Loss, type LossFrame, lossFrame, type Metric } from "@nn/core/component";
import { Dense, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { lossContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { broken } from "../testing/broken.js";

const inputs = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(i)]);
const targets = inputs.map(([a, b]) => [a! * b!, a! - b!, 0.5]);
const data = { inputs, targets };
const sgd = () => new SGD({ learningRate: 0.1 });
const build = () => new Sequential([new Dense(2, 3, { activation: sigmoid })], { seed: 3 });

/** The squared error, which keeps the differences from value to gradient. */
const kept: Loss<"difference"> = {
  name: "kept",
  saved: (output) => ({ difference: output }),
  value({ batch, outputSize: size, prediction, target, saved: { difference }, values }) {
    for (let i = 0; i < batch; i++) values[i] = 0;
    for (let i = 0; i < batch * size; i++) {
      difference[i] = prediction[i]! - target[i]!;
      values[Math.floor(i / size)]! += difference[i]! ** 2 / size;
    }
  },
  gradient({ batch, outputSize: size, saved: { difference }, dprediction }) {
    for (let i = 0; i < batch * size; i++) dprediction[i] = (2 * difference[i]!) / (batch * size);
  },
};
const example = (random: () => number, size: number) => ({
  prediction: Array.from({ length: size }, random),
  target: Array.from({ length: size }, random),
});

describe("arrays that a loss asks for", () => {
  test.each(lossContract(kept, { example }))("$name", ({ run }) => run());

  test("serve a training, its evaluations and its metrics, each with its own", async () => {
    const options = { optimizer: sgd(), epochs: 12, batchSize: 16, metrics: { kept } };
    const [own, known] = [build(), build()];
    const { reports } = await own.fit(data, { ...options, loss: kept });
    await known.fit(data, { ...options, loss: meanSquaredError });
    for (const { loss, kept } of reports) expect(kept).toBe(loss);
    const [last, expected] = [own, known].map((network) => network.getParameters()["0.weight"]!);
    for (const [i, weight] of last!.entries()) expect(weight).toBeCloseTo(expected![i]!, 12);
  });

  test("must have shapes", () => {
    const wrong = { ...kept, saved: () => ({ difference: [0.5] }) };
    expect(() => build().evaluate(data, { loss: wrong })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: kept: saved must give the shape of one example for each array, as in { difference: [2] }, but gives an array of 1.]`,
    );
    expect(() => build().trainer({ loss: wrong, optimizer: sgd(), batchSize: 1 })).toThrow(/^kept: saved must give/);
    const metric: Metric = { name: "own", saved: () => ({ x: 3 }) as never, value: () => undefined };
    expect(() => build().evaluate(data, { loss: kept, metrics: { metric } })).toThrow(/^own: saved must give/);
  });

  test("are not to be written beyond the batch", () => {
    const beyond: Loss<"difference"> = {
      ...kept,
      value(frame) {
        kept.value(frame);
        frame.saved.difference.fill(0, frame.batch * frame.outputSize);
      },
    };
    expect(broken(lossContract(beyond, { example }))).toEqual([
      "writes a finite value for each example and a gradient for each output, and nothing else",
    ]);
  });
});

test("a loss is given one frame, whose arrays are those of all its calls", () => {
  const frames = new Set<LossFrame>();
  const seen: Loss = {
    name: "seen",
    value(frame) {
      frames.add(frame as LossFrame);
      meanSquaredError.value(frame);
    },
    gradient(frame) {
      frames.add(frame);
      meanSquaredError.gradient(frame);
    },
  };
  const trainer = build().trainer({ loss: seen, optimizer: sgd(), batchSize: 4 });
  trainer.step(inputs.slice(0, 4), targets.slice(0, 4));
  const [frame] = frames;
  expect([frames.size, frame!.batch, frame!.outputSize, frame!.targetSize]).toEqual([1, 4, 3, 3]);
  expect([frame!.outputShape, frame!.targetShape]).toEqual([[3], [3]]);
  for (let step = 0; step < 20; step++) trainer.step(inputs.slice(0, 3), targets.slice(0, 3));
  for (const { prediction, target, values, dprediction } of frames) {
    expect([prediction.buffer, target.buffer, values.buffer, dprediction.buffer]).toEqual(
      Array.from({ length: 4 }, () => frame!.prediction.buffer),
    );
  }
});

test("a frame of one's own", () => {
  const frame = lossFrame(kept, { outputShape: [2], batch: 2, dtype: "float32" });
  frame.prediction.set([1, 2, 0, 0]);
  kept.value(frame);
  kept.gradient(frame);
  expect([[...frame.values], [...frame.dprediction]]).toEqual([
    [2.5, 0],
    [0.5, 1, 0, 0],
  ]);
  const given = lossFrame(kept, { outputShape: [1], batch: 1, prediction: Float64Array.of(3) });
  kept.value(given);
  expect([...given.values]).toEqual([9]);
});
