import { Sequential, seededRandom } from "@nn/core";
import { type Activation, uniform } from "@nn/core/component";
import { checkGradients } from "@nn/core/gradients";
import { Activate, Dense, identity, relu, sigmoid, softmax, softplus, tanh } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
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

/** In an order in which each second one has every depth, and both batches. */
const forms = [
  { depth: 1, batch: 1 },
  { depth: 2, batch: 1 },
  { depth: 4, batch: 3 },
  { depth: 1, batch: 3 },
  { depth: 2, batch: 3 },
  { depth: 4, batch: 1 },
] as const;

type ActivationRow = (typeof activations)[number];
type LossRow = (typeof losses)[number];

const areBeside = ({ activation }: ActivationRow, { loss }: LossRow): boolean =>
  usual.has(activation) || usual.has(loss);

/** Neighbours in the tables have other forms. */
function formsOf(activation: ActivationRow, loss: LossRow) {
  const pair = activations.indexOf(activation) + losses.indexOf(loss);
  return [forms[pair % forms.length]!, forms[(pair + 2) % forms.length]!];
}

test("each activation and each loss meets every depth, and both batches", () => {
  const met = [
    ...activations.map((row) => losses.flatMap((loss) => (areBeside(row, loss) ? formsOf(row, loss) : []))),
    ...losses.map((loss) => activations.flatMap((row) => (areBeside(row, loss) ? formsOf(row, loss) : []))),
  ];
  for (const own of met) {
    expect(new Set(own.map(({ depth }) => depth)).size).toBe(3);
    expect(new Set(own.map(({ batch }) => batch)).size).toBe(2);
  }
});

describe.each(activations)("$activation.name", (row) => {
  const { activation, range } = row;
  describe.each(losses.filter((loss) => areBeside(row, loss)))("$loss.name", (beside) => {
    const { loss, takes, example } = beside;
    for (const { depth, batch } of formsOf(row, beside)) {
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
