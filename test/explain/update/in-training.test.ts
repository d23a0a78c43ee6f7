import { Sequential } from "@nn/core";
import type { Optimizer } from "@nn/core/component";
import { english, explain, french, parameterNames, toJson, toText } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, AdamW, ClipByNorm, LBFGS, RMSprop, SGD } from "@nn/optim";
import { expect, test } from "vitest";

const asked = {
  input: [
    [-2, -1],
    [2.5, 0.6],
  ],
  target: [[1], [0]],
  loss: meanSquaredError,
}; // prettier-ignore
const learningRate = (step: number): number => 0.1 / step;

function trained(optimizer: Optimizer, steps: number) {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 5 });
  const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 2 });
  trainer.rateScale = 0.5;
  for (let i = 0; i < steps; i++)
    trainer.step(
      [
        [1, i / 3],
        [-1, 0.5],
      ],
      [[0.2], [i / 10]],
    ); // prettier-ignore
  return { network, trainer };
}

test.each<[string, Optimizer]>([
  ["SGD", new SGD({ learningRate })],
  ["SGD with momentum", new SGD({ learningRate, momentum: 0.9 })],
  ["Nesterov", new SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true })],
  ["RMSprop", new RMSprop({ learningRate: 0.01 })],
  ["Adam", new Adam({ learningRate })],
  ["AdamW", new AdamW({ learningRate: 0.01 })],
  ["L-BFGS", new LBFGS()],
  ["Adam within clipping", new ClipByNorm({ optimizer: new Adam({ learningRate: 0.01 }), limit: 0.01 })],
])("the next update by %s is that of the training", (_, optimizer) => {
  for (const steps of [0, 1, 6]) {
    const { network, trainer } = trained(optimizer, steps);
    const from = trainer.state();
    const names = parameterNames(network);
    const explanations = names.map(({ name }) => explain(network, { ...asked, optimizer, from, parameter: name }));
    trainer.step(asked.input, asked.target);
    const after = network.getParameters() as Record<string, number[]>;
    for (const [i, { fullName, element }] of names.entries()) {
      const { update } = explanations[i]!;
      expect(update!.step).toBe(steps + 1);
      expect(Math.abs(update!.after - after[fullName]![element]!)).toBeLessThan(1e-14);
      for (const line of update!.lines) expect(line.formulaValue).toBeUndefined();
    }
  }
});

test("it is told with what the optimizer remembers, in both languages", () => {
  const optimizer = new Adam({ learningRate: 0.1 });
  const { network, trainer } = trained(optimizer, 5);
  const explanation = explain(network, {
    ...asked,
    optimizer,
    from: trainer.state(),
    parameter: "w1",
    significantDigits: 3,
  });
  expect(toText(JSON.parse(toJson(explanation)))).toBe(toText(explanation));
  const lines = (language: typeof english): string =>
    toText(explanation, { language })
      .split(/(?:Update|Mise à jour)\n─+\n/)
      .at(-1)!;
  expect(lines(english)).toMatchInlineSnapshot(`
    "
    Update by Adam, learning rate η = 0.05, β1 = 0.9, β2 = 0.999, ε = 1 · 10⁻⁸, in
    step t = 6, so far m = −0.00161, so far v = 1.66 · 10⁻⁷:

    The change η · m̂ / (√(v̂) + ε) is rounded to 3 significant digits; the new w1
    isn't rounded again, and keeps all its decimals.

      m ← β1 · m + (1 − β1) · ∂L/∂w1
        = 0.9 · (−0.00161) + (1 − 0.9) · (−0.0937) = −0.0108
      v ← β2 · v + (1 − β2) · (∂L/∂w1)²
        = 0.999 · 1.66 · 10⁻⁷ + (1 − 0.999) · (−0.0937)² = 8.95 · 10⁻⁶
      m̂ = 1 / (1 − β1^t) · m = 1 / (1 − 0.9⁶) · (−0.0108) = −0.023
      v̂ = 1 / (1 − β2^t) · v = 1 / (1 − 0.999⁶) · 8.95 · 10⁻⁶ = 0.0015
      η · m̂ / (√(v̂) + ε) = 0.05 · (−0.023) / (√(0.0015) + 1 · 10⁻⁸) = −0.0297
      w1 ← w1 − η · m̂ / (√(v̂) + ε) = 0.287 − (−0.0297) = 0.3167
    "
  `);
  expect(lines(french)).toMatchInlineSnapshot(`
    "
    Mise à jour par Adam, taux d’apprentissage η = 0,05, β1 = 0,9, β2 = 0,999,
    ε = 1 · 10⁻⁸, au pas t = 6, jusque-là m = −0,00161, jusque-là v = 1,66 · 10⁻⁷ :

    La variation η · m̂ / (√(v̂) + ε) est arrondie à 3 chiffres significatifs ; le
    nouveau w1 n’est pas arrondi de nouveau, et garde toutes ses décimales.

      m ← β1 · m + (1 − β1) · ∂L/∂w1
        = 0,9 · (−0,00161) + (1 − 0,9) · (−0,0937) = −0,0108
      v ← β2 · v + (1 − β2) · (∂L/∂w1)²
        = 0,999 · 1,66 · 10⁻⁷ + (1 − 0,999) · (−0,0937)² = 8,95 · 10⁻⁶
      m̂ = 1 / (1 − β1^t) · m = 1 / (1 − 0,9⁶) · (−0,0108) = −0,023
      v̂ = 1 / (1 − β2^t) · v = 1 / (1 − 0,999⁶) · 8,95 · 10⁻⁶ = 0,0015
      η · m̂ / (√(v̂) + ε) = 0,05 · (−0,023) / (√(0,0015) + 1 · 10⁻⁸) = −0,0297
      w1 ← w1 − η · m̂ / (√(v̂) + ε) = 0,287 − (−0,0297) = 0,3167
    "
  `);
});

