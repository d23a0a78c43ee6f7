import { Sequential } from "@nn/core";
import { explain } from "@nn/explain";
import { fromFile, fromOnnx, toFile, toOnnx, toPyTorch } from "@nn/formats";
import { Activate, Dense, Embedding, GlobalAveragePooling1D, identity, PReLU, Tied, tanh } from "@nn/layers";
import { L2, meanSquaredError, sparseCategoricalCrossEntropyFromLogits } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { moduleOf } from "../../formats/module/module-of.js";

const encoder = (): Dense => new Dense(3, 2, { activation: tanh });
const autoencoder = (): Sequential => new Sequential([new Tied([encoder()], { activation: identity })], { seed: 1 });

test("the matrix is one parameter, in whatever lists them", () => {
  const network = autoencoder();
  expect(network.stack.parameterCount).toBe(3 * 2 + 2 + 3);
  expect(Object.keys(network.getParameters())).toEqual(["0.bias", "0.body.0.weight", "0.body.0.bias"]);
  expect(Object.keys(toFile(network).parameters!)).toEqual(Object.keys(network.getParameters()));
  expect(network.summary()).toMatchInlineSnapshot(`
    "          layer                               output  parameters
    ────────  ──────────────────────────────────  ──────  ──────────
    0         Tied(Dense(3 → 2, tanh), identity)  3                3
    0.body.0  Dense(3 → 2, tanh)                  2                8
    ────────  ──────────────────────────────────  ──────  ──────────
                                                                  11"
  `);
});

test("the compiler knows what comes of it where the first layer says what it takes", () => {
  const fitting = new Sequential([new Tied([new Dense(4, 2), new Dense(2, 2)]), new Dense(4, 1)]);
  expect(fitting.predict([1, 2, 3, 4]).length).toBe(1);
  // @ts-expect-error The sizes are literals.
  expect(() => new Sequential([new Tied([new Dense(4, 2)]), new Dense(5, 1)])).toThrow("takes 5 inputs");
});

test("a step adds up what both of its uses have for it, and counts a penalty once", () => {
  const network = autoencoder();
  const { "0.body.0.weight": W, "0.bias": c, "0.body.0.bias": b } = network.getParameters() as Record<string, number[]>;
  const [x, t, strength, rate] = [[0.5, -1, 2], [1, 0, -1], 0.01, 0.1];
  const at = (i: number, k: number): number => W![2 * i + k]!;
  const h = [0, 1].map((k) => Math.tanh(b![k]! + x.reduce((sum, each, i) => sum + each * at(i, k), 0)));
  const dz = t.map((each, i) => (2 / 3) * (h[0]! * at(i, 0) + h[1]! * at(i, 1) + c![i]! - each));
  const dh = [0, 1].map((k) => dz.reduce((sum, each, i) => sum + each * at(i, k), 0) * (1 - h[k]! ** 2));
  const expected = W!.map((value, n) => {
    const [i, k] = [Math.floor(n / 2), n % 2];
    return value - rate * (x[i]! * dh[k]! + dz[i]! * h[k]! + 2 * strength * value);
  });
  const penalties = [new L2({ strength })];
  const trainer = network.trainer({
    loss: meanSquaredError,
    optimizer: new SGD({ learningRate: rate }),
    batchSize: 1,
    penalties,
  });
  trainer.step([x], [t]);
  expect(trainer.penalty).toBeCloseTo(strength * W!.reduce((sum, value) => sum + value ** 2, 0), 12);
  const after = network.getParameters()["0.body.0.weight"]!;
  for (const [n, value] of expected.entries()) expect(after[n]).toBeCloseTo(value, 12);
});

test("a frozen matrix stays, and the bias learns", async () => {
  const network = autoencoder();
  const before = network.getParameters();
  await network.fit(
    { inputs: [[0.5, -1, 2]], targets: [[1, 0, -1]] },
    { loss: meanSquaredError, optimizer: new Adam(), epochs: 3, batchSize: 1, frozen: ({ role }) => role === "weight" },
  );
  const after = network.getParameters();
  expect(after["0.body.0.weight"]).toEqual(before["0.body.0.weight"]);
  expect(after["0.bias"]).not.toEqual(before["0.bias"]);
});

test("an embedding scores the words of its own table", async () => {
  const body = [new Embedding(5, 6), new Dense(6, 6, { activation: tanh })];
  const model = new Sequential([new Tied(body, { activation: identity })], { inputShape: [1], seed: 1 });
  const words = [0, 1, 2, 3, 4];
  const data = { inputs: words.map((word) => [word]), targets: words.map((word) => [(word + 1) % 5]) };
  const loss = sparseCategoricalCrossEntropyFromLogits;
  await model.fit(data, { loss, optimizer: new Adam({ learningRate: 0.1 }), epochs: 60, batchSize: 5 });
  expect(model.evaluate(data, { loss }).loss).toBeLessThan(0.1);
  expect(toPyTorch(model as unknown as Sequential).program).toContain("5, False, True)");
});

test("an explanation has the paths of both uses, and agrees with central differences", () => {
  const explanation = explain(autoencoder(), {
    ...{ input: [0.5, -1, 2], target: [1, 0, -1], loss: meanSquaredError, parameter: "0.body.0.weight[0]" },
  });
  expect(explanation.check.verdict).toBe("right");
  // Through h1 to each of the three outputs, and in the sum of the first output itself.
  expect(explanation.chain.kind === "paths" && explanation.chain.neurons.examples[0]!.paths).toBe(4);
});

test("files of all kinds answer with the same", async () => {
  const network = autoencoder();
  const given = [0.5, -1, 2];
  const answer = network.predict(given);
  expect(fromFile(JSON.stringify(toFile(network))).network.predict(given)).toEqual(answer);
  const { predict } = await moduleOf(network);
  expect(predict(given)).toEqual(answer);
  const read = fromOnnx(toOnnx(network, { dtype: "float64" }));
  expect(read.layers.map(({ name }) => name)).toEqual(["Dense(3 → 2, tanh)", "Dense(2 → 3, identity)"]);
  for (const [i, value] of read.predict(given).entries()) expect(value).toBeCloseTo((answer as number[])[i]!, 12);
  const { program } = toPyTorch(network);
  expect(program).toContain("weight = self.body[0].weight");
  expect(program).toContain("3, True, True)");
});

test.each([
  [
    "no matrix first",
    [new Activate(tanh), new Dense(3, 2)],
    "the first parameter of its first layer must be a matrix, as that of Dense and of Embedding is, but Activate(tanh) has none.",
  ],
  [
    "a list of slopes first",
    [new PReLU(), new Dense(3, 2)],
    'the first parameter of its first layer must be a matrix, as that of Dense and of Embedding is, but PReLU has "slope" of the shape [3].',
  ],
  [
    "another size at the end",
    [new Dense(3, 2), new Dense(2, 3)],
    "the matrix of its first layer, transposed, takes 2 numbers, but the last of its layers gives 3.",
  ],
])("%s is refused", (_, body, message) => {
  expect(() => new Sequential([new Tied(body)], { inputShape: [3] })).toThrow(message);
});

test("it takes lists of its inputs where each layer in it does", () => {
  expect(new Tied([new Dense(4, 2), new Activate(tanh)]).keepsLeadingAxes).toBe(true);
  expect(new Tied([new Dense(4, 2), new GlobalAveragePooling1D()]).keepsLeadingAxes).toBeUndefined();
});
