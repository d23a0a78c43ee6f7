import { Sequential } from "@nn/core";
import { fromFile, toFile, toSafetensors } from "@nn/formats";
import { BatchNormalization, Dense, identity } from "@nn/layers";
import { expect, test } from "vitest";

/** An initializer that counts how often it draws. */
let drawn = 0;
const counting = {
  kind: "counting",
  name: "counting",
  fill: (values: { fill(value: number): unknown }) => {
    drawn++;
    values.fill(0.25);
  },
};

test.each(["toFile", "toSafetensors"])(
  "a network read from %s draws no parameters first, and is one as any other",
  (format) => {
    const layers = [
      new Dense(2, 2, { weightInitializer: counting }),
      new BatchNormalization(),
      new Dense(2, 1, { activation: identity }),
    ];
    const network = new Sequential(layers, { seed: "read", inputShape: [2] });
    expect(drawn).toBe(1);
    const { network: read } = fromFile(
      format === "toFile" ? toFile(network as never) : toSafetensors(network as never),
      { kinds: [counting] },
    );
    expect(drawn).toBe(1);
    expect(read).toBeInstanceOf(Sequential);
    expect(read.constructor.name).toBe("Sequential");
    expect(read.getParameters()).toEqual(network.getParameters());
    expect(read.predict([2, 3])).toEqual(network.predict([2, 3]));
    drawn = 0;
  },
);
