import { defaultBackend, Sequential, seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import { uniform } from "@nn/core/component";
import { toModule } from "@nn/formats";
import { Dense, identity, LSTM, softmax } from "@nn/layers";
import {
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, test } from "vitest";

/*
 * A label for each step of a sequence. A step has one of three signs, or none, and its label is the last sign so far: what
 * there is to tell lies many steps back, so that it must be remembered.
 */

const [STEPS, SIGNS] = [10, 3];
const random = seededRandom("labelled steps");
const signs = Array.from({ length: 64 }, () =>
  Array.from({ length: STEPS }, (_, step) =>
    step === 0 || uniform(random, 0, 1) < 0.25 ? Math.floor(uniform(random, 0, SIGNS)) : -1,
  ),
);
const data = {
  inputs: signs.map((steps) => steps.map((sign) => [0, 1, 2].map((i) => (i === sign ? 1 : 0)))),
  targets: signs.map((steps) => steps.map((_, step) => steps.slice(0, step + 1).findLast((sign) => sign >= 0)!)),
};
const loss = sparseCategoricalCrossEntropyFromLogits;
const metrics = { accuracy: sparseCategoricalAccuracy };

const built = (options = {}, activation = identity): Sequential =>
  new Sequential([new LSTM(SIGNS, 8, { returnSequences: true }), new Dense(8, SIGNS, { activation })], {
    inputShape: [STEPS, SIGNS],
    seed: 7,
    ...options,
  });
const training = { optimizer: () => new Adam({ learningRate: 0.02 }), epochs: 30, batchSize: 8 };

test("an LSTM learns to label each step, from logits and from probabilities alike", async () => {
  const network = built();
  const { reports } = await network.fit(data, { ...training, optimizer: training.optimizer(), loss, metrics });
  expect(reports.at(-1)).toMatchObject({ accuracy: 1 });
  expect(reports.at(-1)!.loss).toBeLessThan(0.1);

  const probabilities = built({}, softmax);
  probabilities.setParameters(network.getParameters());
  const both = probabilities.evaluate(data, { loss: sparseCategoricalCrossEntropy, metrics });
  expect(both.loss).toBeCloseTo(reports.at(-1)!.loss, 12);
  expect(both.accuracy).toBe(1);
  const first = probabilities.predict(data.inputs[0]!) as unknown as number[][];
  for (const row of first) expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14);
  // A module has the bits of the network, softmax of each step included.
  const { predict } = (await import(`data:text/javascript,${encodeURIComponent(toModule(probabilities))}`)) as {
    predict: (input: unknown) => unknown;
  };
  expect(predict(data.inputs[0])).toEqual(first);
});

test.each(["float64", "float32"] as const)("the same bits on both backends, recorded and not, %s", async (dtype) => {
  const bits = async (backend = defaultBackend(), way: "fit" | "steps" = "fit"): Promise<unknown> => {
    const network = built({ backend, dtype }, softmax);
    const options = { optimizer: training.optimizer(), batchSize: 8, loss: sparseCategoricalCrossEntropy };
    if (way === "fit") await network.fit(data, { ...options, epochs: 2, shuffle: false });
    else {
      const trainer = network.trainer(options);
      for (let i = 0; i < 16; i++) {
        const [from, to] = [(8 * i) % 64, ((8 * i) % 64) + 8];
        trainer.step(data.inputs.slice(from, to) as never, data.targets.slice(from, to) as never);
      }
    }
    return network.getParameters();
  };
  const right = await bits();
  expect(await bits(reference)).toEqual(right);
  expect(await bits(defaultBackend(), "steps")).toEqual(right);
  expect(await bits(reference, "steps")).toEqual(right);
});
