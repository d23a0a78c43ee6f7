import { Sequential, seededRandom } from "@nn/core";
import { type Layer, uniform } from "@nn/core/component";
import { explain, parameterNames, toJson } from "@nn/explain";
import { Activate, Dense, Dropout, Embedding, Flatten, Residual, relu, softmax, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { layerContract } from "@nn/testing";
import { expect, test } from "vitest";
import { broken } from "../../testing/broken.js";
import { Fork, Normed } from "./authors.js";

const random = seededRandom("within");
const numbers = (length: number): number[] => Array.from({ length }, () => uniform(random, -1, 1));
const dense = (inputs: number, units: number, activation = tanh): Layer =>
  new Dense<number, number>(inputs, units, { activation });

const BODIES: Readonly<Record<string, readonly Layer[]>> = {
  "a dense layer": [dense(3, 3)],
  two: [dense(3, 2), dense(2, 3, softmax)],
  "an activation": [new Activate(relu)],
  "nothing that changes numbers": [new Dropout(0.5)],
  itself: [new Residual([dense(3, 3)])],
  "itself, twice": [dense(3, 3), new Residual([new Residual([dense(3, 3, relu)]), dense(3, 3)])],
};

function stack(body: readonly Layer[], isTold: boolean): Sequential {
  const residual = new Residual(body);
  if (!isTold) Object.defineProperty(residual, "equations", { value: undefined });
  const network = new Sequential([dense(2, 3), residual, dense(3, 2)], { seed: 3 });
  const values = Object.entries(network.getParameters() as Record<string, number[]>);
  const drawn = seededRandom("values");
  network.setParameters(
    Object.fromEntries(values.map(([name, array]) => [name, array.map(() => uniform(drawn, -1, 1))])),
  );
  return network;
}

test.each(Object.entries(BODIES))("a residual layer around %s has the derivatives of its passes", (_, body) => {
  const [told, silent] = [stack(body, true), stack(body, false)];
  const asked = { input: [numbers(2), numbers(2)], target: [numbers(2), numbers(2)], loss: meanSquaredError };
  const names = parameterNames(told);
  expect(names).toEqual(parameterNames(silent));
  const promises = broken(layerContract(new Residual(body), { inputShape: [3] }));
  expect(promises.filter((name) => name.startsWith("if it says"))).toEqual([]);
  for (const { name: parameter } of names.filter((_, i) => i % 4 === 1)) {
    for (const maximumPaths of [0, 10_000]) {
      const byFormulas = explain(told, { ...asked, parameter, maximumPaths });
      const inNumbers = explain(silent, { ...asked, parameter, maximumPaths });
      expect(Math.abs(byFormulas.gradient - inNumbers.gradient)).toBeLessThan(1e-14);
      expect(JSON.parse(toJson(byFormulas))).toEqual(byFormulas);
      for (const { formula, formulaValue } of byFormulas.forward) {
        expect(formula).not.toBe(null);
        expect(formulaValue).toBeUndefined();
      }
      const { chain } = byFormulas;
      if (chain.kind === "paths") expect(Math.abs(chain.elementary.value - byFormulas.gradient)).toBeLessThan(1e-14);
    }
  }
});

test("two branches, by formulas and in numbers", () => {
  const fork = (isTold: boolean): Sequential => {
    const inner = new Fork(2, [dense(3, 2)], [dense(3, 2), new Residual([dense(2, 2)]), dense(2, 1)]);
    const outer = new Fork(3, [new Residual([inner])], [dense(3, 1)]);
    if (!isTold) Object.defineProperty(outer, "equations", { value: undefined });
    return new Sequential([dense(2, 3), outer, dense(4, 2)], { seed: 6 });
  };
  const [told, silent] = [fork(true), fork(false)];
  const asked = { input: [numbers(2), numbers(2)], target: [numbers(2), numbers(2)], loss: meanSquaredError };
  const names = parameterNames(told);
  expect(names.map(({ fullName }) => fullName)).toContain("1.left.0.body.0.right.1.body.0.weight");
  expect(broken(layerContract(told.layers[1]!, { inputShape: [3] }))).toEqual([]);
  for (const { name: parameter } of names.filter((_, i) => i % 3 === 0)) {
    for (const maximumPaths of [0, 10_000]) {
      const byFormulas = explain(told, { ...asked, parameter, maximumPaths });
      const inNumbers = explain(silent, { ...asked, parameter, maximumPaths });
      expect(Math.abs(byFormulas.gradient - inNumbers.gradient)).toBeLessThan(1e-14);
      expect(byFormulas.check.verdict).not.toBe("wrong");
      expect(byFormulas.forward.every(({ formula }) => formula !== null)).toBe(true);
    }
  }
});

test("lists that read earlier lists and the layer's input", () => {
  const network = new Sequential([dense(2, 3), new Normed(), dense(3, 1)], { seed: 2 });
  const promises = broken(layerContract(new Normed(), { inputShape: [3] }));
  // Its backward is none.
  expect(promises.filter((name) => name.startsWith("if it says"))).toEqual([
    "if it says by equations what it does, its passes do so, with all its parameters",
  ]);
  const asked = { input: [0.5, -1], target: [1], loss: meanSquaredError };
  const loss = (name: string, by: number): number => {
    const moved = network.getParameters() as Record<string, number[]>;
    const { fullName, element } = parameterNames(network).find((one) => one.name === name)!;
    const copy = { ...moved, [fullName]: moved[fullName]!.map((value, i) => (i === element ? value + by : value)) };
    const other = new Sequential([dense(2, 3), new Normed(), dense(3, 1)]);
    other.setParameters(copy);
    return ((other.predict([0.5, -1]) as number[])[0]! - 1) ** 2;
  };
  for (const { name } of parameterNames(network)) {
    const slope = (loss(name, 1e-6) - loss(name, -1e-6)) / 2e-6;
    for (const maximumPaths of [0, 10_000]) {
      expect(explain(network, { ...asked, parameter: name, maximumPaths }).gradient).toBeCloseTo(slope, 8);
    }
  }
});

test("an embedding, whose indices stay what they are", () => {
  expect(broken(layerContract(new Embedding(7, 2), { inputShape: [2] }))).toEqual([]);
  const network = new Sequential([new Embedding(1300, 2), new Flatten(), dense(4, 1)], { inputShape: [2], seed: 1 });
  const asked = { input: [1234, 2] as never, target: [1], loss: meanSquaredError, significantDigits: 3 };
  const { forward, gradient, check } = explain(network, { ...asked, parameter: "0.table[2469]" });
  expect(forward.slice(0, 2).map(({ symbol, formula }) => `${symbol} = ${formula}`)).toEqual([
    "h1_1 = w2469",
    "h1_2 = w2470",
  ]);
  expect(gradient / check.measured).toBeCloseTo(1, 1);
  expect(explain(network, { ...asked, parameter: "w1" }).gradient).toBe(0);
});
