import { Sequential } from "@nn/core";
import { PositionalEncoding } from "@nn/layers";
import { expect, test } from "vitest";

// The formula of the paper, with the sines of the engine.
test.each([
  [4, 10_000],
  [7, 10_000],
  [6, 50],
  [1, 1],
])("of %i inputs, waves of up to %i are sines and cosines, after a thousand steps too", (inputs, maxWavelength) => {
  const steps = 1500;
  const network = new Sequential([new PositionalEncoding({ maxWavelength })], { inputShape: [steps, inputs] });
  const x = 0.25;
  const got = network.predict(new Float64Array(steps * inputs).fill(x));
  for (let at = 0; at < steps * inputs; at++) {
    const [step, column] = [Math.floor(at / inputs), at % inputs];
    const angle = step / maxWavelength ** ((column - (column % 2)) / inputs);
    expect(got[at]).toBeCloseTo(x + (column % 2 === 0 ? Math.sin(angle) : Math.cos(angle)), 11);
  }
});

test("steps have one axis, and inputs another", () => {
  expect(() => new Sequential([new PositionalEncoding()], { inputShape: [4] })).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, PositionalEncoding: the sequences must be [steps, inputs], but are [4].]`,
  );
  expect(() => new PositionalEncoding({ maxWavelength: 0.5 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: PositionalEncoding: maxWavelength must be a finite number of at least 1, but is 0.5.]`,
  );
});
