import type { UpdateFrame } from "@nn/core/component";
import { Adam, SGD } from "@nn/optim";
import { one, plainStep } from "./rules.js";
import { type Everyday, falling } from "./run.js";

type Changeable = { -readonly [Name in keyof SGD]: SGD[Name] };

class StepDecay extends SGD {
  override update(frame: UpdateFrame): void {
    if (frame.step % 3 === 0) (this as Changeable).learningRate = (this.learningRate as number) / 2;
    super.update(frame);
  }
}

class AdamW extends Adam {
  override update(frame: UpdateFrame): void {
    const { value } = frame;
    for (let i = 0; i < value.length; i++) value[i]! *= 0.999;
    super.update(frame);
  }
}

class Plain extends SGD {}

/** Made of a built-in one: a subclass, a copy, a proxy. */
export const derivedOptimizers: readonly Everyday[] = [
  one("that extends SGD and halves its rate", () => new StepDecay({ learningRate: 0.3 })),
  one("that extends Adam and lets weights decay", () => new AdamW({ learningRate: 0.02 })),
  one("that extends SGD and changes nothing", () => new Plain({ learningRate: 0.2, momentum: 0.9 })),
  one("spread from SGD, with an update of its own", () => ({
    ...new SGD({ learningRate: 0.2 }),
    update({ value, gradient, step }) {
      plainStep(value, gradient, (this as unknown as { learningRate: number }).learningRate / step);
    },
  })),
  one("spread from SGD, with an update that falls", () => {
    let rate = 0.4;
    return {
      ...new SGD({ learningRate: 0.2 }),
      update(frame) {
        rate *= 0.9;
        new SGD({ learningRate: rate }).update(frame);
      },
    };
  }),
  one("that inherits from an SGD, with a getter", () => {
    const rate = falling(0.4, 0.9);
    return Object.create(new SGD({ learningRate: 0.2 }), { learningRate: { get: rate } }) as SGD;
  }),
  one("whose learning rate became a getter", () => {
    const rate = falling(0.4, 0.9);
    return Object.defineProperty(new SGD({ learningRate: 0.2 }), "learningRate", { get: rate });
  }),
  one("whose class has a getter for its rate", () => {
    class Warm extends SGD {
      static calls = 0;
      constructor() {
        super({ learningRate: 0.2 });
        Object.defineProperty(this, "learningRate", { get: () => 0.2 / (1 + Warm.calls++) });
      }
    }
    return new Warm();
  }),
  one("behind a proxy that changes its rate", () => {
    const rate = falling(0.4, 0.95);
    return new Proxy(new SGD({ learningRate: 0.2 }), {
      get: (target, name) => (name === "learningRate" ? rate() : Reflect.get(target, name)),
    });
  }),
  one("whose update was replaced", (training) => {
    const optimizer = new SGD({ learningRate: 0.2 });
    const update = optimizer.update.bind(optimizer);
    optimizer.update = (frame) => {
      training.log.push(frame.step);
      frame.gradient[0] = 0;
      update(frame);
    };
    return optimizer;
  }),
];
