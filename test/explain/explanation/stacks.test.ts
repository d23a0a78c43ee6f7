import { Sequential, seededRandom } from "@nn/core";
import { type Activation, type Layer, type Loss, uniform } from "@nn/core/component";
import { type Equation, type Explanation, explain, type Factor, parameterNames } from "@nn/explain";
import { Activate, Dense, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  meanSquaredError,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import fc from "fast-check";
import { compile, type EvalFunction, evaluate } from "mathjs";
import { expect, test } from "vitest";
import { setBlock } from "../../fixtures/set-block.js";

const ACTIVATIONS: readonly Activation[] = [identity, relu, sigmoid, softmax, tanh];
const LOSSES: readonly { loss: Loss; ending?: Activation; least: number }[] = [
  { loss: meanSquaredError, least: 1 },
  { loss: binaryCrossEntropy, ending: sigmoid, least: 1 },
  { loss: binaryCrossEntropyFromLogits, least: 1 },
  { loss: categoricalCrossEntropy, ending: softmax, least: 2 },
  { loss: categoricalCrossEntropyFromLogits, least: 2 },
];

/** Every number in the explanation that has a formula. */
function* stepsOf({ forward, chain }: Explanation): Generator<Equation | Factor> {
  yield* forward;
  if (chain.kind === "paths") {
    for (const { paths } of [chain.neurons, chain.elementary]) for (const { factors } of paths) yield* factors;
  } else {
    yield* [...chain.deltas, chain.last];
  }
}

const compiled = new Map<string, EvalFunction>();

/** Read once: activations are few, and their numbers many. */
function formulaAt(formula: string, z: number): number {
  const known = compiled.get(formula) ?? compile(formula);
  compiled.set(formula, known);
  return known.evaluate({ z }) as number;
}

/** Evaluated by mathjs itself, which knows nothing of how we read formulas; functions by their own formulas. */
function evaluated(source: string, { functions }: Explanation): number {
  const scope: Record<string, unknown> = { step: (z: number) => (z > 0 ? 1 : 0) };
  for (const { symbol, formula } of functions) {
    if (formula !== null) scope[symbol] = (z: number) => formulaAt(formula, z);
  }
  return evaluate(source, scope) as number;
}

const stacks = fc.record({
  seed: fc.integer(),
  widths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 6 }),
  activations: fc.array(fc.constantFrom(...ACTIVATIONS), { minLength: 5, maxLength: 5 }),
  useBias: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  between: fc.option(fc.constantFrom(...ACTIVATIONS)),
  chosen: fc.constantFrom(...LOSSES),
  batch: fc.integer({ min: 1, max: 5 }),
  at: fc.nat(),
  maximumPaths: fc.constantFrom(0, 40),
});

test("for random dense stacks, the sum over the paths is what back-propagation gives", () => {
  const seen = { paths: 0, layers: 0 };
  fc.assert(
    fc.property(stacks, ({ seed, widths, activations, useBias, between, chosen, batch, at, maximumPaths }) => {
      const { loss, ending, least } = chosen;
      const sizes = [...widths.slice(0, -1), Math.max(widths.at(-1)!, least)];
      const layers: Layer[] = sizes.slice(1).map((units, i) => {
        const last = i === sizes.length - 2;
        const activation = last && ending ? ending : activations[i]!;
        return new Dense<number, number>(sizes[i]!, units, { activation, useBias: useBias[i]! });
      });
      if (between) layers.splice(1, 0, new Activate(layers.length > 1 ? between : (ending ?? between)));
      const network = new Sequential(layers);
      const random = seededRandom(seed);
      const { block } = network.parameters;
      for (let i = 0; i < block.length; i++) block[i] = uniform(random, -1, 1);
      setBlock(network, block);
      const input = Array.from({ length: batch }, () => sizes.slice(0, 1).flatMap((n) => drawn(random, n)));
      const target = Array.from({ length: batch }, () => distribution(random, sizes.at(-1)!));
      const names = parameterNames(network);
      const { name, fullName, element } = names[at % names.length]!;

      const explanation = explain(network, { input, target, loss, parameter: name, maximumPaths });
      const trainer = network.trainer({
        loss,
        optimizer: new SGD({ learningRate: 0 }),
        batchSize: batch,
        allowMismatch: true,
      });
      trainer.step(input, target);
      const expected = trainer.gradients()[fullName]![element]!;
      const { gradient, check, chain } = explanation;
      // Terms that cancel leave a sum with fewer digits than they had.
      const scale =
        chain.kind === "paths" ? Math.max(...chain.elementary.paths.map(({ value }) => Math.abs(value))) : 1e-3;
      const sums = chain.kind === "paths" ? [chain.neurons.value, chain.elementary.value] : [chain.last.value];
      for (const sum of [gradient, ...sums]) {
        expect(Math.abs(sum - expected)).toBeLessThanOrEqual(1e-10 * Math.max(Math.abs(expected), 1e-3 * scale));
      }
      expect(Math.abs(check.measured - expected)).toBeLessThan(1e-6);
      // Paths share most of their factors: what was read once isn't read again.
      const read = new Map<string, number>();
      for (const { substituted, value, formulaValue } of stepsOf(explanation)) {
        expect(formulaValue).toBeUndefined();
        if (substituted === null || substituted.includes("ellipsis")) continue;
        if (read.get(substituted) === value) continue;
        read.set(substituted, value);
        expect(Math.abs(evaluated(substituted, explanation) - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
      }
      seen[chain.kind]++;
    }),
    { numRuns: 100, seed: 20 },
  );
  expect(Math.min(seen.paths, seen.layers)).toBeGreaterThan(20);
});

function drawn(random: () => number, size: number): number[] {
  return Array.from({ length: size }, () => uniform(random, -2, 2));
}

function distribution(random: () => number, size: number): number[] {
  const weights = Array.from({ length: size }, () => uniform(random, 0.05, 1));
  const sum = size === 1 ? 1 : weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
