import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { DType, Penalty } from "@nn/core/component";
import { Dense, identity, tanh } from "@nn/layers";
import { L1, L2, meanSquaredError } from "@nn/losses";
import { Adam, LBFGS, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const inputs = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const targets = inputs.map(([a, b]) => [a! * b!]);
const data = { inputs, targets };
const build = (backend: Backend = defaultBackend(), dtype: DType = "float64"): Sequential =>
  new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1, { activation: identity })], {
    seed: 1,
    dtype,
    backend,
  });
const penalties = [new L1({ strength: 0.25 }), new L2({ strength: 0.5 })];

describe("the loss of a step is of one moment: that of its batch and the penalties, before its update", () => {
  test.each(["float64", "float32"] as const)("in callbacks, also after a report, in %s", async (dtype) => {
    for (const backend of [reference, defaultBackend()]) {
      const network = build(backend, dtype);
      const stepped: number[] = [];
      const reported: number[] = [];
      const follow = {
        name: "follow",
        stepped: ({ loss }: { loss: number }) => void stepped.push(loss),
        reported: (_: unknown, { loss }: { loss: number }) => void reported.push(loss),
      };
      const [optimizer, shared] = [new Adam({ learningRate: 0.1 }), { loss: meanSquaredError, penalties }];
      const more = { epochs: 4, batchSize: 5, shuffle: false, validation: data, callbacks: [follow] };
      await network.fit(data, { ...shared, ...more, optimizer });

      // The same steps by hand, each of which gives its loss.
      const trainer = build(backend, dtype).trainer({ ...shared, optimizer, batchSize: 5 });
      const batches = [0, 5, 10].map((from) => [inputs.slice(from, from + 5), targets.slice(from, from + 5)] as const);
      const losses = Array.from({ length: 4 }, () => batches.map(([x, y]) => trainer.step(x, y)));
      expect(stepped).toEqual(losses.flat());
      expect(reported).toEqual(losses.map((epoch) => epoch[2]));
    }
  });

  test("of a loss and a penalty without weights, it is the number that one works out", async () => {
    // 2·w for x = 2: a loss of (2w − 6)², and a penalty of w².
    const network = new Sequential([new Dense(1, 1, { activation: identity, useBias: false })], { inputShape: [1] });
    network.setParameters({ "0.weight": [1] });
    const seen: number[] = [];
    const callbacks = [{ name: "see", reported: (_: unknown, run: { loss: number }) => void seen.push(run.loss) }];
    const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.05 }), batchSize: 1, epochs: 2 };
    await network.fit({ inputs: [2], targets: [6] }, { ...options, penalties: [new L2({ strength: 1 })], callbacks });
    // w = 1, then 1 − 0.05·(2·(2 − 6)·2 + 2) = 1.7.
    expect(seen[0]).toBe(17);
    expect(seen[1]).toBeCloseTo((3.4 - 6) ** 2 + 1.7 ** 2, 13);
  });

  test("where an optimizer looks at other parameters, the penalty is that of the loss as well", () => {
    const network = build();
    const trainer = network.trainer({ loss: meanSquaredError, penalties, optimizer: new LBFGS(), batchSize: 12 });
    for (let i = 0; i < 3; i++) {
      const { loss } = network.evaluate(data, { loss: meanSquaredError });
      const weights = Object.entries(network.getParameters()).flatMap(([name, w]) => (/weight/.test(name) ? w : []));
      const penalty = weights.reduce((sum, w) => sum + 0.25 * Math.abs(w) + 0.5 * w * w, 0);
      const told = trainer.step(inputs, targets);
      expect(trainer.penalty).toBeCloseTo(penalty, 13);
      expect(told - trainer.penalty).toBeCloseTo(loss, 13);
      expect(trainer.loss).toBe(told);
    }
  });

  test("a penalty that throws at a report leaves the step's", async () => {
    let calls = 0;
    const throwing: Penalty = {
      name: "throwing",
      value({ value, penalty }) {
        penalty[0] = value[0]! ** 2;
        // Before the first step, in it, and at its report.
        if (++calls === 5) throw new Error("no more");
      },
      gradient: () => {},
    };
    const network = build();
    const seen: number[] = [];
    const callbacks = [
      {
        name: "see",
        stepped: (run: { loss: number }) => void seen.push(run.loss),
        ended: (run: { loss: number }) => void seen.push(run.loss),
      },
    ];
    const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 12, epochs: 2 };
    await expect(network.fit(data, { ...options, penalties: [throwing], callbacks })).rejects.toThrow("no more");
    expect(seen).toHaveLength(2);
    expect(seen[1]).toBe(seen[0]);
  });
});
