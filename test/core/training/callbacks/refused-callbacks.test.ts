import { type FitOptions, Sequential } from "@nn/core";
import type { Callback } from "@nn/core/callbacks";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const data = {
  inputs: [
    [0, 1],
    [1, 1],
    [2, -1],
  ],
  targets: [1, 0, 1],
};
const build = () => new Sequential([new Dense(2, 1)]);
const options = (): FitOptions => ({
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1 }),
  epochs: 4,
  batchSize: 2,
});
const trainWith = (...callbacks: Callback[]) => build().fit(data, { ...options(), callbacks });

describe("fit refuses", () => {
  const refuse = (callbacks: unknown) => () => build().fit(data, { ...options(), callbacks: callbacks as Callback[] });

  test("callbacks that are none", () => {
    expect(refuse({ name: "x" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: callbacks must be a list, as in { callbacks: [new EarlyStopping()] }, but is an object.]`,
    );
    expect(refuse([() => {}])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: callbacks[0] must be an object with a name and at least one of started, stepped, reported and ended, as in { name: "print", reported: ({ loss }) => console.log(loss) }, but is a function.]`,
    );
    expect(refuse([{ name: "x" }])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: callbacks[0] must be an object with a name and at least one of started, stepped, reported and ended, as in { name: "print", reported: ({ loss }) => console.log(loss) }, but is an object.]`,
    );
    expect(refuse([{ name: "x", onEpochEnd: () => {} }])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: callbacks[0] must be an object with a name and at least one of started, stepped, reported and ended, as in { name: "print", reported: ({ loss }) => console.log(loss) }, but is an object.]`,
    );
    expect(refuse([{ reported: () => {} }])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: callbacks[0] must be an object with a name and at least one of started, stepped, reported and ended, as in { name: "print", reported: ({ loss }) => console.log(loss) }, but is an object.]`,
    );
    expect(refuse([{ name: "x", reported: "x" }])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: reported of the callback "x" must be a function, but is "x".]`,
    );
    expect(refuse([undefined])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: callbacks[0] must be an object with a name and at least one of started, stepped, reported and ended, as in { name: "print", reported: ({ loss }) => console.log(loss) }, but is undefined.]`,
    );
  });

  test("two of one name", () => {
    const one = { name: "x", reported: () => {} };
    expect(refuse([one, { ...one }])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Two callbacks are called "x", and what they remember is kept by name. Rename one.]`,
    );
  });

  test("what is no sentence", async () => {
    for (const answer of [5, true, "", null, {}]) {
      const callback = { name: "odd", stepped: () => answer } as unknown as Callback;
      await expect(trainWith(callback)).rejects.toThrow(/^The callback "odd": stepped gives a sentence/);
    }
  });
});
