import { DivergenceError, Sequential } from "@nn/core";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, RMSprop, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/** An example of which all numbers behind the first are 0. */
const example = (width: number, x: number): number[] => [x, ...new Array<number>(width - 1).fill(0)];

function build(width: number, dtype: "float32" | "float64") {
  const network = new Sequential([new Dense(width, 1, { activation: identity, useBias: false })], { dtype });
  network.setParameters({ "0.weight": example(width, 1) });
  return network;
}

type Rate = number | (() => number);

const rules = {
  SGD: (learningRate: Rate) => new SGD({ learningRate }),
  "SGD with momentum": (learningRate: Rate) => new SGD({ learningRate, momentum: 0.9 }),
  RMSprop: (learningRate: Rate) => new RMSprop({ learningRate }),
  Adam: (learningRate: Rate) => new Adam({ learningRate }),
};

/** A trainer with a learning rate that can be set: as a number, which is recorded, or as a function. */
function trainerOf(width: number, dtype: "float32" | "float64", rule: keyof typeof rules, isFunction: boolean) {
  const network = build(width, dtype);
  let rate = 0.01;
  const optimizer = rules[rule](isFunction ? () => rate : rate);
  const trainer = network.trainer({ loss: meanSquaredError, batchSize: 1, optimizer });
  const setRate = (to: number): void => {
    if (isFunction) rate = to;
    else (optimizer as { learningRate: Rate }).learningRate = to;
  };
  return { network, trainer, setRate };
}

// A network that gets code of its own, and one that runs as a list.
describe.each([1, 400])(
  "after an update of %s weights that was refused, a trainer goes on as if it had never been tried:",
  (width) => {
    const cases = (Object.keys(rules) as (keyof typeof rules)[]).flatMap((rule) =>
      (["float64", "float32"] as const).flatMap((dtype) =>
        [true, false].map((isFunction) => [rule, dtype, isFunction ? "a function" : "a number", isFunction] as const),
      ),
    );
    test.each(cases)("%s in %s, whose rate is %s", (rule, dtype, _, isFunction) => {
      const tried = trainerOf(width, dtype, rule, isFunction);
      const untried = trainerOf(width, dtype, rule, isFunction);
      for (const { trainer } of [tried, untried]) for (const x of [1, 2]) trainer.step(example(width, x), [3]);
      tried.setRate(1.7e308);
      expect(() => tried.trainer.step(example(width, 1e9), [-3e9])).toThrow(DivergenceError);
      expect(tried.trainer.stepCount).toBe(2);
      tried.setRate(0.01);
      for (const target of [2, 5]) {
        expect(tried.trainer.step(example(width, 1), [target])).toBe(untried.trainer.step(example(width, 1), [target]));
      }
      expect(tried.network.getParameters()).toEqual(untried.network.getParameters());
    });
  },
);
