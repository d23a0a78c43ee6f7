import { explain } from "@nn/explain";
import {
  type ActivationName,
  type Look,
  type LossName,
  look,
  type Rule,
  reduce,
  ruleNames,
  type State,
  sceneOf,
  Tape,
  toRule,
} from "@nn/page";
import { describe, expect, test } from "vitest";
import { sceneIn, seen, stateAfter } from "../state.js";

const ACTIVATIONS: readonly ActivationName[] = ["sigmoid", "tanh", "relu", "softplus", "identity"];
const LOSSES: readonly LossName[] = [
  "meanSquaredError",
  "binaryCrossEntropy",
  "binaryCrossEntropyFromLogits",
  "logCosh",
];
const STACKS = [
  [2, 1],
  [2, 2, 1],
  [2, 3, 2, 1],
];

/** Where all is explained, each parameter is; elsewhere, one of so many, and others in the next combination. */
const TURNS = process.env.COMBINATIONS === undefined ? 4 : 1;

/**
 * Of three choices, any two are together somewhere: with each activation, a rule is beside one of the losses. All three
 * with all three, `npm run check:combinations`, takes minutes.
 */
const isChosen = (hidden: ActivationName, loss: LossName, rule: Rule): boolean =>
  process.env.COMBINATIONS !== undefined ||
  (ACTIVATIONS.indexOf(hidden) + LOSSES.indexOf(loss) + ruleNames.indexOf(rule)) % LOSSES.length === 0;

function stateOf(sizes: readonly number[], hidden: ActivationName, loss: LossName, rule: Rule): State {
  const activations = [...sizes.slice(2).map(() => hidden), "sigmoid" as const];
  return stateAfter([
    { kind: "data", change: { prepare: "standardize" } },
    { kind: "model", change: { sizes, activations, loss, start: "normal", optimizer: toRule(rule, {}) } },
    { kind: "select", parameter: "w2" },
    { kind: "go", step: 3 },
  ]);
}

/** Whatever is chosen is shown with numbers, and the gradients whose turn it is are the training's, and the differences'. */
function expectExplained(state: State, where: string, turn: number): void {
  const tape = new Tape(state);
  const { parameters } = expectShown(tape, state, where);
  const { network, loss, optimizer, trainer, inputs, targets } = tape.training;
  const row = tape.rowsOf(state.at.step)[0]!;
  const question = { input: [...inputs[row]!], target: [targets[row]!], loss, optimizer, from: trainer.state() };
  for (const { name, gradient } of parameters.filter((_, i) => i % TURNS === turn % TURNS)) {
    const { check, gradient: explained } = explain(network, { ...question, parameter: name });
    const far = check.kink ? 0 : Math.abs(check.measured - explained);
    expect(far, `${where}: ${name}`).toBeLessThanOrEqual(1e-6 * Math.abs(explained) + 1e-10);
    expect(Math.abs(explained - gradient), `${where}: ${name}`).toBeLessThanOrEqual(1e-12 * Math.abs(gradient));
  }
}

function expectShown(tape: Tape, state: State, where: string): Look {
  const shown = look(tape, state);
  expect(JSON.stringify(sceneOf(shown, state)), where).not.toMatch(/NaN|Infinity|∞/);
  return shown;
}

describe.each(STACKS.map((sizes) => [sizes.join("-"), sizes] as const))("in %s", (_, sizes) => {
  test.each(LOSSES)("%s has gradients with each activation, and with each optimizer", (loss) => {
    const hasHidden = sizes.length > 2;
    let turn = 0;
    for (const hidden of hasHidden ? ACTIVATIONS : ACTIVATIONS.slice(0, 1)) {
      for (const rule of ruleNames) {
        if (hasHidden && !isChosen(hidden, loss, rule)) continue;
        expectExplained(stateOf(sizes, hidden, loss, rule), `${hidden}, ${rule}`, turn++);
      }
    }
  });
});

test.each(ruleNames)("what is said of an update of %s is what it does", (rule) => {
  const state = stateOf([2, 2, 1], "tanh", "meanSquaredError", rule);
  const { explanation } = seen(state);
  const after = seen({ ...state, at: { ...state.at, step: 4 } });
  const { value } = after.parameters.find(({ name }) => name === "w2")!;
  expect(value).toBeCloseTo(explanation.update!.after, 14);
});

test("a gradient that is right isn't said to be wrong where differences say nothing of it", () => {
  const state = stateOf([2, 3, 2, 1], "relu", "binaryCrossEntropyFromLogits", "lbfgs");
  const scene = sceneIn(reduce(state, { kind: "select", parameter: "w1" }));
  expect(scene.chain!.gradient.value).toBeCloseTo(-7.674529116855664e-16, 20);
  expect(scene.chain!.check.text).toContain("too small to be measured");
});

test.each(["slice", "story"] as const)("a loss that isn't made for the outputs has a %s all the same", (chart) => {
  const state = stateOf([2, 2, 1], "tanh", "binaryCrossEntropyFromLogits", "sgd");
  const shown: State = { ...state, look: { ...state.look, chart } };
  expect(sceneOf(seen(shown), shown)[chart]).not.toBeNull();
});

test("more neurons than there is room for are explained layer by layer, in numbers that don't overlap", () => {
  const sizes = [2, 8, 8, 8, 8, 1];
  const activations = sizes.slice(1).map(() => "tanh" as const);
  const state = stateAfter([
    { kind: "model", change: { sizes, activations, start: "glorot" } },
    { kind: "select", parameter: "w1" },
  ]);
  const look = seen(state);
  expect(look.explanation.chain.kind).toBe("layers");
  const boxes = sceneOf(look, state).diagram.edges.flatMap(({ at }) => (at === null ? [] : [at]));
  expect(boxes.length).toBeGreaterThan(1);
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      const isApart = 2 * Math.abs(a.x - b.x) >= a.width + b.width || 2 * Math.abs(a.y - b.y) >= a.height + b.height;
      expect(isApart).toBe(true);
    }
  }
});
