import { defineRule, frameFor, type Optimizer, RuleOptimizer } from "@nn/core/component";
import { Adadelta, Adagrad, Adamax, AMSGrad, ClipByValue, Lion, NAdam, RAdam, RMSprop, Rprop } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { byFormula, expectSame, steps } from "./optimizer-steps.js";

/** A rule of one parameter, with what it remembers. */
type Scalar = () => (w: number, g: number, t: number) => number;

/** Each optimizer, and its paper's algorithm step by step. */
const ALGORITHMS: readonly (readonly [string, Optimizer, Scalar])[] = [
  [
    "Adagrad as in Keras",
    new Adagrad({ learningRate: 0.1, initialAccumulator: 0.1 + 1e-7, epsilon: 0 }),
    () => {
      let accumulator = 0.1;
      return (w, g) => {
        accumulator += g * g;
        return w - (0.1 * g) / Math.sqrt(accumulator + 1e-7);
      };
    },
  ],
  [
    "Adagrad as in PyTorch",
    new Adagrad({ learningRate: 0.1 }),
    () => {
      let sum = 0;
      return (w, g) => {
        sum += g * g;
        return w - (0.1 * g) / (Math.sqrt(sum) + 1e-10);
      };
    },
  ],
  [
    "Adadelta",
    new Adadelta({ learningRate: 0.5, decay: 0.9, epsilon: 1e-3 }),
    () => {
      let [squares, steps] = [0, 0];
      const rms = (mean: number): number => Math.sqrt(mean + 1e-3);
      return (w, g) => {
        squares = 0.9 * squares + 0.1 * g * g;
        const step = -(rms(steps) / rms(squares)) * g;
        steps = 0.9 * steps + 0.1 * step * step;
        return w + 0.5 * step;
      };
    },
  ],
  [
    "Adamax",
    new Adamax({ learningRate: 0.1, beta1: 0.8, beta2: 0.9 }),
    () => {
      let [m, u] = [0, 0];
      return (w, g, t) => {
        m = 0.8 * m + 0.2 * g;
        u = Math.max(0.9 * u, Math.abs(g));
        return w - (0.1 / (1 - 0.8 ** t)) * (m / (u + 1e-8));
      };
    },
  ],
  [
    "AMSGrad",
    new AMSGrad({ learningRate: 0.1, beta1: 0.8, beta2: 0.9 }),
    () => {
      let [m, v, largest] = [0, 0, 0];
      return (w, g, t) => {
        m = 0.8 * m + 0.2 * g;
        v = 0.9 * v + 0.1 * g * g;
        largest = Math.max(largest, v);
        return w - (0.1 * m) / (1 - 0.8 ** t) / (Math.sqrt(largest / (1 - 0.9 ** t)) + 1e-8);
      };
    },
  ],
  ...[0.004, 1].map((psi): readonly [string, Optimizer, Scalar] => [
    `NAdam, momentumDecay ${psi}`,
    new NAdam({ learningRate: 0.1, beta1: 0.8, beta2: 0.9, momentumDecay: psi }),
    () => {
      let [m, v, product] = [0, 0, 1];
      const momentumAt = (t: number): number => 0.8 * (1 - 0.5 * 0.96 ** (t * psi));
      return (w, g, t) => {
        const [now, next] = [momentumAt(t), momentumAt(t + 1)];
        product *= now;
        m = 0.8 * m + 0.2 * g;
        v = 0.9 * v + 0.1 * g * g;
        const mean = (next * m) / (1 - product * next) + ((1 - now) * g) / (1 - product);
        return w - (0.1 * mean) / (Math.sqrt(v / (1 - 0.9 ** t)) + 1e-8);
      };
    },
  ]),
  [
    "RAdam",
    new RAdam({ learningRate: 0.1, beta1: 0.8, beta2: 0.95 }),
    () => {
      let [m, v] = [0, 0];
      const most = 2 / (1 - 0.95) - 1;
      return (w, g, t) => {
        m = 0.8 * m + 0.2 * g;
        v = 0.95 * v + 0.05 * g * g;
        const mean = m / (1 - 0.8 ** t);
        const length = most - (2 * t * 0.95 ** t) / (1 - 0.95 ** t);
        if (length <= 5) return w - 0.1 * mean;
        const r = Math.sqrt((((length - 4) * (length - 2)) / ((most - 4) * (most - 2))) * (most / length));
        return w - (0.1 * mean * r * Math.sqrt(1 - 0.95 ** t)) / (Math.sqrt(v) + 1e-8);
      };
    },
  ],
  [
    "Lion",
    new Lion({ learningRate: 0.1, beta1: 0.8, beta2: 0.9 }),
    () => {
      let m = 0;
      return (w, g) => {
        const update = Math.sign(0.8 * m + 0.2 * g);
        m = 0.9 * m + 0.1 * g;
        return w - 0.1 * update;
      };
    },
  ],
  [
    "RMSprop, centred with momentum, as in PyTorch",
    new RMSprop({ learningRate: 0.1, decay: 0.8, momentum: 0.5, centred: true }),
    () => {
      let [square, mean, buffer] = [0, 0, 0];
      return (w, g) => {
        square = 0.8 * square + 0.2 * g * g;
        mean = 0.8 * mean + 0.2 * g;
        buffer = 0.5 * buffer + g / (Math.sqrt(square - mean * mean) + 1e-8);
        return w - 0.1 * buffer;
      };
    },
  ],
  [
    "RMSprop with momentum, as in Keras",
    new RMSprop({ learningRate: 0.1, decay: 0.8, momentum: 0.5, epsilon: 1e-3, epsilonInRoot: true }),
    () => {
      let [velocity, momentum] = [0, 0];
      return (w, g) => {
        velocity = 0.8 * velocity + 0.2 * g * g;
        momentum = 0.5 * momentum + (0.1 * g) / Math.sqrt(velocity + 1e-3);
        return w - momentum;
      };
    },
  ],
  [
    "Rprop",
    new Rprop({ firstStep: 0.1, increase: 1.5, decrease: 0.4, shortest: 0.03, longest: 0.3 }),
    () => {
      let [length, previous] = [0.1, 0];
      return (w, g) => {
        let gradient = g;
        if (gradient * previous > 0) length = Math.min(length * 1.5, 0.3);
        if (gradient * previous < 0) {
          length = Math.max(length * 0.4, 0.03);
          gradient = 0;
        }
        previous = gradient;
        return w - Math.sign(gradient) * length;
      };
    },
  ],
];

