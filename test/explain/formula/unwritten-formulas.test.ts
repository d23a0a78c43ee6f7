import { Sequential } from "@nn/core";
import { type ActivationDefinition, defineActivation, defineLoss, defineRule, RuleOptimizer } from "@nn/core/component";
import { english, explain, french, toLatex, toMarkdown, toText } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";

const DEFINITIONS: readonly ActivationDefinition[] = [
  { name: "leaky", formula: { value: "z < 0 ? 0.1 * z : z", derivative: "z < 0 ? 0.1 : 1" } },
  { name: "band", formula: { value: "z < -1 or z > 1 ? z : 0", derivative: "z < -1 or z > 1 ? 1 : 0" } },
  { name: "divided", formula: { value: "z / size", derivative: "1 / size" } },
  {
    name: "shifted",
    formula: { value: "z - mean(z)", derivative: "1 - 1 / size", crossDerivative: "-1 / size" },
    backward: ["dz = da - mean(da)"],
  },
  {
    name: "lowered",
    formula: { value: "z - max(z)", derivative: "1" },
    backward: ["dz = da - (z == max(z) ? sum(da) : 0)"],
  },
];

const build = (definition: ActivationDefinition) =>
  new Sequential([new Dense(2, 2, { activation: defineActivation(definition) }), new Dense(2, 1)], { seed: 3 });
const example = { input: [1, 2], target: [1], loss: meanSquaredError, parameter: "w1" };

describe("what can be computed can be explained, with more in it than explanations write:", () => {
  test.each(DEFINITIONS)("$name", (definition) => {
    const explanation = explain(build(definition), example);
    // It has been compared with central differences.
    expect(Number.isFinite(explanation.gradient)).toBe(true);
    expect(toText(explanation, { language: english }).replaceAll("\n", " ")).toContain(
      "of which no formula is written here",
    );
    expect(toText(explanation, { language: french }).replaceAll("\n", " ")).toContain(
      "dont aucune formule n’est écrite ici",
    );
    for (const render of [toMarkdown, toLatex]) expect(render(explanation)).toContain(definition.name);
  });

  test("a loss", () => {
    const huber = defineLoss({
      name: "huber",
      formula: { value: "mean(abs(p - t) <= 1 ? (p - t)^2 / 2 : abs(p - t) - 0.5)" },
      gradient: ["gradient = max(-1, min(1, p - t)) / (batch * size)"],
    });
    const network = new Sequential([new Dense(2, 1)], { seed: 3 });
    const text = toText(explain(network, { ...example, loss: huber })).replaceAll("\n", " ");
    expect(text).toContain("No formula of the loss is written here");
  });

  test("a rule", () => {
    const rule = defineRule({
      lines: ["w = g >= 0 ? w - eta : w + eta"],
      letters: { eta: "learningRate" },
    });
    class Ruled extends RuleOptimizer {
      readonly name = "ruled";
      readonly learningRate = 0.5;
      constructor() {
        super(rule);
      }
    }
    const optimizer = new Ruled();
    const { update } = explain(new Sequential([new Dense(2, 1)], { seed: 3 }), { ...example, optimizer });
    expect(Math.abs(update!.after - update!.before)).toBeCloseTo(0.5, 12);
    expect(update!.lines).toEqual([]);
  });
});

test("what is misspelt is still refused", () => {
  const formula = { value: "log(1 + exq(z))", derivative: "1 / (1 + exp(-z))" };
  const network = build({ name: "softplus", formula, forward: ["a = log(1 + exp(z))"] });
  expect(() => explain(network, example)).toThrow('The formula "log(1 + exq(z))" has "exq" at character 9');
});
