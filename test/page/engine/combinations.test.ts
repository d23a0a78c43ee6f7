import { type ActivationName, type Look, type LossName, type Rule, type State, sceneOf, toRule } from "@nn/page";
import { describe, expect, test } from "vitest";
import { seen, stateAfter } from "../state.js";

const ACTIVATIONS: readonly ActivationName[] = ["sigmoid", "tanh", "relu", "softplus", "identity"];
const LOSSES: readonly LossName[] = [
  "meanSquaredError",
  "binaryCrossEntropy",
  "binaryCrossEntropyFromLogits",
  "logCosh",
];
const RULES: readonly Rule[] = ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamW"];
const STACKS = [
  [2, 1],
  [2, 2, 1],
  [2, 3, 2, 1],
];

function stateOf(sizes: readonly number[], hidden: ActivationName, loss: LossName, rule: Rule): State {
  const activations = [...sizes.slice(2).map(() => hidden), "sigmoid" as const];
  return stateAfter([
    { kind: "data", change: { prepare: "standardize" } },
    { kind: "model", change: { sizes, activations, loss, start: "normal", optimizer: toRule(rule, {}) } },
    { kind: "select", parameter: "w2" },
    { kind: "go", step: 3 },
  ]);
}

/** Whatever is chosen is shown with numbers, and w2's gradient is the training's, and the differences'. */
function expectExplained(look: Look, state: State, where: string): void {
  const { check, gradient } = look.explanation;
  expect(["right", "unmeasurable"], where).toContain(check.verdict);
  const { gradient: trained } = look.parameters.find(({ name }) => name === "w2")!;
  expect(Math.abs(gradient - trained), where).toBeLessThanOrEqual(1e-12 * Math.abs(trained));
  expect(JSON.stringify(sceneOf(look, state)), where).not.toMatch(/NaN|Infinity|∞/);
}

describe.each(STACKS.map((sizes) => [sizes.join("-"), sizes] as const))("in %s", (_, sizes) => {
  test.each(LOSSES)("%s has gradients with each activation and each optimizer", (loss) => {
    for (const hidden of sizes.length > 2 ? ACTIVATIONS : ACTIVATIONS.slice(0, 1)) {
      for (const rule of RULES) {
        const state = stateOf(sizes, hidden, loss, rule);
        expectExplained(seen(state), state, `${hidden}, ${rule}`);
      }
    }
  });
});

test.each(RULES)("what is said of an update of %s is what it does", (rule) => {
  const state = stateOf([2, 2, 1], "tanh", "meanSquaredError", rule);
  const look = seen(state);
  expectExplained(look, state, rule);
  const after = seen({ ...state, at: { ...state.at, step: 4 } });
  const { value } = after.parameters.find(({ name }) => name === "w2")!;
  expect(value).toBeCloseTo(look.explanation.update!.after, 14);
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
