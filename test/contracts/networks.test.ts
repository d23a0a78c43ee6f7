import { Sequential, seededRandom } from "@nn/core";
import { type Activation, uniform } from "@nn/core/component";
import { checkGradients } from "@nn/core/gradients";
import { Activate, Dense, identity, relu, sigmoid, softmax, softplus, tanh } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, test } from "vitest";
import { setBlock } from "../fixtures/set-block.js";
import { activations, losses } from "./components.js";

const UNITS = 3;

/** A gradient is right or wrong whether or not the network makes sense. */
const allowMismatch = true;

/** Dense layers with one activation, and behind them what turns their output into what the loss takes. */
function stackOf(activation: Activation, range: string, takes: string, depth: number): (Dense | Activate)[] {
  const dense = Array.from({ length: depth }, () => new Dense<number, number>(UNITS, UNITS, { activation }));
  if (takes === "distribution" && range !== "distribution") return [...dense, new Activate(softmax)];
  if (takes === "probability" && range === "any") return [...dense, new Activate(sigmoid)];
  return dense;
}

/**
 * These activations are beside each loss, and these losses beside each activation: together they are of all kinds of slopes,
 * where all pairs would be thousands of networks.
 */
const usual: ReadonlySet<unknown> = new Set([
  ...[identity, relu, sigmoid, softmax, softplus, tanh],
  ...[meanSquaredError, categoricalCrossEntropy],
]);

/** Each activation and each loss meets every form, as neighbours in the tables have other ones. */
const forms = [
  { depth: 1, batch: 1 },
  { depth: 2, batch: 3 },
  { depth: 4, batch: 1 },
  { depth: 1, batch: 3 },
  { depth: 2, batch: 1 },
  { depth: 4, batch: 3 },
] as const;

describe.each(activations)("$activation.name", ({ activation, range }) => {
  const beside = losses.filter(({ loss }) => usual.has(activation) || usual.has(loss));
  describe.each(beside)("$loss.name", ({ loss, takes, example }) => {
    const pair =
      activations.findIndex((row) => row.activation === activation) + losses.findIndex((row) => row.loss === loss);
    for (const { depth, batch } of [forms[pair % 6]!, forms[(pair + 2) % 6]!]) {
      test(`depth ${depth}, batch ${batch}: every gradient agrees with central differences`, () => {
        const network = new Sequential(stackOf(activation, range, takes, depth), { seed: `${depth} ${batch}` });
        const random = seededRandom("networks");
        const { block } = network.parameters;
        for (let i = 0; i < block.length; i++) block[i] = uniform(random, -1, 1);
        setBlock(network, block);
        const inputs = Array.from({ length: batch }, () => Array.from({ length: UNITS }, () => uniform(random, -1, 1)));
        const targets = Array.from({ length: batch }, () => example(random, UNITS).target);

        const trainer = network.trainer({
          loss,
          optimizer: new SGD({ learningRate: 0 }),
          batchSize: batch,
          allowMismatch,
        });
        trainer.step(inputs, targets);
        const gradients = trainer.gradients();
        let offset = 0;
        const claims = Object.entries(gradients).map(([name, gradient]) => {
          const values = block.subarray(offset, offset + gradient.length);
          offset += gradient.length;
          return [name, { values, gradient }] as const;
        });
        checkGradients(() => {
          setBlock(network, block);
          return network.evaluate({ inputs, targets }, { loss, allowMismatch }).loss;
        }, Object.fromEntries(claims));
      });
    }
  });
});
