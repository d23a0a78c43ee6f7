import { reference } from "@nn/core/backend";
import { type FloatArray, type Formula, frameFor, type Optimizer } from "@nn/core/component";
import { Adam, SGD } from "@nn/optim";
import { derivative, evaluate, isFunctionNode, isSymbolNode, type MathNode, ParenthesisNode, parse } from "mathjs";
import { describe, expect, test } from "vitest";
import { RMSProp } from "your-own/dist/rmsprop.js";
import { gradientOf, targetFor, valuesOf } from "../fixtures/figures.js";
import { activations, losses, optimizers } from "./components.js";

/*
 * Every component says its formula as text, and here mathjs reads it: what the loops compute is what the formula says, and
 * what they take for its derivative is its symbolic derivative.
 */

const kernels = reference.kernels("float64");
const array = (...values: number[]): FloatArray => Float64Array.from(values);

/** Names for the numbers of a row: z0, z1, z2. */
const scopeOf = (letter: string, values: readonly number[]): Record<string, number> =>
  Object.fromEntries(values.map((value, i) => [`${letter}${i}`, value]));

const indexed = (text: string, letters: string, i: number): string =>
  text.replace(new RegExp(`\\b[${letters}]\\b`, "g"), (letter) => `${letter}${i}`);

/** The formula for the first of three numbers, with sums and means written out: exp(z0) / (exp(z0) + exp(z1) + …). */
function forThree(text: string, letters: string): string {
  return indexed(withSums(text, letters), letters, 0);
}

