import { Sequential } from "@nn/core";
import { Activate, Dense, relu } from "@nn/layers";
import { beforeEach, describe, expect, test } from "vitest";

let network: Sequential;
beforeEach(() => {
  network = new Sequential([new Dense(2, 3), new Activate(relu), new Dense(3, 1)], { seed: "parameters" });
});

const numbers = (of: Sequential): Record<string, number[]> =>
  Object.fromEntries(Object.entries(of.getParameters()).map(([name, values]) => [name, [...values]]));

describe("getParameters", () => {
  test("names each parameter by its layer's place and its own name, in order", () => {
    expect(Object.keys(network.getParameters())).toEqual(["0.weight", "0.bias", "2.weight", "2.bias"]);
  });

  test("keeps the order of the layers when there are more than ten", () => {
    const deep = new Sequential(Array.from({ length: 12 }, () => new Dense<number, number>(1, 1, { useBias: false })));
    expect(Object.keys(deep.getParameters())).toEqual(Array.from({ length: 12 }, (_, i) => `${i}.weight`));
  });

  test("has as many numbers as each parameter's shape", () => {
    expect(Object.values(network.getParameters()).map(({ length }) => length)).toEqual([6, 3, 3, 1]);
  });

  test("leaves out a bias that isn't used", () => {
    expect(Object.keys(new Sequential([new Dense(2, 1, { useBias: false })]).getParameters())).toEqual(["0.weight"]);
  });

  test("gives copies: what is written into them reaches nothing", () => {
    const before = numbers(network);
    network.getParameters()["0.weight"]!.fill(7);
    expect(numbers(network)).toEqual(before);
  });

  test("comes back from JSON, bit for bit", () => {
    const same = new Sequential([new Dense(2, 3), new Activate(relu), new Dense(3, 1)], { seed: "another" });
    same.setParameters(JSON.parse(JSON.stringify(network.getParameters())));
    expect(same.getParameters()).toEqual(network.getParameters());
  });
});

describe("setParameters", () => {
  test("sets what is named, from plain and typed arrays, and leaves the others", () => {
    const before = numbers(network);
    network.setParameters({ "2.weight": [1, 2, 3], "0.bias": Float32Array.of(0.5, 1.5, 2.5) });
    expect(numbers(network)).toEqual({ ...before, "2.weight": [1, 2, 3], "0.bias": [0.5, 1.5, 2.5] });
  });

  test("takes back what getParameters gave, bit for bit", () => {
    const other = new Sequential([new Dense(2, 3), new Activate(relu), new Dense(3, 1)], { seed: "other" });
    other.setParameters(network.getParameters());
    expect(other.getParameters()).toEqual(network.getParameters());
  });

  test("copies: what is written into the given array later reaches nothing", () => {
    const bias = Float64Array.of(1);
    network.setParameters({ "2.bias": bias });
    bias[0] = 9;
    expect(network.getParameters()["2.bias"]).toEqual([1]);
  });

  test("shows in the next prediction", () => {
    network.setParameters({
      "0.weight": new Float64Array(6),
      "0.bias": [1, 1, 1],
      "2.weight": [0, 0, 0],
      "2.bias": [0],
    });
    expect(network.predict([5, -5])).toEqual([0.5]);
  });

  test("has nothing to do for nothing", () => {
    const before = numbers(network);
    network.setParameters({});
    expect(numbers(network)).toEqual(before);
  });

  test("reads a matrix row by row: number i·units + u goes from input i to unit u", () => {
    const sums = new Sequential([new Dense(2, 3, { activation: { ...relu, name: "sums" } })]);
    sums.setParameters({ "0.weight": [1, 2, 3, 40, 50, 60], "0.bias": [0, 0, 0] });
    expect(sums.predict([1, 0])).toEqual([1, 2, 3]);
    expect(sums.predict([0, 1])).toEqual([40, 50, 60]);
  });
});
