import type { Random } from "@nn/core/component";
import { chosen } from "./random-formulas.js";

const LEAVES = ["x", "x", "x", "(x - 1)", "(x + 0.5)", "(x - 0.3)", "2", "0.5"];
const WRAPPED = [
  "sin(#)",
  "cos(#)",
  "atan(#)",
  "tanh(#)",
  "sigmoid(#)",
  "exp(-abs(#))",
  "log1p(exp(-abs(#)))",
  "abs(#)",
  "max(#, 0)",
  "min(#, 1)",
  "max(#, 0.2 * #)",
  "(#)^2",
  "(#)^3",
  "sqrt((#)^2)",
  "sqrt(1 + (#)^2)",
  "log(1 + (#)^2)",
  "log10(2 + (#)^2)",
  "1 / (1 + (#)^2)",
  "sign(#)",
  "step(#)",
  "floor(#)",
  // With poles and without values, for some of what they are made of.
  "1 / (#)",
  "log(abs(#))",
  "(#)^-1",
  "sqrt(#)",
];

function drawn(random: Random, depth: number): string {
  if (depth === 0) return chosen(random, LEAVES);
  if (random() < 0.45) {
    return `(${drawn(random, depth - 1)} ${chosen(random, ["+", "-", "*"])} ${drawn(random, depth - 1)})`;
  }
  return chosen(random, WRAPPED).replaceAll("#", drawn(random, depth - 1));
}

const KNOWN = [
  "max(x, 0) + log1p(exp(-abs(x)))",
  "max(0, x) + min(0, x)",
  "max(0, x) + 0.2 * min(0, x)",
  "exp(exp(x) / 5)",
  "exp(exp(x / 2))",
  "exp(-exp(-x))",
  "x * sigmoid(1.702 * x)",
  "x * (1 + erf(x / sqrt(2))) / 2",
  "1 / (x^2 + 0.001)",
  "x / (x^2 + 0.0001)",
  "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
  "exp(x)^2 / (1 + exp(x)^2)",
  "1e6 * x^5 - 1e6 * x^5 + x",
  "sin(30 * x)",
  "cosh(x)^4",
  "tanh(20 * x)",
  "1 / x",
  "1 / (x - 3)",
  "1 / (x - 0.3)",
  "1 / (x^2 - 2)",
  "1 / (x - 1 / 3)^2",
  "1 / sin(x)",
  "log(abs(x))",
  "log(x^2)",
  "log((x^2 - 3)^2)",
  "x^-1",
  "(exp(x) - 1) / x",
  "sin(x) / x",
  "sqrt(x^2 - 0.00001)",
  "sqrt(x + 7.999)",
  "x^0.5",
  "sign(x - 0.3) * sqrt(abs(x - 0.3))",
  "1 / (1 - cos(x - 0.3))",
  "sqrt(max(x, 0))",
  "sqrt(max(x - 0.3, 0))",
  "sqrt(max(x^2 - 2, 0))",
  "sqrt(abs(x))",
  "sign(x) * abs(x)^(2 / 3)",
  "abs(x)^x",
  "atan(1 / x)",
  "atan(1 / (x^2 - 2))",
  "1 / (1 + exp(-1 / x))",
];

const KNOWN_LOSSES = [
  "max(p, 0) - p * y + log1p(exp(-abs(p)))",
  "(y - p)^2",
  "abs(p - y)",
  "log(cosh(p - y))",
  "max(0, 1 - (2 * y - 1) * p)",
  "max(0, 1 - (2 * y - 1) * p)^2",
  "sqrt(1 + (p - y)^2) - 1",
  "max(0.9 * (y - p), 0.1 * (p - y))",
  "min(abs(p - y), 0.5) * (abs(p - y) - 0.5 * min(abs(p - y), 0.5))",
  "1 / (p - y)",
  "1 / (p - 0.5)",
  "log(abs(p - y))",
  "(p - y)^2 / abs(p - y)",
  "1 / (3 * p - 1)",
  "sqrt(max(p - y, 0))",
  "sqrt(abs(p - y))",
  "abs(p - y)^1.5",
];

/** 250 activations. */
export function activationTexts(random: Random): string[] {
  const texts = [...KNOWN];
  while (texts.length < 250) {
    const text = drawn(random, 1 + Math.floor(random() * 3));
    if (/\bx\b/.test(text)) texts.push(text);
  }
  return texts;
}

/** 50 losses. */
export function lossTexts(random: Random): string[] {
  const texts = [...KNOWN_LOSSES];
  while (texts.length < 50) {
    const text = drawn(random, 1 + Math.floor(random() * 2)).replace(/\bx\b/g, "(p - y)");
    if (/\bp\b/.test(text)) texts.push(text);
  }
  return texts;
}
