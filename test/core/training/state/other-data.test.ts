import { type Data, type FitOptions, Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import type { FitState } from "@nn/core/types";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const data = { inputs: [[0.5], [1], [2]], targets: [0, 1, 1] };
const options = (): FitOptions => ({
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1 }),
  epochs: 4,
  batchSize: 1,
});
const build = (settings: object = {}) => new Sequential([new Dense(1, 1)], { seed: 1, ...settings });

async function stateOn(of: Data, more: Partial<FitOptions> = {}): Promise<FitState> {
  const fit = build().fit(of, { ...options(), ...more });
  for await (const { epoch } of fit) if (epoch === 1) return fit.state();
  throw new Error("The fit has ended.");
}

const goOn = (of: Data, more: Partial<FitOptions>, settings?: object) =>
  build(settings).fit(of, { ...options(), ...more });

test.each<[string, Data]>([
  ["an input", { ...data, inputs: [[0.5], [1], [2.5]] }],
  ["the last digit of an input", { ...data, inputs: [[0.5], [1 + Number.EPSILON], [2]] }],
  ["a target", { ...data, targets: [0, 1, 0] }],
  ["the order", { inputs: [[1], [0.5], [2]], targets: [1, 0, 1] }],
])("a fit doesn't go on with other data in silence: %s", async (_, other) => {
  const from = await stateOn(data);
  expect(() => goOn(other, { from })).toThrow(
    'from is the state of a fit on other examples. Give it the same examples in the same order; or say so: { changed: ["data"] }.',
  );
  const { reports } = await goOn(other, { from, changed: ["data"] });
  expect(reports.slice(0, 2)).toEqual(from.reports);
  expect(reports).toHaveLength(4);
});

test("the same numbers are the same data, whatever holds them, on every backend and under other weights of classes", async () => {
  const typed = { inputs: Float64Array.of(0.5, 1, 2), targets: Int32Array.of(0, 1, 1) };
  expect((await stateOn(typed)).digest).toBe((await stateOn(data)).digest);
  const from = await stateOn(data, { classWeights: { 0: 1, 1: 2 } });
  const { reports } = await goOn(typed, { from, changed: ["classWeights"] }, { backend: reference });
  expect(reports).toHaveLength(4);
});

test("a data set that is read anew, and a state of before there were digests, aren't compared", async () => {
  const read = (of: typeof data): Data => ({
    size: 3,
    inputShape: [1],
    targetShape: [1],
    read(inputs, targets, rows, start, end) {
      for (let i = start; i < end; i++) {
        inputs[i - start] = of.inputs[rows[i]!]![0]!;
        targets[i - start] = of.targets[rows[i]!]!;
      }
    },
  });
  const other = { ...data, targets: [0, 0, 0] };
  const from = await stateOn(read(data));
  expect(from.digest).toBeUndefined();
  expect((await goOn(read(other), { from })).reports).toHaveLength(4);
  expect((await goOn(other, { from })).reports).toHaveLength(4);
});

test("changed names settings beside the data", async () => {
  const from = await stateOn(data);
  const other = { ...data, targets: [0, 0, 0] };
  const optimizer = new SGD({ learningRate: 0.2 });
  const changed = ["data", "optimizer.learningRate"];
  expect((await goOn(other, { from, optimizer, changed })).reports).toHaveLength(4);
  expect(() => goOn(other, { from, optimizer, changed: ["data"] })).toThrow("optimizer.learningRate 0.1");
  expect(() => goOn(data, { from, changed: "data" as never })).toThrow("changed must be a list of settings");
});
