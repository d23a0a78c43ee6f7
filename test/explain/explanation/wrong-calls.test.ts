import { Sequential } from "@nn/core";
import { compareGradients } from "@nn/core/gradients";
import { checkGradients, english, explain, toJson, toText, worksheet, worksheetMarkdown } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { layerContract, lossContract } from "@nn/testing";
import { expect, test } from "vitest";

const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
const options = { input: [-2, -1], target: [1], loss: meanSquaredError, parameter: "w1" };
const explanation = explain(network, options);
const message = (call: () => unknown): string => errorOf(call).message;

function errorOf(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was refused");
}

test("a language by its name, and one that is half made", () => {
  expect(message(() => toText(explanation, { language: "french" } as never))).toMatchInlineSnapshot(
    `"toText: language must be a language itself, as in { language: french }, but is "french"."`,
  );
  const { check: _, ...half } = english.explanation;
  const language = { ...english, explanation: half };
  expect(message(() => toText(explanation, { language } as never))).toMatchInlineSnapshot(
    `"toText: language must be a language itself, as in { language: french }, but its explanation.check is undefined."`,
  );
  const check = checkGradients(network, { inputs: [[1, 2]], targets: [1] }, meanSquaredError);
  expect(message(() => check.table({ language: "fr" } as never))).toMatchInlineSnapshot(
    `"table: language must be a language itself, as in { language: french }, but is "fr"."`,
  );
  expect(message(() => toText(explanation, { lang: "fr" } as never))).toMatchInlineSnapshot(
    `"toText has no option "lang". Did you mean "language"?"`,
  );
});

test("a language is looked through once, however much is told in it", () => {
  let reads = 0;
  const own = {
    ...english,
    get worksheet() {
      reads++;
      return english.worksheet;
    },
  };
  for (let i = 0; i < 3; i++) toText(["A note."], { language: own });
  expect(reads).toBe(1);
});

test("what is no explanation, or isn't one any more", () => {
  expect(message(() => toText(undefined as never))).toMatchInlineSnapshot(
    `"toText takes an explanation, as explain gives it, but got undefined."`,
  );
  expect(message(() => toJson({} as never))).toMatchInlineSnapshot(
    `"toJson takes an explanation, as explain gives it, but its kind must be "gradient", "prediction", "step" or "epoch", but is undefined."`,
  );
  const broken = JSON.parse(toJson(explanation));
  broken.chain.neurons.paths[0].factors[1].value = "0.25";
  expect(message(() => toText(broken))).toMatchInlineSnapshot(
    `"toText takes an explanation, as explain gives it, but its chain.neurons.paths[0].factors[1].value must be a number, but is "0.25"."`,
  );
  expect(message(() => worksheetMarkdown(explanation as never))).toMatchInlineSnapshot(
    `"worksheetMarkdown takes a worksheet, as worksheet({ seed: 1 }) gives it, but got an object."`,
  );
});

test("what comes back from JSON is told as before", () => {
  expect(toText(JSON.parse(toJson(explanation)))).toBe(toText(explanation));
  expect(JSON.parse(toJson(explanation))).toEqual(explanation);
});

test("what isn't a network, and settings without a meaning", () => {
  expect(message(() => explain("w1" as never, options))).toMatchInlineSnapshot(
    `"explain takes a network first, such as a Sequential, but got "w1"."`,
  );
  expect(message(() => explain(network, { ...options, optimizer: "sgd" } as never))).toMatchInlineSnapshot(
    `"optimizer must be an optimizer itself, as in { optimizer: new SGD({ learningRate: 0.1 }) }, but is "sgd". Here it is new SGD({ … }), of @nn/optim."`,
  );
  expect(message(() => explain(network, { ...options, maximumPaths: 1e9 }))).toMatchInlineSnapshot(
    `"explain: maximumPaths must be at most 10000, but is 1000000000. Beyond, leave it out."`,
  );
  expect(message(() => worksheet({ seed: 1, sizes: "2-2-1" } as never))).toMatchInlineSnapshot(
    `"worksheet: sizes must be the numbers of inputs, hidden units and outputs, as in [2, 2, 1], but is "2-2-1"."`,
  );
  expect(message(() => worksheet({ seed: 1, sizes: [1000, 1000, 1] }))).toMatchInlineSnapshot(
    `"worksheet: these sizes make 1001000 weights, but a sheet has at most 10000: it is done by hand."`,
  );
});

test("contracts and gradient checks of what is no component", () => {
  expect(message(() => layerContract("Dense" as never))).toMatchInlineSnapshot(
    `"layerContract takes a layer first, but got "Dense"."`,
  );
  expect(message(() => layerContract(Dense as never))).toMatchInlineSnapshot(
    `"layerContract takes a layer first, but got the function or class Dense. Make one with new."`,
  );
  expect(message(() => lossContract(meanSquaredError, {} as never))).toMatchInlineSnapshot(
    `"lossContract: example must be a function that draws an example, but is undefined."`,
  );
  expect(message(() => compareGradients(1 as never, {}))).toMatchInlineSnapshot(
    `"A gradient check takes a function first, as in () => x[0] * x[0], but got 1."`,
  );
  const values = Float64Array.of(1, 2);
  expect(message(() => compareGradients(() => 1, { x: { values, gradient: [1] } }))).toMatchInlineSnapshot(
    `"The claim "x" has 2 values, but 1 derivative: each value has one."`,
  );
  expect(
    message(() => compareGradients(() => 1, { x: { values: [1] as never, gradient: [1] } })),
  ).toMatchInlineSnapshot(`"The values of the claim "x" must be a Float64Array, but are an array of 1."`);
});

test("a component that throws an error of its own hasn't kept its promise", () => {
  const layer = Object.assign(new Dense(2, 1), {
    forward: () => {
      throw new TypeError("oh");
    },
  });
  const [check] = layerContract(layer).filter(
    ({ name }) => name === "forward gives the same bits each time, in a training",
  );
  const error = errorOf(check!.run);
  expect(`${error.name}: ${error.message}`).toMatchInlineSnapshot(
    `"ContractError: it throws an error of its own, TypeError: oh."`,
  );
});
