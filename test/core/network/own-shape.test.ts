import { Sequential } from "@nn/core";
import type { Layer, Shape } from "@nn/core/component";
import { Activate, relu } from "@nn/layers";
import { describe, expect, test } from "vitest";

/** A layer from outside the packages, which passes its input on. */
const layer = (own: Partial<Layer>): Layer => ({
  name: "Odd",
  outputShape: (input) => input,
  parameters: () => ({}),
  saved: () => ({}),
  forward: ({ x, y, batch, inputSize }) => {
    for (let i = 0; i < batch * inputSize; i++) y[i] = x[i]!;
  },
  backward() {},
  ...own,
});

describe("a network has a shape of its own", () => {
  const relus = [new Activate(relu)];

  test("what its owner writes into the list later changes nothing", () => {
    const inputShape = [2];
    const network = new Sequential(relus, { inputShape });
    inputShape[0] = 3;
    expect(network.predict([1, 2])).toEqual([1, 2]);
  });

  test.each<[string, (inputShape: Shape) => Sequential]>([
    ["the option", (inputShape) => new Sequential(relus, { inputShape })],
    ["the first layer's", (inputShape) => new Sequential([layer({ inputShape })])],
    ["a later layer's", (inputShape) => new Sequential([...relus, layer({ inputShape })])],
  ])("a list whose constructor is something else is a list: %s", (_, build) => {
    expect(build(Object.assign([2], { constructor: "sigmoid" })).predict([1, 2])).toEqual([1, 2]);
  });
});