test("one that doesn't say its rule", () => {
  const optimizer = new ClipByNorm({ optimizer: new Adam({ learningRate: 0.01 }), limit: 0.01 });
  const { network, trainer } = trained(optimizer, 2);
  const explanation = explain(network, { ...asked, optimizer, from: trainer.state(), parameter: "w1" });
  const lines = (language: typeof english): string =>
    toText(explanation, { language, digits: 3 }).split("\n").slice(-6).join("\n");
  expect(lines(english)).toMatchInlineSnapshot(`
    "in update 3 of w1:

                      before    after
      w1              0.3037   0.3059
      clipped  2.4783 · 10⁻⁴  −0.0059
    "
  `);
  expect(lines(french)).toMatchInlineSnapshot(`
    "−0,07 ; voici sa mise à jour n° 3 de w1 :

                       avant    après
      w1              0,3037   0,3059
      clipped  2,4783 · 10⁻⁴  −0,0059
    "
  `);
});

test("a state of something else is refused", () => {
  const optimizer = new SGD({ learningRate: 0.1 });
  const { network, trainer } = trained(optimizer, 2);
  const refusal = (from: unknown, by: Optimizer | undefined = optimizer): string => {
    try {
      explain(network, { ...asked, from: from as never, parameter: "w1", ...(by && { optimizer: by }) });
    } catch (error) {
      return String(error);
    }
    return "nothing";
  };
  const state = trainer.state();
  expect(refusal(state)).toBe("nothing");
  trainer.step(asked.input, asked.target);
  const now = trainer.state();
  const momentum = new SGD({ learningRate: 0.1, momentum: 0.9 });
  expect([
    refusal(trainer),
    refusal(3),
    refusal(state),
    refusal(now, momentum),
    refusal({ ...now, optimizer: momentum.name }, momentum),
  ]).toMatchInlineSnapshot(`
    [
      "OptionError: explain: from must be what state() of a trainer gave, but is a Trainer.",
      "OptionError: explain: from must be what state() of a trainer gave, but is 3.",
      "OptionError: explain: from is the state of a training with other values of 0.weight than the network has: ask for state() now.",
      "OptionError: explain: from is the state of a training by SGD(learningRate 0.1), but optimizer is SGD(learningRate 0.1, momentum 0.9).",
      "OptionError: SGD(learningRate 0.1, momentum 0.9) remembers velocity of 0.weight, 4 numbers, but is given undefined.",
    ]
  `);
});
