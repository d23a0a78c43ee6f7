import { Sequential } from "@nn/core";
import { fromFile, type NetworkFile, toFile, toSafetensors } from "@nn/formats";
import { BatchNormalization, Dense, identity } from "@nn/layers";
import { expect, test } from "vitest";

test.each<[string, (network: Sequential) => NetworkFile | Uint8Array]>([
  ["JSON", (network) => toFile(network)],
  ["safetensors", (network) => toSafetensors(network)],
])("a network that is read from %s calls no initializer, and has the parameters and predictions", (_, write) => {
  let drawn = 0;
  const counting = {
    kind: "counting",
    name: "counting",
    fill: (values: { fill(value: number): unknown }) => {
      drawn++;
      values.fill(0.25);
    },
  };
  const network: Sequential = new Sequential(
    [
      new Dense(2, 2, { weightInitializer: counting }),
      new BatchNormalization(),
      new Dense(2, 1, { activation: identity }),
    ] as never,
    { seed: "read", inputShape: [2] },
  );
  expect(drawn).toBe(1);
  const { network: read } = fromFile(write(network), { kinds: [counting] });
  expect(drawn).toBe(1);
  expect(read).toBeInstanceOf(Sequential);
  expect(read.constructor.name).toBe("Sequential");
  expect(read.getParameters()).toEqual(network.getParameters());
  expect(read.predict([2, 3])).toEqual(network.predict([2, 3]));
});
