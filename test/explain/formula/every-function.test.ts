import { type OptionError, Sequential } from "@nn/core";
import { activationFromFormula, explain } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { all, type BigNumber, create, type MathJsInstance } from "mathjs";
import { expect, test } from "vitest";

const math: MathJsInstance = create(all!, { number: "BigNumber", precision: 150 });
const big = (value: number | string): BigNumber => math.bignumber(value);

/** The names that the formula language says it has. */
function functionsOfTheLanguage(): string[] {
  try {
    activationFromFormula("nothing(x)");
  } catch (error) {
    const [, names] = /there are (.*)\.$/.exec((error as OptionError).message)!;
    return names!.split(", ");
  }
  throw new Error("nothing(x) was taken");
}

/** What mathjs calls otherwise, or doesn't have. */
const OWN: Readonly<Record<string, (a: BigNumber) => BigNumber>> = {
  sigmoid: (a) => big(1).div(big(1).add(math.exp(a.neg()) as BigNumber)),
  step: (a) => big(a.gt(0) ? 1 : 0),
  erf: (a) => {
    let sum = a;
    for (let k = 1, term = a; !term.abs().lt(1e-150); k++) {
      term = term.mul(a).mul(a).neg().div(k);
      sum = sum.add(term.div(2 * k + 1));
    }
    return sum.mul(2).div(big(math.pi).sqrt());
  },
};

const TWO_OPERANDS = ["max", "min"];

const operators = ["x + 3", "x - 3", "2 * x", "x - x / 9", "(x / 7)^2", "-(-x)"];
/** Over the numbers of an example: softmax, in saturation.test.ts, has them. */
const REDUCTIONS = ["sum", "mean"];
const names = functionsOfTheLanguage().filter((name) => !REDUCTIONS.includes(name));
const functions = names.map((name) => {
  const inside = "(x^2 + 1) / 2000";
  return `x + ${name}(${inside}${TWO_OPERANDS.includes(name) ? ", 3" : ""})`;
});

test("the language has all that is looked at here", () => {
  expect(functions.length).toBeGreaterThanOrEqual(18);
  expect(functions.join()).toMatch(/sin\(.*cos\(.*atan\(.*floor\(.*sign\(/);
});

test.each([...operators, ...functions])(
  "a saturated unit with %s in it has its derivative with 400 digits",
  (formula) => {
    const activation = activationFromFormula(`sigmoid(${formula})`, { onWarning: () => {} });
    const network = new Sequential([new Dense(1, 1, { activation })]);
    network.setParameters({ "0.weight": [50] });
    const { preciseGradient, gradient } = explain(network, {
      input: [1],
      target: [0],
      loss: meanSquaredError,
      parameter: "w1",
    });
    // A quotient of differences with 150 digits, of which a step of 10⁻⁵⁰ costs fewer than 100.
    const loss = (x: BigNumber): BigNumber => {
      const output = math.evaluate(`sigmoid(${formula})`, { ...OWN, x }) as BigNumber;
      return output.mul(output);
    };
    const step = big("1e-50");
    const measured = loss(big(50).add(step))
      .sub(loss(big(50).sub(step)))
      .div(step)
      .div(2)
      .toNumber();
    expect(Math.abs(preciseGradient! / measured - 1)).toBeLessThan(1e-9);
    expect(Math.abs(gradient - measured)).toBeGreaterThan(0.05 * measured);
  },
);
