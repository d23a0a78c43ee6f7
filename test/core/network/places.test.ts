import { OptionError, Sequential } from "@nn/core";
import { chance, type Layer } from "@nn/core/component";
import { Dense, Residual, zeros } from "@nn/layers";
import { expect, test } from "vitest";

/** A layer whose author brought along something else than random numbers. */
const carrying = (equipment: unknown): Layer => Object.assign(new Dense(2, 2), { equipment }) as unknown as Layer;

const NEEDS = "equipment must be { chance }, with chance of @nn/core/component, but";

test.each([
  [{ chance: 5 }, "its chance is 5."],
  [{ chance: null }, "its chance is null."],
  [{ chance: Math.random }, "its chance is the function or class random."],
  [{ chance: {} }, "its chance is an object."],
  [5, "is 5."],
  [null, "is null."],
  [[], "is an empty array."],
])("equipment %o of a layer is refused, with its place", (equipment, lack) => {
  const layers = [[carrying(equipment)], [new Residual([carrying(equipment)])]];
  for (const wrong of layers) {
    const make = () => new Sequential(wrong);
    expect(make).toThrow(OptionError);
    expect(make).toThrow(`${NEEDS} ${lack}`);
  }
});

test("equipment may have random numbers, and may be empty", () => {
  for (const right of [{}, { chance: undefined }, { chance }]) {
    expect(() => new Sequential([carrying(right)])).not.toThrow();
  }
});

test.each([
  ["outputRange", { least: 1, most: 0 }],
  ["parameters", () => ({ weight: { shape: [2, 2], initializer: 5, fanIn: 2, fanOut: 2 } })],
  ["parameters", () => ({ weight: { shape: [2, 2], initializer: zeros, fanIn: 2, fanOut: 2, role: "all" } })],
])("what is refused of a layer is refused of one within another: %s %o", (name, wrong) => {
  const layer = () => Object.assign(new Dense(2, 2), Object.fromEntries([[name, wrong]])) as unknown as Layer;
  expect(() => new Sequential([layer()])).toThrow(OptionError);
  expect(() => new Sequential([new Residual([layer()])])).toThrow(OptionError);
});
