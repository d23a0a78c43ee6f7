import { Sequential } from "@nn/core";
import { getByName, setByName } from "@nn/explain";
import { Activate, Dense, tanh } from "@nn/layers";
import { expect, test } from "vitest";

const lab = () => new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
const message = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

test("the lab's 0.2: every neuron has w = [0, 1] and b = 0", () => {
  const network = lab();
  setByName(network, { w1: 0, w2: 1, w3: 0, w4: 1, w5: 0, w6: 1, b1: 0, b2: 0, b3: 0 });
  expect(network.predict([2, 3])).toEqual([0.7216325609518421]);
});

test("the lab's 0.1: one neuron", () => {
  const neuron = new Sequential([new Dense(2, 1)]);
  setByName(neuron, { w1: 0, w2: 1, b1: 4 });
  expect(neuron.predict([2, 3])).toEqual([0.9990889488055994]);
});

test("what has no value stays, and what is got may be set again", () => {
  const network = lab();
  const before = getByName(network);
  setByName(network, { w4: 7, "0.weight[1]": 5 });
  expect(getByName(network)).toEqual({ ...before, w4: 7, w3: 5 });
  setByName(network, before);
  expect(network.getParameters()).toEqual(lab().getParameters());
  setByName(network, {});
  expect(getByName(network)).toEqual(before);
});

test("layers of other sizes, without biases, and behind others", () => {
  const network = new Sequential([new Dense(1, 3, { useBias: false }), new Activate(tanh), new Dense(3, 2)]);
  const values = { w1: 1, w2: 2, w3: 3, w4: 4, w5: 5, w6: 6, b1: 10, w7: 7, w8: 8, w9: 9, b2: 20 };
  setByName(network, values);
  expect(getByName(network)).toEqual(values);
  expect(network.getParameters()).toEqual({
    "0.weight": [1, 2, 3],
    "2.weight": [4, 7, 5, 8, 6, 9],
    "2.bias": [10, 20],
  });
});

test("what can't be set is a sentence, and nothing has moved", () => {
  const network = lab();
  const before = getByName(network);
  const set = (values: unknown) => message(() => setByName(network, values as never));
  expect(set({ w1: 3, w7: 1 })).toBe(
    'setByName: the network has no parameter "w7". It has w1 to w6 and b1 to b3; w1 is also "0.weight[0]".',
  );
  expect(set({ w1: 3, W2: 1 })).toContain('no parameter "W2"');
  expect(set({ w1: 3, w2: Number.NaN })).toBe("setByName: w2 must be a finite number, but is NaN.");
  expect(set({ w1: 3, w2: undefined })).toBe("setByName: w2 must be a finite number, but is undefined.");
  expect(set({ w1: 3, b1: "4" })).toBe('setByName: b1 must be a finite number, but is "4".');
  expect(set({ w1: 3, b1: [4] })).toBe("setByName: b1 must be a finite number, but is an array of 1.");
  expect(set({ w1: 3, "0.weight[0]": 4 })).toBe(
    'setByName: "w1" and "0.weight[0]" are the same parameter. Leave one out.',
  );
  expect(set([0, 1])).toBe("setByName takes values by their names, as in { w1: 0, b1: 4 }, but got an array of 2.");
  expect(set(undefined)).toContain("but got undefined.");
  expect(message(() => setByName({} as never, { w1: 1 }))).toMatch(/network/);
  expect(getByName(network)).toEqual(before);
});

test("a number that float32 doesn't have is refused by the network", () => {
  const network = new Sequential([new Dense(1, 1)], { dtype: "float32" });
  expect(message(() => setByName(network, { w1: 1e300 }))).toContain("must hold finite numbers");
  expect(Number.isFinite(getByName(network).w1)).toBe(true);
});
