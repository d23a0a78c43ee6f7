import { join } from "node:path";
import { Sequential } from "@nn/core";
import {
  defineActivation,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OwnKernel,
  type Shape,
} from "@nn/core/component";
import { activationFromFormula } from "@nn/explain";
import { toModule } from "@nn/formats";
import { Conv2D, Dense, Embedding, LSTM } from "@nn/layers";
import { expect, test } from "vitest";
import { run } from "../../child.js";
import { ownFolder } from "../../fixtures/own-folder.js";
import { checkTypes } from "./check-types.js";
import { moduleOf } from "./module-of.js";

const folder = ownFolder("nn-module");
const lab = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });

test("a small network is a few kilobytes that import nothing", () => {
  const text = toModule(lab);
  expect(text.length).toBeLessThan(6_000);
  expect(text).not.toMatch(/\bimport\b/);
  expect(forwardIn(text)).toMatchInlineSnapshot(`
    "function forward() {
      // layer 0, Dense(2 → 2, sigmoid)
      matmul(z_0, x, weight_0, 1, 2, 2);
      addRow(z_0, bias_0, 1, 2);
      sigmoid([], 1, 2, y_0, z_0);
      // layer 1, Dense(2 → 1, sigmoid)
      matmul(z_1, y_0, weight_1, 1, 2, 1);
      addRow(z_1, bias_1, 1, 1);
      sigmoid([], 1, 1, y_1, z_1);
    }"
  `);
});

test("time steps are rounds of a loop", () => {
  const forward = forwardIn(toModule(new Sequential([new LSTM(3, 4)], { inputShape: [1000, 3] })));
  expect(forward.split("\n").length).toBeLessThan(30);
  expect(forward).toContain("for (let i = 0; i < 999; i++) {");
});

test("runs in another process, and its types are those of predict", async () => {
  folder.write("network.js", toModule(lab));
  folder.write("package.json", '{ "type": "module" }');
  const input = [[0.3, -2]];
  folder.write(
    "use.js",
    `import { predict } from "./network.js"; console.log(JSON.stringify(predict(${JSON.stringify(input)})));`,
  );
  const { stdout } = await run(process.execPath, [join(folder.path, "use.js")]);
  expect(JSON.parse(stdout)).toEqual(lab.predict(input));
  folder.write(
    "use.ts",
    `import { predict } from "./network.js";
    export const one: number[] = predict([1, 2]);
    export const many: number[][] = predict([[1, 2], [3, 4]]);
    // @ts-expect-error: a text is no example.
    predict("1, 2");`,
  );
  await checkTypes(folder.path);
});

test("what can't be predicted is refused", async () => {
  const { predict } = await moduleOf(lab);
  for (const inputs of [[1], [1, 2, 3], [[1, 2], [1]], [1, Number.NaN], ["1", 2], "12", 3, undefined, [[[1, 2]]]]) {
    expect(() => predict(inputs), JSON.stringify(inputs)).toThrow(RangeError);
  }
  expect(() => predict([1, "2"])).toThrow('The inputs must be finite numbers, but example 0, number 1, is "2".');
  expect(() => predict([1, 2, 3])).toThrow("The inputs take 2 numbers an example, but example 0 has 3.");
  const words = await moduleOf(new Sequential([new Embedding(5, 2)], { inputShape: [2] }));
  expect(() => words.predict([1, 5])).toThrow(
    "Embedding(5 → 2) takes whole numbers from 0 to 4, but number 1 of example 0 of the inputs, counted from 0, is 5.",
  );
  const single = await moduleOf(new Sequential([new Dense(2, 2)], { dtype: "float32" }));
  expect(() => single.predict([1, 1e39])).toThrow(
    "The inputs must be finite numbers, but example 0, number 1, is 1e+39, which is infinite in float32.",
  );
});

test("an activation that is a formula of its author's is as good", async () => {
  const network = new Sequential([new Dense(2, 3, { activation: activationFromFormula("x / (1 + abs(x))") })]);
  const { predict } = await moduleOf(network);
  expect(predict([1, -2])).toEqual(network.predict([1, -2]));
});

test("names that a module has itself, and that JavaScript keeps, are given to no other", async () => {
  const named = ["forward", "while", "matmul", "x", "mean of a feature", "z"].map((name) =>
    defineActivation({ name, formula: { value: "2 * z", derivative: "2" } }),
  );
  const network = new Sequential(named.map((activation) => new Dense(1, 1, { activation })));
  const { predict } = await moduleOf(network);
  expect(predict([3])).toEqual(network.predict([3]));
});

/** A layer of its author's that calls a kernel of its own. */
class Reversed implements Layer<never, never> {
  readonly name = "Reversed";
  readonly keepsShape = true;
  readonly #written: boolean;
  constructor(written: boolean) {
    this.#written = written;
  }
  get kernelsOnly(): KernelsOnly {
    return { of: this, ...methodsOf(Reversed, ["forward", "backward"]) };
  }
  outputShape = (input: Shape): Shape => input;
  parameters = (): Record<never, never> => ({});
  saved = (): Record<never, never> => ({});
  forward({ kernels, batch, inputSize, x, y }: Frame<never, never>): void {
    kernels.run(reversal(inputSize, this.#written), batch, y, x);
  }
  backward(): void {}
}

function reverse(size: number, batch: number, y: Float64Array, x: Float64Array): void {
  for (let n = 0; n < batch; n++) for (let i = 0; i < size; i++) y[n * size + i] = x[(n + 1) * size - 1 - i]!;
}

const reversal = (size: number, isWritten: boolean): OwnKernel => ({
  name: "reversal",
  arrays: [
    { name: "y", size, use: "write" },
    { name: "x", size, use: "read" },
  ],
  loop: (batch, y, x) => reverse(size, batch, y as Float64Array, x as Float64Array),
  ...(isWritten && { written: { functions: [reverse], constants: [size] } }),
  numbers: [],
  work: size,
});

test("so is a kernel of its author's that says what its loops are made of", async () => {
  const network = new Sequential([new Reversed(true), new Dense(3, 1)], { inputShape: [3] });
  const { predict } = await moduleOf(network);
  expect(predict([1, 2, 3])).toEqual(network.predict([1, 2, 3]));
  expect(() => toModule(new Sequential([new Reversed(false)], { inputShape: [3] }))).toThrow(
    "The kernel reversal can't be written into a module: it doesn't say in \"written\" what its loops are made of.",
  );
});

test("a layer of plain loops is refused", () => {
  const loops: Layer = {
    name: "Twice",
    outputShape: (input) => input,
    parameters: () => ({}),
    saved: () => ({}),
    forward({ batch, inputSize, x, y }) {
      for (let i = 0; i < batch * inputSize; i++) y[i] = 2 * x[i]!;
    },
    backward() {},
  };
  expect(() => toModule(new Sequential([new Dense(2, 2), loops]))).toThrow(
    "layer 1, Twice, can't be written into a module: it doesn't say of its forward pass that it calls kernels alone, or " +
      "its activation doesn't.",
  );
});

test("writing changes nothing in the network", () => {
  const network = new Sequential([new Conv2D(1, 2, { kernelSize: 2 })], { inputShape: [3, 3, 1], seed: 4 });
  const before = network.getParameters();
  expect(toModule(network)).toBe(toModule(network));
  expect(network.getParameters()).toEqual(before);
});

function forwardIn(text: string): string {
  return /function forward\(\) \{[\s\S]*?\n\}/.exec(text)![0];
}
