import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { toOnnx } from "@nn/formats";
import { Dense, GlobalAveragePooling1D, GlobalMaxPooling1D, ZeroPadding1D } from "@nn/layers";
import { layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { expectGradients } from "./recurrent/expect-gradients.js";

const filledUp = [
  [-2, 8],
  [5, 5],
  [-4, 0],
];

describe.each([
  { make: GlobalAveragePooling1D, real: [-3, 4] },
  { make: GlobalMaxPooling1D, real: [-2, 8] },
])("$make.name", ({ make, real }) => {
  test("leaves out the steps that only fill up", () => {
    const network = new Sequential([new make({ maskValue: 5 })], { inputShape: [3, 2] });
    expect(network.predict(filledUp)).toEqual(real);
    expect(network.predict([filledUp[1]!, filledUp[1]!, filledUp[1]!])).toEqual([0, 0]);
    expect(network.stack.places[0]!.layer.name).toBe(`${make.name}(mask 5)`);
  });

  test("has the gradients of central differences, and keeps its contract", () => {
    const layers = [new Dense(2, 2), new ZeroPadding1D([1, 2]), new make({ maskValue: 0 })];
    const network = new Sequential<readonly Layer[]>(layers, { inputShape: [3, 2], seed: 1 });
    expectGradients(network, [filledUp], [[0.5, 0.1]]);
    for (const { run } of layerContract(new make({ maskValue: 0.5 }), { inputShape: [3, 2] })) run();
  });

  test("refuses what isn't a number, and what it has no option for", () => {
    expect(() => new make({ maskValue: "0" as never })).toThrow(/maskValue must be a finite number, but is "0"/);
    expect(() => new make({ maskValue: 0.1 })).toThrow(
      /maskValue must be a number that float32 has exactly, .* is 0.1/,
    );
    expect(() => new make(2 as never)).toThrow(/options/);
    expect(() => toOnnx(new Sequential([new make({ maskValue: 0 })], { inputShape: [3, 2] }) as never)).toThrow(
      /maskValue can't be written in ONNX/,
    );
  });
});
