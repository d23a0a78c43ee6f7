import { type Data, datasetFor } from "@nn/core";
import { reference } from "@nn/core/backend";
import { defineLoss, type Loss } from "@nn/core/component";
import { Sequential as PlainSequential, PlainTrainer } from "@nn/core/plain";
import { checkGradients } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { build, data, inputs, options, own, targets, weights } from "./weighted.js";

describe("what no weights can be taken of", () => {
  const told = (call: () => unknown): string => {
    try {
      call();
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };

  test("bad weights are refused before anything moves", () => {
    const fit = (given: unknown) =>
      told(() => build().fit({ inputs, targets, weights: given } as typeof data, { ...options, epochs: 1 }));
    const wrong = [
      3,
      [1, 2],
      weights.with(4, -1),
      weights.with(4, Number.NaN),
      weights.with(10, Infinity),
      inputs.map(() => 0),
      inputs.map(() => 1e300),
      weights.map(String),
    ];
    expect(wrong.map(fit)).toMatchInlineSnapshot(`
      [
        "The weights must be finite numbers of at least 0, one for each of 11 examples and not all 0, but are 3.",
        "The weights must be finite numbers of at least 0, one for each of 11 examples and not all 0, but are an array of 2.",
        "The weights must be finite numbers of at least 0, one for each of 11 examples and not all 0, but that of example 4 is -1. Counts start at 0.",
        "The weights must be finite numbers of at least 0, one for each of 11 examples and not all 0, but that of example 4 is NaN. Counts start at 0.",
        "The weights must be finite numbers of at least 0, one for each of 11 examples and not all 0, but that of example 10 is Infinity. Counts start at 0.",
        "The weights must be finite numbers of at least 0, one for each of 11 examples and not all 0, but are an array of 11.",
        "The weights must be finite numbers of at least 0, one for each of 11 examples and not all 0, but that of example 0 is 1e+300. Counts start at 0.",
        "The weights must be finite numbers of at least 0, one for each of 11 examples and not all 0, but that of example 0 is "0.5". Counts start at 0.",
      ]
    `);
    const trainer = build().trainer(options);
    expect(told(() => trainer.step(inputs.slice(0, 2), targets.slice(0, 2), [1]))).toMatchInlineSnapshot(
      `"The weights must be finite numbers of at least 0, one for each of 2 examples and not all 0, but are an array of 1."`,
    );
    expect(trainer.stepCount).toBe(0);
  });

  test("the plain network and explanations don't take them", () => {
    const small = new PlainSequential([new Dense(2, 2)]);
    const trainer = new PlainTrainer(small, options);
    const rows = datasetFor(build(reference), data);
    const sentences = [
      () => small.fit(data, { ...options, epochs: 1 }),
      () => small.evaluate(data, { loss: meanSquaredError }),
      () => trainer.step(inputs.slice(0, 1), targets.slice(0, 1), [1]),
      () => trainer.stepRows(rows, Uint32Array.of(0), 0, 1),
      () => checkGradients(build(), data, meanSquaredError),
    ].map(told);
    expect(sentences).toMatchInlineSnapshot(`
      [
        "weights need @nn/core.",
        "weights need @nn/core.",
        "weights need @nn/core.",
        "weights need @nn/core.",
        "Gradients are explained of examples that count as one each. Leave out weights.",
      ]
    `);
  });

  test("weights by another name are told their name", () => {
    expect(
      told(() => build().fit({ inputs, targets, sampleWeights: weights } as Data, { ...options, epochs: 1 })),
    ).toMatchInlineSnapshot(
      `"Data is { inputs, targets, weights } or a Dataset, but got sampleWeights in place of weights."`,
    );
  });

  test("a loss whose examples depend on one another is refused, recorded or not", () => {
    const centred = defineLoss({
      name: "centred",
      formula: { value: "mean((p - t)^2)" },
      gradient: ["gradient = (2 + batch) * (p - t) / (batch * size)"],
    });
    const coupled: Loss = {
      ...own,
      name: "coupled",
      gradient(frame) {
        own.gradient(frame);
        frame.dprediction[0]! += frame.prediction[frame.outputSize]!;
      },
    };
    for (const loss of [centred, coupled]) {
      const network = build();
      const before = network.getParameters();
      const trainer = network.trainer({ ...options, loss });
      expect(
        told(() => trainer.step(inputs.slice(0, 3), targets.slice(0, 3), [1, 2, 3])).replace(loss.name, "It"),
      ).toMatchInlineSnapshot(
        `"The loss can't be weighted: what it gives for an example depends on the others in its batch. Leave out weights."`,
      );
      expect(network.getParameters()).toEqual(before);
    }
  });
});