/** Sums and means of three numbers written out. */
function withSums(text: string, letters: string): string {
  let written = "";
  for (let at = 0; at < text.length; ) {
    const [whole, kind] = /^(sum|mean|max(?=\((?:[^(),]|\([^(),]*\))*\)))\(/.exec(text.slice(at)) ?? [];
    if (whole === undefined) {
      written += text[at++];
      continue;
    }
    const begin = at + whole.length;
    let end = begin;
    for (let depth = 1; depth > 0; end++) depth += text[end] === "(" ? 1 : text[end] === ")" ? -1 : 0;
    // A sum within it goes over all numbers for each of its own.
    const inner = /\b(sum|mean)\(/.test(text.slice(begin, end - 1));
    const summed = inner ? withSums(text.slice(begin, end - 1), letters) : text.slice(begin, end - 1);
    const terms = [0, 1, 2].map((i) => `(${indexed(summed, letters, i)})`);
    // mathjs differentiates the larger of two.
    if (kind === "max") written += `max(max(${terms[0]}, ${terms[1]}), ${terms[2]})`;
    else written += `(${terms.join(" + ")})${kind === "mean" ? " / 3" : ""}`;
    at = end;
  }
  return written;
}

const formulaOf = ({ name, formula }: { name: string; formula?: Formula }): Formula => {
  if (formula === undefined) throw new Error(`${name} has no formula: a built-in component says what it computes.`);
  return formula;
};

/** What mathjs doesn't differentiate, by what it does. */
const REWRITTEN: Readonly<Record<string, string>> = {
  max: "(x + y + abs(x - y)) / 2",
  min: "(x + y - abs(x - y)) / 2",
  step: "(1 + abs(x) / x) / 2",
  sigmoid: "1 / (1 + exp(-x))",
  // 2/√π · e^(−x²) · (x + 2x³/3 + 4x⁵/(3·5) + …), of as many terms as the points below need.
  erf: `2 / sqrt(pi) * exp(-x^2) * x * (${Array.from({ length: 90 }, (_, k) => `1 + 2 * x^2 / ${2 * k + 3} * (`).join("")}1${")".repeat(90)})`,
};

function differentiable(formula: string): MathNode {
  return parse(formula).transform((node) => {
    if (!isFunctionNode(node) || REWRITTEN[node.fn.name] === undefined) return node;
    // What no number to differentiate by has a part in stays as it is.
    if (node.filter((each) => isSymbolNode(each) && /^[zpt]/.test(each.name)).length === 0) return node;
    const [x, y] = node.args.map((operand) => differentiable(operand.toString()));
    return parse(REWRITTEN[node.fn.name]!).transform((each) => {
      if (!isSymbolNode(each) || !["x", "y"].includes(each.name)) return each;
      return new ParenthesisNode(each.name === "x" ? x! : y!);
    });
  });
}

/** Not simplified, which would take most of the time. */
const slopeOf = (formula: string, symbol: string): MathNode =>
  derivative(differentiable(formula), symbol, { simplify: false });

/** The functions of formulas that mathjs doesn't have. */
const own = {
  step: (z: number): number => (z > 0 ? 1 : 0),
  sigmoid: (z: number): number => 1 / (1 + Math.exp(-z)),
};

describe("activations agree with their formula and its symbolic derivative", () => {
  const points = [-3.5, -1.2, -0.1, 0.3, 1.1, 2.5, 7];
  for (const { activation } of activations.filter(({ isOfRows }) => !isOfRows)) {
    const { value, derivative: written } = formulaOf(activation);
    test.each(points)(`${activation.name} at %d`, (z) => {
      const [a, dz] = [array(0), array(0)];
      activation.forward(kernels, a, array(z), 1, 1);
      activation.backward(kernels, dz, array(1), array(z), a, 1, 1);
      expect(a[0]).toBeCloseTo(evaluate(value, { z, ...own }), 13);
      expect(dz[0]).toBeCloseTo(slopeOf(value, "z").evaluate({ z }), 13);
      if (written) expect(dz[0]).toBeCloseTo(evaluate(written, { z, a: a[0], ...own }), 13);
    });
  }

  const rows = [
    [0, 0, 0],
    [1, -2, 0.5],
    [-4, 3, 2.9],
  ];
  for (const { activation } of activations.filter(({ isOfRows }) => isOfRows)) {
    const { value, derivative: diagonal, crossDerivative } = formulaOf(activation);
    // Where a stands in it, as its sign alone, it is as good as constant.
    const formula = forThree(value, "za");
    test.each(rows)(`${activation.name} at [%d, %d, %d]`, (...z) => {
      const a = array(0, 0, 0);
      activation.forward(kernels, a, array(...z), 1, 3);
      const scope = { ...scopeOf("z", z), ...scopeOf("a", [...a]), b: 0, ...own };
      expect(a[0]).toBeCloseTo(evaluate(formula, scope), 13);
      // With da = (1, 0, 0), dz is the first output's derivative with respect to each z.
      const dz = array(0, 0, 0);
      activation.backward(kernels, dz, array(1, 0, 0), array(...z), a, 1, 3);
      for (const i of [0, 1, 2]) {
        expect(dz[i]).toBeCloseTo(slopeOf(formula, `z${i}`).evaluate(scope), 13);
        const written = forThree((i === 0 ? diagonal : crossDerivative)!, "za");
        expect(dz[i]).toBeCloseTo(evaluate(written, { ...scope, b: a[i] }), 13);
      }
    });
  }
});

describe("losses agree with their formula and its symbolic derivative", () => {
  const cases = [
    { p: [0.2, 0.3, 0.5], t: [0, 0, 1] },
    { p: [0.7, 0.1, 0.2], t: [1, 0, 0] },
    { p: [0.25, 0.35, 0.4], t: [0.2, 0.5, 0.3] },
  ];
  for (const { loss, targetFor: taken = (row: readonly number[]): number[] => [...row] } of losses) {
    const { value: text, derivative: written } = formulaOf(loss);
    const formula = forThree(text, "pt");
    const isTaken = ({ t }: (typeof cases)[number]): boolean => !loss.formula!.oneHot || t.includes(1);
    test.each(cases.filter(isTaken))(`${loss.name} of $p for $t`, ({ p, t: row }) => {
      const t = taken(row);
      const scope = { ...scopeOf("p", p), ...scopeOf("t", t) };
      const target = targetFor(loss, t);
      const [value, gradient] = [valuesOf(loss, [p], [target]), gradientOf(loss, [p], [target])];
      expect(value[0]).toBeCloseTo(evaluate(formula, scope), 13);
      for (const i of [0, 1, 2]) {
        expect(gradient[i]).toBeCloseTo(slopeOf(formula, `p${i}`).evaluate(scope), 12);
        if (written) expect(gradient[i]).toBeCloseTo(evaluate(written, { p: p[i], t: t[i], size: 3, ...own }), 12);
      }
    });
  }
});

describe("optimizers move a parameter as their rule says", () => {
  const all: readonly Optimizer[] = [
    ...optimizers.map(({ optimizer }) => optimizer).filter(({ rule }) => rule !== undefined),
    new SGD({ learningRate: 0.05, momentum: 0.7, nesterov: true }),
    new Adam({ learningRate: 0.02, beta1: 0.5, beta2: 0.9, epsilon: 0.1 }),
    new RMSProp(0.01),
  ];
  test.each(all)("$name", (optimizer) => {
    const { lines, letters = {} } = optimizer.rule!;
    const scope: Record<string, unknown> = { ...own, ...optimizer, w: 0.7 };
    const meant = (name: string): string => letters[name] ?? name;
    for (const [letter, name] of Object.entries(letters)) scope[letter] = Reflect.get(optimizer, name);
    for (const slot of optimizer.slots) {
      for (const name of [slot, ...Object.keys(letters).filter((letter) => meant(letter) === slot)]) scope[name] = 0;
    }
    const frame = frameFor(optimizer, [{ fullName: "w", shape: [1] }]);
    const { value, gradient, slots } = frame;
    value[0] = 0.7;
    for (const [i, g] of [0.3, -1.2, 0.04, 2].entries()) {
      gradient[0] = g;
      frame.step = i + 1;
      optimizer.update(frame);
      Object.assign(scope, { g, t: i + 1 });
      // A rate by step is a setting, too.
      for (const name of Object.keys(scope)) {
        const setting: unknown = Reflect.get(optimizer, meant(name));
        if (typeof setting === "function") scope[name] = setting(i + 1);
      }
      for (const line of lines) evaluate(line, scope);
      expect(value[0]).toBeCloseTo(scope.w as number, 13);
      for (const slot of optimizer.slots) {
        const letter = Object.keys(letters).find((one) => letters[one] === slot) ?? slot;
        expect(slots[slot]![0]).toBeCloseTo(scope[letter] as number, 13);
      }
    }
  });
});
