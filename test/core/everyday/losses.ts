import { Sequential } from "@nn/core";
import type { FloatArray, Loss, LossFrame, MetricFrame } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import type { Everyday, Training } from "./run.js";

const one = (what: string, loss: (training: Training) => Loss): Everyday => ({
  what: `a loss ${what}`,
  make: (training) => ({ loss: loss(training) }),
});

/** Of one output, by each prediction and its target. */
const each = (value: (p: number, t: number) => number, slope: (p: number, t: number) => number): Loss => ({
  name: "own",
  value({ values, prediction, target, batch }) {
    for (let i = 0; i < batch; i++) values[i] = value(prediction[i]!, target[i]!);
  },
  gradient({ dprediction, prediction, target, batch }) {
    for (let i = 0; i < batch; i++) dprediction[i] = slope(prediction[i]!, target[i]!) / batch;
  },
});

const squared = each(
  (p, t) => (p - t) ** 2,
  (p, t) => 2 * (p - t),
);

/** A squared error with a weight that changes. */
class Weighted implements Loss {
  readonly name = "weighted";
  weight = 1;
  value(frame: MetricFrame): void {
    meanSquaredError.value(frame);
  }
  gradient(frame: LossFrame): void {
    meanSquaredError.gradient(frame);
    for (let i = 0; i < frame.batch; i++) frame.dprediction[i]! *= this.weight;
  }
}

const scaled = (factor: () => number, before: () => void = () => {}): Loss => ({
  ...meanSquaredError,
  gradient(frame) {
    before();
    meanSquaredError.gradient(frame);
    const by = factor();
    if (by !== 1) for (let i = 0; i < frame.batch; i++) frame.dprediction[i]! *= by;
  },
});

export const losses: readonly Everyday[] = [
  one("in plain loops", () => squared),
  one("with smoothed labels", () =>
    each(
      (p, t) => (p - (0.9 * t + 0.05)) ** 2,
      (p, t) => 2 * (p - (0.9 * t + 0.05)),
    ),
  ),
  one("that is focal", () =>
    each(
      (p, t) => (p - t) ** 2 * Math.abs(p - t),
      (p, t) => 3 * (p - t) * Math.abs(p - t),
    ),
  ),
  one("that is Huber's", () =>
    each(
      (p, t) => (Math.abs(p - t) < 0.2 ? (p - t) ** 2 / 2 : 0.2 * Math.abs(p - t) - 0.02),
      (p, t) => Math.max(-0.2, Math.min(0.2, p - t)),
    ),
  ),
  one("spread from the squared error, with a gradient of its own", () => scaled(() => 0.5)),
  one("whose weight falls with each call", () => {
    let weight = 2;
    return scaled(() => (weight *= 0.95));
  }),
  one("of kernels that counts its calls", (training) => {
    let calls = 0;
    return scaled(
      () => 1,
      () => training.log.push(++calls),
    );
  }),
  one("of kernels that becomes another after some calls", () => {
    let calls = 0;
    return {
      ...meanSquaredError,
      gradient(frame) {
        if (++calls < 7) meanSquaredError.gradient(frame);
        else frame.kernels.fill(frame.dprediction, 0.01, frame.batch * frame.outputSize);
      },
    };
  }),
  one("of kernels that evaluates the network", (training) => {
    let calls = 0;
    return scaled(
      () => 1,
      () => {
        if (calls++ % 4 === 0) training.log.push(training.evaluate());
      },
    );
  }),
  one("that learns from another network", () => {
    const teacher = new Sequential([new Dense(1, 1)], { seed: 5 });
    const taught = (t: number): number => teacher.predict([t])[0]!;
    return each(
      (p, t) => (p - taught(t)) ** 2,
      (p, t) => 2 * (p - taught(t)),
    );
  }),
  one("that reduces", () => ({
    ...squared,
    gradient({ dprediction: gradient, prediction, target, batch }) {
      const mean =
        (prediction.subarray(0, batch) as Float64Array).reduce((sum, p, i) => sum + (p - target[i]!), 0) / batch;
      gradient.fill(mean, 0, batch);
    },
  })),
  one("that reads through its memory", () => {
    const view = (array: FloatArray, length: number): FloatArray =>
      new (array.constructor as Float64ArrayConstructor)(array.buffer, array.byteOffset, length);
    return {
      ...squared,
      gradient({ dprediction: gradient, prediction, target, batch }) {
        const [p, t] = [view(prediction, batch), view(target, batch)];
        gradient.set(p.map((value, i) => (2 * (value - t[i]!)) / batch));
      },
    };
  }),
  one("that goes by the trainer's steps", (training) => scaled(() => 1 / (1 + (training.trainer?.stepCount ?? 0)))),
  one("that goes by its last value", (training) => scaled(() => 1 + Math.min(1, training.loss || 0))),
  one("that writes down what it saw, a turn later", (training) => ({
    ...meanSquaredError,
    value(frame) {
      meanSquaredError.value(frame);
      const [seen] = frame.values;
      queueMicrotask(() => training.log.push(seen));
    },
  })),
  {
    what: "a loss whose weight is changed between steps",
    make: () => {
      const loss = new Weighted();
      return {
        loss,
        between: (call) => {
          loss.weight = 1 / call;
        },
      };
    },
  },
];
