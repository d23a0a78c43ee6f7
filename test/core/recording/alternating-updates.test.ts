import { Sequential } from "@nn/core";
import { defaultBackend, reference } from "@nn/core/backend";
import { Computation, methodsOf, type Optimizer, type UpdateFrame } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { expect, test } from "vitest";

const RULE = new Computation({
  name: "alternating",
  arrays: ["w", "g", "odd", "even", "this", "that"],
  lines: ["this = this + g", "that = 2 * that + 1", "w = w - 0.01 * this + 0.001 * that + 0 * odd * even"],
});

/** Hands over its last two slots in turns: steps differ in nothing but the fifth and sixth array. */
class Alternating implements Optimizer {
  readonly name = "Alternating";
  readonly slots = ["odd", "even", "first", "second"];

  get kernelsOnly() {
    return { of: this, ...METHODS };
  }

  update({ kernels, value, gradient, slots, step }: UpdateFrame): void {
    const [a, b] = step % 2 === 0 ? ["first", "second"] : ["second", "first"];
    kernels.compute(RULE, [], 1, value.length, value, gradient, slots.odd, slots.even, slots[a!], slots[b!]);
  }
}

const METHODS = methodsOf(Alternating, ["update"], []);

test.each([
  ["of straight-line code", 3],
  ["of vector loops", 40],
])("slots that are handed over in turns are told apart in a recording %s", async (_, units) => {
  const trained = [defaultBackend(), reference].map(async (backend) => {
    const network = new Sequential([new Dense(2, units), new Dense(units, 1)], { seed: 1, backend });
    const data = {
      inputs: [
        [1, 2],
        [3, -1],
        [0, 1],
      ],
      targets: [1, 0, 1],
    };
    await network.fit(data, { loss: meanSquaredError, optimizer: new Alternating(), batchSize: 1, epochs: 3 });
    return network.getParameters();
  });
  const [mine, its] = await Promise.all(trained);
  expect(mine).toEqual(its);
});
