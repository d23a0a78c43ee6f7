import { Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import { BatchNormalization, Dense, Embedding, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 2 };

describe.each([undefined, reference])("on backend %#", (backend) => {
  const make = (dtype: "float32" | "float64" = "float64") =>
    new Sequential([new BatchNormalization({ momentum: 0.5 }), new Dense(1, 1, { activation: identity })], {
      inputShape: [1],
      seed: 1,
      dtype,
      ...(backend && { backend }),
    });

  test("gradients move nothing that layers remember, and apply moves it with the parameters", () => {
    const [inParts, whole] = [make(), make()];
    const before = inParts.getParameters();
    const trainer = inParts.trainer(options);
    trainer.gradients([[3], [5]], [[1], [0]]);
    trainer.gradients([[3], [5]], [[1], [0]]);
    expect(inParts.getParameters()).toEqual(before);
    trainer.apply();
    whole.trainer(options).step([[3], [5]], [[1], [0]]);
    expect(inParts.getParameters()).toEqual(whole.getParameters());
  });

  test("a step after which it isn't finite is none", () => {
    const network = make("float32");
    const trainer = network.trainer(options);
    const before = network.getParameters();
    for (let i = 0; i < 12; i++) {
      expect(() => trainer.step([[1e30], [-1e30]], [[1], [0]])).toThrow(/"?0.movingVariance/);
    }
    expect(network.getParameters()).toEqual(before);
  });
});

test("what takes whole numbers stands first", () => {
  expect(() => new Sequential([new Dense(2, 2), new Embedding(3, 2)])).toThrow(
    "layer 1, Embedding(3 → 2), takes whole numbers, through which no derivative flows back: it must be the first layer, but is layer 1.",
  );
});
