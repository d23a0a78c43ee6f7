import { OptionError, Sequential, seededRandom } from "@nn/core";
import { activationFromFormula, explain } from "@nn/explain";
import { Dense } from "@nn/layers";
import {
  derivative as derivativeByMathjs,
  evaluate,
  type FunctionNode,
  type MathNode,
  parse,
  type SymbolNode,
} from "mathjs";
import { expect, test } from "vitest";
import { activationTexts } from "./oracle-texts.js";

/** The derivative of an activation as explanations write it. */
function written(text: string): string {
  const activation = activationFromFormula(text, { onWarning: () => {} });
  const { functions } = explain(new Sequential([new Dense(1, 1, { activation })]), { input: [1] });
  return functions[0]!.derivative!;
}

test("derivatives are written as short as a student would write them", () => {
  const formulas = [
    "x^2",
    "x^3 - 2*x + 1",
    "3 * x^2 - x + x - x^2",
    "-(3 - x)^2",
    "(x + 1)^2 / (x^2 + 3)",
    "2 * x / 6",
    "1 / (1 + exp(-x))",
    "x / (1 + exp(-x))",
    "x / (1 + abs(x))",
    "exp(-x^2)",
    "log(1 + x^2)",
    "log10(2 + x^2)",
    "sqrt(x^2 + 1)",
    "2^x",
    "erf(3 * x)",
    "sin(2 * x) * exp(-x / 10)",
    "max(0, x)^2",
    "max(x, 0.01 * x)",
    "0.5*x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))",
  ];
  expect(Object.fromEntries(formulas.map((text) => [text, written(text)]))).toMatchInlineSnapshot(`
    {
      "(x + 1)^2 / (x^2 + 3)": "2 * (z + 1) / (z^2 + 3) - 2 * z * (z + 1)^2 / (z^2 + 3)^2",
      "-(3 - x)^2": "2 * (3 - z)",
      "0.5*x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))": "0.5 * (1 + tanh(0.7978845608028654 * (z + 0.044715 * z^3))) + 0.3989422804014327 * z * (1 - tanh(0.7978845608028654 * (z + 0.044715 * z^3))^2) * (1 + 0.134145 * z^2)",
      "1 / (1 + exp(-x))": "exp(-z) / (1 + exp(-z))^2",
      "2 * x / 6": "1 / 3",
      "2^x": "log(2) * 2^z",
      "3 * x^2 - x + x - x^2": "4 * z",
      "erf(3 * x)": "3.385137501286538 * exp(-9 * z^2)",
      "exp(-x^2)": "-2 * z * exp(-z^2)",
      "log(1 + x^2)": "2 * z / (1 + z^2)",
      "log10(2 + x^2)": "2 * z / ((2 + z^2) * log(10))",
      "max(0, x)^2": "2 * max(0, z) * step(z)",
      "max(x, 0.01 * x)": "1 - 0.99 * step(-0.99 * z)",
      "sin(2 * x) * exp(-x / 10)": "2 * exp(-z / 10) * cos(2 * z) - sin(2 * z) * exp(-z / 10) / 10",
      "sqrt(x^2 + 1)": "z / sqrt(z^2 + 1)",
      "x / (1 + abs(x))": "1 / (1 + abs(z)) + z * (step(-z) - step(z)) / (1 + abs(z))^2",
      "x / (1 + exp(-x))": "1 / (1 + exp(-z)) + z * exp(-z) / (1 + exp(-z))^2",
      "x^2": "2 * z",
      "x^3 - 2*x + 1": "3 * z^2 - 2",
    }
  `);
});

/** mathjs differentiates |a|, and none of these. */
const IN_ABSOLUTES: Readonly<Record<string, string>> = {
  max: "(a + b + abs(a - b)) / 2",
  min: "(a + b - abs(a - b)) / 2",
  sign: "abs(a) / a",
  step: "(1 + abs(a) / a) / 2",
};

function withoutKinks(formula: MathNode): MathNode {
  return formula.transform((node) => {
    if (node.type !== "FunctionNode") return node;
    const { fn, args } = node as FunctionNode;
    const operands = args.map(withoutKinks);
    const other = IN_ABSOLUTES[fn.name];
    if (other === undefined) return parse(`${fn.name}(${operands.map(String).join(", ")})`);
    const named = new Map(operands.map((operand, i) => ["ab"[i]!, operand]));
    return parse(other).transform((inner) => named.get((inner as SymbolNode).name) ?? inner);
  });
}

const step = (x: number): number => (x > 0 ? 1 : 0);

test("of 250 formulas drawn at random, each without jumps has the derivative that mathjs finds", () => {
  const texts = activationTexts(seededRandom("derivatives")).filter((text) => !/floor|sigmoid|log1p|erf/.test(text));
  let [formulas, compared] = [0, 0];
  for (const text of texts) {
    let own: string;
    try {
      own = written(text);
    } catch (error) {
      // It has no value somewhere, and is refused.
      expect(error).toBeInstanceOf(OptionError);
      continue;
    }
    formulas++;
    const right = derivativeByMathjs(withoutKinks(parse(text)), "x", { simplify: false });
    for (const z of [-1.7, -0.4, 0.3, 0.9, 2.1]) {
      const [found, expected] = [evaluate(own, { z, step }) as number, right.evaluate({ x: z }) as number];
      if (!Number.isFinite(expected)) continue;
      expect(Math.abs(found - expected), `${text} at ${z}: ${own}`).toBeLessThan(
        1e-8 * Math.max(1, Math.abs(expected)),
      );
      compared++;
    }
  }
  expect([formulas, compared]).toEqual([158, 777]);
});
