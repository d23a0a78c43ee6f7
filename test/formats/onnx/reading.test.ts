import { Sequential } from "@nn/core";
import type { Layer, OperatorNode } from "@nn/core/component";
import { fromOnnx, toOnnx } from "@nn/formats";
import { Activate, BatchNormalization, Dense, Flatten, LSTM, logSoftmax, Residual, tanh } from "@nn/layers";
import { describe, expect, test } from "vitest";
import { BATCH, named, networkOf, readable, stacks } from "./stacks.js";

describe("what was written is read again", () => {
  test.each(named(stacks))("$name", ({ stack, name }) => {
    const { network, inputs } = networkOf(stack, "float64", name);
    const read = () => fromOnnx(toOnnx(network, { dtype: "float64" }));
    if (!readable(stack)) return expect(read).toThrow(/^fromOnnx: (node \d+|its output), "/);
    const again: Sequential = read();
    expect(again.stack.outputShape).toEqual(network.stack.outputShape);
    const [a, b] = [again, network].map((one) => one.predict(Float64Array.from(inputs)));
    expect(a!.length).toBe(b!.length);
    for (let i = 0; i < a!.length; i++)
      expect(Math.abs(a![i]! - b![i]!)).toBeLessThan(1e-9 * Math.max(1, Math.abs(b![i]!)));
    expect(a!.length % BATCH).toBe(0);
  });
});

test("a maximum over a row is one, where a reduction that leaves dimensions out pools images", () => {
  const network = new Sequential([new Dense(3, 4, { activation: logSoftmax })], { seed: "rows" });
  const inputs = Float64Array.from({ length: 12 }, (_, i) => Math.sin(i));
  const [got, expected] = [fromOnnx(toOnnx(network, { dtype: "float64" })), network].map((one) => one.predict(inputs));
  for (const [i, value] of expected!.entries()) expect(got![i]).toBeCloseTo(value, 12);
});

test.each([
  { stack: [new Flatten(), new BatchNormalization()] },
  { stack: [new Flatten(), new Residual([new Dense(6, 4, { activation: tanh }), new Dense(4, 6)])] },
  { stack: [new Flatten(), new Activate(tanh), new Residual([new BatchNormalization()]), new Dense(6, 1)] },
])("layers of rows are read behind one that flattens, %#", ({ stack }) => {
  const network = new Sequential<readonly Layer[]>(stack, { inputShape: [2, 3], seed: "flat" });
  const read = fromOnnx(toOnnx(network as never, { dtype: "float64" }));
  // An activation may stand before what flattens: it is the same there.
  expect(read.layers.map(({ name }) => name).sort()).toEqual(stack.map(({ name }) => name).sort());
  const inputs = Float64Array.from({ length: 12 }, (_, i) => Math.sin(i));
  const [got, expected] = [read, network].map((one) => one.predict(inputs));
  for (const [i, value] of expected!.entries()) expect(got![i]).toBeCloseTo(value, 12);
});

test("the bias of a single unit at each step is one, and no formula", () => {
  const network = new Sequential([new Dense(3, 1, { activation: tanh }), new Dense(1, 1)], {
    ...{ inputShape: [4, 3], seed: 1, dtype: "float32" },
  });
  network.setParameters({ ...network.getParameters(), "0.bias": [0.5], "1.bias": [-0.25] });
  const read = fromOnnx(toOnnx(network));
  expect(read.layers.map(({ name }) => name)).toEqual(network.layers.map(({ name }) => name));
  expect(read.getParameters()).toEqual(network.getParameters());
});

describe.each(["input_forget", "layout"])("a recurrent node that says %s", (attribute) => {
  const fileWith = (value: number): Uint8Array => {
    class Saying extends LSTM {
      override operators(): OperatorNode[] {
        return super.operators().map((node) => {
          const { operator, integers } = node as { operator?: string; integers?: object };
          return operator === "LSTM"
            ? ({ ...node, integers: { ...integers, [attribute]: value } } as OperatorNode)
            : node;
        });
      }
    }
    return toOnnx(new Sequential<readonly Layer[]>([new Saying(2, 3)], { inputShape: [4, 2], seed: 1 }) as never);
  };

  test("is read where the value is the usual one", () => {
    expect(fromOnnx(fileWith(0)).layers.map(({ name }) => name)).toEqual(["LSTM(2 → 3)"]);
  });

  test("is refused where it says something else", () => {
    expect(() => fromOnnx(fileWith(1))).toThrow(`its ${attribute} isn't known.`);
  });
});
