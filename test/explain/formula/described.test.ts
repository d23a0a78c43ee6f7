import { Sequential } from "@nn/core";
import { Registry } from "@nn/core/component";
import { activationFromFormula, formulaKinds, lossFromFormula } from "@nn/explain";
import { Dense, layerKinds } from "@nn/layers";
import { SGD } from "@nn/optim";
import { expect, test, vi } from "vitest";

const registry = new Registry([...layerKinds, ...formulaKinds]);

const again = <Kind extends object>(component: Kind): Kind =>
  registry.make(JSON.parse(JSON.stringify(registry.describe(component))));

// One of each that computations have, and one that they don't.
test.each([
  ["x / (1 + exp(-x))", "0.5 * (p - y)^2"],
  ["√(1 + x²) − |x| + sin(x)", "cosh(p - y) - 1"],
])("%s and %s are made again from their formulas, with the same bits", (activationText, lossText) => {
  const activation = activationFromFormula(activationText);
  const loss = lossFromFormula(lossText);
  expect(registry.describe(activation)).toEqual({
    kind: "activationFromFormula",
    settings: { formula: activationText },
  });
  expect(registry.describe(loss)).toEqual({ kind: "lossFromFormula", settings: { formula: lossText } });
  const layers = [new Dense(2, 3, { activation }), new Dense(3, 1)];
  const trained = (all: typeof layers, minimised: typeof loss): ArrayLike<number> => {
    const network = new Sequential([...all], { seed: "formulas" });
    const options = { loss: minimised, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };
    const trainer = network.trainer(options);
    for (let step = 0; step < 3; step++) trainer.step([1, -2], [0.25]);
    return network.parameters.block;
  };
  expect(trained(layers.map(again), again(loss))).toEqual(trained(layers, loss));
});

test("a copy with another function isn't described as the formula", () => {
  for (const text of ["2 * x", "sin(x)"]) {
    const copy = { ...activationFromFormula(text), forward: () => {} };
    expect(() => registry.describe(copy)).toThrow('of the kind "activationFromFormula", but not as that is made');
  }
});

test("what there was to warn of isn't told again", () => {
  const onWarning = vi.fn();
  const flat = activationFromFormula("floor(x)", { onWarning });
  expect(onWarning).toHaveBeenCalledTimes(1);
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  try {
    expect(again(flat).warnings).toEqual(flat.warnings);
    expect(warn).not.toHaveBeenCalled();
  } finally {
    warn.mockRestore();
  }
});

test("a formula that can't be read is told with the place", () => {
  const description = { kind: "activationFromFormula", settings: { formula: "x +" } };
  expect(() => registry.make(description, "layers[0].activation")).toThrow(
    /^layers\[0\]\.activation can't be made of its settings, kind "activationFromFormula": The formula "x \+"/,
  );
});
