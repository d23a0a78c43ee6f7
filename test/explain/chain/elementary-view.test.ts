import { Sequential } from "@nn/core";
import type { Activation, Optimizer } from "@nn/core/component";
import { type Explanation, explain, parameterNames, toJson, toText } from "@nn/explain";
import { Dense, sigmoid, softmax, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { expect, test } from "vitest";

const flat = (explanation: Explanation, options = {}): string =>
  toText(explanation, { elementary: true, ...options }).replace(/\s+/g, " ");

/** The number behind some words, as it is written. */
const behind = (text: string, words: RegExp): string => words.exec(text)![1]!;
const NUMBER = "(−?[\\d.]+(?: · 10⁻?[⁰¹²³⁴-⁹]+)?)";

interface Stack {
  readonly sizes: readonly number[];
  readonly activation: Activation;
  readonly optimizer: Optimizer;
}

test.each<[string, Stack]>([
  ["the lab's network", { sizes: [2, 2, 1], activation: sigmoid, optimizer: new SGD({ learningRate: 0.1 }) }],
  ["a deeper one of tanh", { sizes: [2, 2, 2, 1], activation: tanh, optimizer: new Adam() }],
  ["momentum", { sizes: [2, 3, 1], activation: sigmoid, optimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }) }],
  ["softmax", { sizes: [2, 2, 2], activation: softmax, optimizer: new SGD({ learningRate: 0.5 }) }],
])("by elementary factors, the check and the update have what the chain comes to: %s", (_, stack) => {
  const { sizes, activation, optimizer } = stack;
  let different = 0;
  for (let seed = 0; seed < 3; seed++) {
    const layers = sizes.slice(1).map((units, i) => new Dense<number, number>(sizes[i]!, units, { activation }));
    const network = new Sequential(layers, { seed });
    const target = Array.from({ length: sizes.at(-1)! }, (_, i) => (i === 0 ? 1 : 0));
    for (const { name } of parameterNames(network)) {
      const options = { input: [-2, -1], target, loss: meanSquaredError, optimizer, significantDigits: 3 };
      const explanation = explain(network, { ...options, parameter: name });
      if (explanation.chain.kind !== "paths") throw new Error("expected paths");
      const { neurons, elementary } = explanation.chain;
      expect(explanation.update!.gradient).toBe(neurons.value);
      expect((explanation.elementaryUpdate ?? explanation.update)!.gradient).toBe(elementary.value);
      expect(JSON.parse(toJson(explanation))).toEqual(explanation);
      const text = flat(explanation);
      const chain = text.slice(text.indexOf("The chain rule"), text.indexOf("Check by"));
      const last = behind(chain.slice(chain.lastIndexOf(`∂L/∂${name} =`)), new RegExp(`.* = ${NUMBER} If`));
      expect(behind(text, new RegExp(`the result is ${NUMBER};`))).toBe(last);
      expect(text.slice(text.lastIndexOf(" Update "))).toContain(last);
      if (elementary.value !== neurons.value) different++;
    }
  }
  expect(different).toBeGreaterThan(0);
});
