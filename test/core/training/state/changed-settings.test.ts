import { L1 } from "@nn/losses";
import { Adam, AdamW, ClipByNorm, RMSprop, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { first, inputs, refusal, stateOf, targets, trainerOf } from "./states.js";

describe("what is changed on purpose is said, and acts:", () => {
  test("a smaller learning rate, as a rule that had it from there on", () => {
    const state = stateOf({ optimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }) });
    const { network, trainer } = trainerOf({ optimizer: new SGD({ learningRate: 0.01, momentum: 0.9 }) });
    trainer.restore(state, { changed: ["optimizer.learningRate"] });
    trainer.step(inputs.slice(4), targets.slice(4));
    const falling = new SGD({ learningRate: (step) => (step < 4 ? 0.1 : 0.01), momentum: 0.9 });
    const whole = trainerOf({ optimizer: falling });
    for (let i = 0; i < 3; i++) whole.trainer.step(inputs.slice(0, 4), targets.slice(0, 4));
    whole.trainer.step(inputs.slice(4), targets.slice(4));
    expect(network.getParameters()).toEqual(whole.network.getParameters());
  });

  test("all of an optimizer, or more than one thing", () => {
    const state = stateOf({ optimizer: new Adam(), penalties: [new L1({ strength: 1 })] });
    const other = { optimizer: new Adam({ learningRate: 0.1, beta1: 0.5 }) };
    expect(refusal(state, other)).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with optimizer.learningRate 0.001, optimizer.beta1 0.9, penalties.0 "L1", but this one has optimizer.learningRate 0.1, optimizer.beta1 0.5, no penalties.0, and would go on with other numbers. Make the two equal; or, to change it from here on, say so beside the state: { changed: ["optimizer.learningRate", "optimizer.beta1", "penalties.0"] }."`,
    );
    expect(refusal(state, other, undefined, ["optimizer"])).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with penalties.0 "L1", but this one has no penalties.0, and would go on with other numbers. Make the two equal; or, to change it from here on, say so beside the state: { changed: ["optimizer", "penalties.0"] }."`,
    );
    expect(refusal(state, other, undefined, ["optimizer", "penalties"])).toBe("restored");
  });

  test("parameters that learn from there on begin without a memory, and others keep theirs", () => {
    const optimizer = () => new SGD({ learningRate: 0.1, momentum: 0.9 });
    const state = stateOf({ optimizer: optimizer(), frozen: first });
    expect(refusal(state, { optimizer: optimizer() })).toMatchInlineSnapshot(
      `"OptionError: This state is of a training with frozen "0.weight, 0.bias", but this one has no frozen, and would go on with other numbers. Make the two equal; or, to change it from here on, say so beside the state: { changed: ["frozen"] }."`,
    );
    const { trainer } = trainerOf({ optimizer: optimizer() });
    trainer.restore(state, { changed: ["frozen"] });
    const { velocity } = trainer.state().slots;
    expect(velocity!["0.weight"]).toEqual(new Float64Array(6));
    expect(velocity!["1.weight"]).toEqual(state.slots.velocity!["1.weight"]);
    // And the other way round.
    const whole = stateOf({ optimizer: optimizer() });
    const frozen = trainerOf({ optimizer: optimizer(), frozen: first });
    frozen.trainer.restore(whole, { changed: ["frozen"] });
    expect(Object.keys(frozen.trainer.state().slots.velocity!)).toEqual(["1.weight", "1.bias"]);
  });

  test("but no other memory: what an optimizer remembers has to mean the same", () => {
    const state = stateOf({ optimizer: new Adam() });
    for (const optimizer of [new RMSprop(), new AdamW(), new ClipByNorm({ optimizer: new Adam(), limit: 1 })]) {
      expect(refusal(state, { optimizer }, undefined, ["optimizer"])).toContain("which remembers");
    }
  });
});

test("what `changed` can't be", () => {
  const state = stateOf();
  expect(refusal(state, {}, undefined, "loss" as never)).toMatchInlineSnapshot(
    `"OptionError: changed must be a list of settings, as in { changed: ["optimizer.learningRate"] }, but is "loss"."`,
  );
  expect(refusal(state, {}, undefined, ["optimizer.learningrate"])).toMatchInlineSnapshot(
    `"OptionError: changed names "optimizer.learningrate", which is no setting of this training. Did you mean "optimizer.learningRate"?"`,
  );
  const { trainer } = trainerOf();
  expect(() => trainer.restore(state, { change: ["loss"] } as never)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: restore has no option "change". Did you mean "changed"?]`,
  );
  expect(refusal({ ...state, settings: "SGD" as never }, {})).toMatchInlineSnapshot(
    `"OptionError: restore takes what state() of a trainer gave, but got an object."`,
  );
});