test.each(ALGORITHMS)("%s goes as its algorithm does", (_, optimizer, algorithm) => {
  expectSame(steps(optimizer), byFormula(algorithm));
});

describe("optimizers that take a maximum of two numbers", () => {
  const around = new ClipByValue({ limit: 1, optimizer: new AMSGrad() });
  test.each([new Adamax(), new AMSGrad(), new RAdam(), new Rprop(), around])(
    "%s goes number by number",
    ({ elementwise }) => {
      expect(elementwise).toBe(true);
    },
  );
});

test.each(["max (abs(g))", "g / size", "sum (g)", "mean(g) * 2", "g * index"])("%s is of all parameters", (line) => {
  const rule = defineRule({ lines: [`w = w - eta * ${line}`], letters: { eta: "learningRate" }, slots: [] });
  class Own extends RuleOptimizer {
    readonly name = "Own";
    readonly learningRate = 0.1;
    constructor() {
      super(rule);
    }
  }
  expect(new Own().elementwise).toBe(false);
});

test("a name says the settings that change the rule", () => {
  const { name } = new RMSprop({ momentum: 0.5, centred: true, epsilonInRoot: true });
  expect(name).toBe("RMSprop(learningRate 0.001, momentum 0.5, centred, epsilon in root)");
});

describe("what makes no sense is refused", () => {
  test.each([null, undefined, 5, "velocity"])("slots that are %o", (slots) => {
    const lion = new Lion();
    const frame = frameFor(lion, [{ fullName: "w", shape: [2] }]);
    expect(() => lion.update({ ...frame, slots } as never)).toThrow(
      "RuleOptimizer: update must be called on an optimizer whose rule defineRule made, with the frame of an update, but it wasn't.",
    );
  });

  test("quotients that nothing keeps finite, and steps without room between their ends", () => {
    expect(() => new Adagrad({ epsilon: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Adagrad: epsilon must be above 0 where initialAccumulator is 0, such as 1e-10.]`,
    );
    expect(() => new RAdam({ beta2: 0.5 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: RAdam: beta2 must be a finite number of at least 0.7 and below 1, but is 0.5.]`,
    );
    expect(() => new NAdam({ momentumDecay: null as never })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: NAdam: momentumDecay must be a finite number of at least 0, but is null.]`,
    );
    expect(() => new Rprop({ firstStep: 100 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Rprop: firstStep must be between 0.000001 and 50, but is 100.]`,
    );
    expect(() => new Rprop({ shortest: 1, longest: 0.5 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Rprop: shortest must be at most longest, which is 0.5, but is 1.]`,
    );
    expect(() => new RMSprop({ centred: 1 as never })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: RMSprop: centred must be true or false, but is 1.]`,
    );
  });
});

test("a centred mean of squares is not below 0 where rounding would have it there", () => {
  const optimizer = new RMSprop({ centred: true, decay: 0.5 });
  const frame = frameFor(optimizer, [{ fullName: "0.weight", shape: [1] }]);
  for (frame.step = 1; frame.step < 400; frame.step++) {
    frame.gradient[0] = 0.7;
    optimizer.update(frame);
  }
  expect(frame.slots.s![0]! - frame.slots.mean![0]! ** 2).toBeLessThan(0);
  expect(frame.value[0]).toBeLessThan(0);
});
