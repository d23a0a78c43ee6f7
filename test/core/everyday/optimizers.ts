import { seededRandom } from "@nn/core";
import { type FloatArray, madeOfKernels, type Optimizer } from "@nn/core/component";
import { Adam, SGD } from "@nn/optim";
import { one, plainStep, rule } from "./rules.js";
import { type Everyday, falling } from "./run.js";

/** Something done to the gradient, or to the parameters, around another optimizer. */
const around = (inner: Optimizer, before: (gradient: FloatArray, value: FloatArray) => void): Optimizer => ({
  ...inner,
  update(frame) {
    before(frame.gradient, frame.value);
    inner.update(frame);
  },
});

export const optimizers: readonly Everyday[] = [
  one("that holds gradients within bounds", () =>
    around(new SGD({ learningRate: 0.3 }), (gradient) => {
      for (let i = 0; i < gradient.length; i++) gradient[i] = Math.max(-0.05, Math.min(0.05, gradient[i]!));
    }),
  ),
  one("that scales gradients by their norm", () =>
    around(new Adam({ learningRate: 0.01 }), (gradient) => {
      const norm = Math.sqrt((gradient as Float64Array).reduce((sum, g) => sum + g * g, 0));
      if (norm > 0.1) for (const [i, g] of gradient.entries()) gradient[i] = (0.1 * g) / norm;
    }),
  ),
  one("that adds noise to gradients", () => {
    const random = seededRandom("noise");
    return around(new SGD({ learningRate: 0.2 }), (gradient) => gradient.set(gradient.map((g) => g + 0.01 * random())));
  }),
  one("that decays weights, through a view of some", () =>
    around(new SGD({ learningRate: 0.2 }), (_gradient, value) => {
      const some = value.subarray(0, 4);
      for (const [i, w] of some.entries()) some[i] = 0.99 * w;
    }),
  ),
  one("that looks ahead every four steps", () => {
    const inner = new SGD({ learningRate: 0.2 });
    return rule(
      (frame) => {
        const { value, step } = frame;
        const { slow } = frame.slots;
        if (step === 1) slow!.set(value);
        inner.update(frame);
        if (step % 4 !== 0) return;
        for (let i = 0; i < value.length; i++) slow![i]! += 0.5 * (value[i]! - slow![i]!);
        value.set(slow!);
      },
      ["slow"],
    );
  }),
  one("that keeps a moving mean of the weights", (training) => {
    const inner = new SGD({ learningRate: 0.2 });
    return rule(
      (frame) => {
        const { value } = frame;
        const { mean } = frame.slots;
        inner.update(frame);
        for (let i = 0; i < value.length; i++) mean![i] = 0.9 * mean![i]! + 0.1 * value[i]!;
        training.log.push(mean![0]);
      },
      ["mean"],
    );
  }),
  one("that is RMSProp", () =>
    rule(
      ({ value, gradient, slots: { square } }) => {
        for (let i = 0; i < value.length; i++) {
          square![i] = 0.9 * square![i]! + 0.1 * gradient[i]! ** 2;
          value[i]! -= (0.02 * gradient[i]!) / (Math.sqrt(square![i]!) + 1e-8);
        }
      },
      ["square"],
    ),
  ),
  one("that goes by signs", () =>
    rule(({ value, gradient }) => value.set(value.map((w, i) => w - 0.01 * Math.sign(gradient[i]!)))),
  ),
  one("that adds two gradients up before it moves", () =>
    rule(
      ({ value, gradient, slots: { sum }, step }) => {
        for (let i = 0; i < value.length; i++) sum![i]! += gradient[i]!;
        if (step % 2 === 1) return;
        plainStep(value, sum!, 0.1);
        sum!.fill(0);
      },
      ["sum"],
    ),
  ),
  one("that reads gradients through their memory", () =>
    rule(({ value, gradient }) => {
      const Kind = gradient.constructor as Float64ArrayConstructor;
      plainStep(value, new Kind(gradient.buffer, gradient.byteOffset, gradient.length), 0.2);
    }),
  ),
  one("that reads gradients through a DataView", () =>
    rule(({ value, gradient }) => {
      const view = new DataView(gradient.buffer, gradient.byteOffset, gradient.byteLength);
      const { BYTES_PER_ELEMENT: size } = gradient;
      for (let i = 0; i < value.length; i++) {
        value[i]! -= 0.2 * (size === 4 ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true));
      }
    }),
  ),
  one("that copies everything", () =>
    rule(({ value, gradient }) => {
      const moved = Array.from(value, (w, i) => w - 0.2 * gradient[i]!);
      value.set(moved);
    }),
  ),
  one("that destructures", () =>
    rule(({ value, gradient }) => {
      const [first, ...others] = gradient;
      value[0]! -= 0.3 * first!;
      for (const [i, g] of others.entries()) value[i + 1]! -= 0.1 * g;
    }),
  ),
  one("that fills a slot with what it counts", () => {
    const t = falling(1, 0.5);
    return rule(
      (frame) => {
        const { kernels, value, gradient } = frame;
        const { count } = frame.slots;
        kernels.fill(count!, t(), value.length);
        plainStep(value, gradient, count![0]!);
        new SGD({ learningRate: 0.1 }).update(frame);
      },
      ["count"],
    );
  }),
  one("of kernels alone, by turns", () => {
    let calls = 0;
    const rules = [new SGD({ learningRate: 0.1 }), new SGD({ learningRate: 0.3 })];
    return rule((frame) => rules[calls++ % 2]!.update(frame));
  }),
  one("of kernels alone, which says so", () => {
    const inner = Object.freeze(new SGD({ learningRate: 0.2 }));
    return madeOfKernels(rule((frame) => inner.update(frame)));
  }),
  one("that says that it is made of kernels alone, and goes by the step", () =>
    madeOfKernels(rule((frame) => new SGD({ learningRate: frame.step < 5 ? 0.3 : 0.1 / frame.step }).update(frame))),
  ),
  one("that counts Adam's steps in a way of its own", () => {
    const adam = new Adam({ learningRate: 0.05 });
    return rule((frame) => adam.update({ ...frame, step: frame.step + 5 }), ["m", "v"]);
  }),
  one("that evaluates before and after it moves", (training) =>
    rule((frame) => {
      const before = training.evaluate();
      new SGD({ learningRate: 0.2 }).update(frame);
      training.log.push(before, training.evaluate());
    }),
  ),
  one("that takes a bad step back", (training) =>
    rule(({ value, gradient }) => {
      const [before, kept] = [training.evaluate(), value.slice()];
      plainStep(value, gradient, 0.9);
      if (training.evaluate() > before) value.set(kept);
    }),
  ),
  one("that reads the loss", (training) =>
    rule(({ value, gradient }) => plainStep(value, gradient, Math.min(0.3, 0.1 + training.loss))),
  ),
];
