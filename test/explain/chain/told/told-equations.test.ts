import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { english, explain, french, type RenderOptions, toLatex, toText } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";
import { ownLayers } from "../equations/equations.js";

const told = (layer: Layer, options: RenderOptions, tell = toText): string[] => {
  const layers = [layer, new Dense<number, number>(layer.outputShape([3])[0]!, 1)];
  const network = new Sequential(layers, { inputShape: [3], seed: 3 });
  const asked = { input: [1, 0.5, -0.5], target: [1], loss: meanSquaredError, parameter: "w1", significantDigits: 3 };
  return tell(explain(network, asked), options).split("\n");
};

test("a scale is told like any layer, in both languages", () => {
  const lines = (language: typeof english): string[] =>
    told(new Scale(), { language }).filter((line) => /h1|z/.test(line));
  expect(lines(english)).toMatchInlineSnapshot(`
    [
      "The network: 3 inputs, one hidden layer of 3 neurons (h1, h2, h3), one output",
      "x: input, t: target, w: weight, b: bias, z: weighted sum, h: output of a hidden",
      "  f(z) = 1 / (1 + e^(−z))",
      "  f′(z) = f(z) · (1 − f(z))",
      "  h1 = w1 · x1 = 1 · 1 = 1",
      "  z_o1 = w4 · h1 + w5 · h2 + w6 · h3 + b1",
      "  o1 = f(z_o1) = f(−0.269) = 0.433",
      "  f′(z_o1) = 0.433 · (1 − 0.433) = 0.246",
      "  ∂o1/∂h1 = w4 · f′(z_o1) = w4 · o1 · (1 − o1) = 0.101 · 0.246 = 0.0248",
      "  ∂h1/∂w1 = x1 = 1",
      "  ∂L/∂w1 = ∂L/∂o1 · ∂o1/∂h1 · ∂h1/∂w1 = −1.13 · 0.0248 · 1 = −0.028",
    ]
  `);
  expect(lines(french)).toMatchInlineSnapshot(`
    [
      "Le réseau : 3 entrées, une couche cachée de 3 neurones (h1, h2, h3), une sortie",
      "x : entrée ; t : cible (valeur attendue) ; w : poids ; b : biais ; z : somme",
      "  f(z) = 1 / (1 + e^(−z))",
      "  f′(z) = f(z) · (1 − f(z))",
      "  h1 = w1 · x1 = 1 · 1 = 1",
      "  z_o1 = w4 · h1 + w5 · h2 + w6 · h3 + b1",
      "  o1 = f(z_o1) = f(−0,269) = 0,433",
      "  f′(z_o1) = 0,433 · (1 − 0,433) = 0,246",
      "  ∂o1/∂h1 = w4 · f′(z_o1) = w4 · o1 · (1 − o1) = 0,101 · 0,246 = 0,0248",
      "  ∂h1/∂w1 = x1 = 1",
      "  ∂L/∂w1 = ∂L/∂o1 · ∂o1/∂h1 · ∂h1/∂w1 = −1,13 · 0,0248 · 1 = −0,028",
    ]
  `);
});

test("a shared weight has a path through each of its sums, and steps inside of a layer have names", () => {
  const shared = ownLayers["one weight in several steps, and in several terms"];
  expect(told(shared, { language: english })).toMatchInlineSnapshot(`
    [
      "Where ∂L/∂w1 comes from",
      "═══════════════════════",
      "",
      "The network: 3 inputs, one hidden layer of 2 neurons (h1, h2), one output (o1).",
      "The loss L is the mean squared error (MSE).",
      "",
      "x: input, t: target, w: weight, b: bias, z: weighted sum, a: value of an",
      "activation, h: output of a hidden neuron, o: output of the network, L: loss.",
      "",
      "Each number is rounded to 3 significant digits as it is written down, and used",
      "so from there on.",
      "",
      "f1 is the sigmoid function:",
      "",
      "  f1(z) = 1 / (1 + e^(−z))",
      "  f1′(z) = f1(z) · (1 − f1(z))",
      "",
      "f2 is the hyperbolic tangent:",
      "",
      "  f2(z) = tanh(z)",
      "  f2′(z) = 1 − f2(z)²",
      "",
      "Given",
      "─────",
      "",
      "x1 = 1, x2 = 0.5, x3 = −0.5, t1 = 1, w1 = 0.397, w2 = 0.243, w3 = 0.562,",
      "w4 = 0.117, w5 = −0.546, b1 = 0.",
      "",
      "Forward pass",
      "────────────",
      "",
      "  z_h1 = w1 · x1 + w1 · x2 + w1 = 0.397 · 1 + 0.397 · 0.5 + 0.397 = 0.993",
      "  z_h2 = w2 · x3 + w3 · x3 = 0.243 · (−0.5) + 0.562 · (−0.5) = −0.403",
      "  a_h1 = f1(z_h1) = f1(0.993) = 0.73",
      "  a_h2 = f1(z_h2) = f1(−0.403) = 0.401",
      "  z2_h1 = w1 · a_h1 + w2 · a_h2 = 0.397 · 0.73 + 0.243 · 0.401 = 0.387",
      "  z2_h2 = w3 · a_h2 + w1 = 0.562 · 0.401 + 0.397 = 0.622",
      "  h1 = f2(z2_h1) = f2(0.387) = 0.369",
      "  h2 = f2(z2_h2) = f2(0.622) = 0.553",
      "  z_o1 = w4 · h1 + w5 · h2 + b1 = 0.117 · 0.369 + (−0.546 · 0.553) + 0 = −0.259",
      "  o1 = f1(z_o1) = f1(−0.259) = 0.436",
      "  L = (t1 − o1)² = (1 − 0.436)² = 0.318",
      "",
      "The chain rule",
      "──────────────",
      "",
      "There are three paths from w1 to the loss; what they give is added up.",
      "",
      "Path 1 of 3: w1 → a_h1 → h1 → o1 → L.",
      "",
      "  ∂L/∂o1 = −2 · (t1 − o1) = −2 · (1 − 0.436) = −1.13",
      "  f1′(z_o1) = 0.436 · (1 − 0.436) = 0.246",
      "  ∂o1/∂h1 = w4 · f1′(z_o1) = w4 · o1 · (1 − o1) = 0.117 · 0.246 = 0.0288",
      "  f2′(z2_h1) = 1 − 0.369² = 0.864",
      "  ∂h1/∂a_h1 = w1 · f2′(z2_h1) = w1 · (1 − h1²) = 0.397 · 0.864 = 0.343",
      "  f1′(z_h1) = 0.73 · (1 − 0.73) = 0.197",
      "  ∂a_h1/∂w1 = (x1 + x2 + 1) · f1′(z_h1) = (x1 + x2 + 1) · a_h1 · (1 − a_h1)",
      "            = 2.5 · 0.197 = 0.493",
      "  ∂L/∂o1 · ∂o1/∂h1 · ∂h1/∂a_h1 · ∂a_h1/∂w1",
      "    = −1.13 · 0.0288 · 0.343 · 0.493 = −0.0055",
      "",
      "Path 2 of 3: w1 → h1 → o1 → L.",
      "",
      "  ∂h1/∂w1 = a_h1 · f2′(z2_h1) = a_h1 · (1 − h1²) = 0.73 · 0.864 = 0.631",
      "  ∂L/∂o1 · ∂o1/∂h1 · ∂h1/∂w1 = −1.13 · 0.0288 · 0.631 = −0.0205",
      "",
      "Path 3 of 3: w1 → h2 → o1 → L.",
      "",
      "  ∂o1/∂h2 = w5 · f1′(z_o1) = w5 · o1 · (1 − o1) = −0.546 · 0.246 = −0.134",
      "  f2′(z2_h2) = 1 − 0.553² = 0.694",
      "  ∂h2/∂w1 = f2′(z2_h2) = 1 − h2² = 0.694",
      "  ∂L/∂o1 · ∂o1/∂h2 · ∂h2/∂w1 = −1.13 · (−0.134) · 0.694 = 0.105",
      "",
      "The sum of the paths:",
      "",
      "  ∂L/∂w1 = −0.0055 + (−0.0205) + 0.105 = 0.079",
      "",
      "If w1 rises by 0.01, L rises by about 0.000793.",
      "",
      "Check",
      "─────",
      "",
      "Check by central differences, without rounding: 0.0793412 (relative difference",
      "6 · 10⁻¹²). The measurement is good to 4.9 · 10⁻¹¹: the derivative 0.0793412",
      "agrees with it.",
      "",
      "By hand, with 3 significant digits at each step, the result is 0.079; without",
      "rounding on the way it is 0.0793 (0.0793412). The difference is nothing but",
      "rounding.",
      "",
    ]
  `);
  const latex = told(shared, { language: french }, toLatex);
  expect(latex.filter((line) => /z_\{2/.test(line))).toMatchInlineSnapshot(`
    [
      "z_{2,h_{1}} &= w_{1} \\cdot a_{h_{1}} + w_{2} \\cdot a_{h_{2}} \\\\",
      "z_{2,h_{2}} &= w_{3} \\cdot a_{h_{2}} + w_{1} \\\\",
      "h_{1} &= f_{2}\\left(z_{2,h_{1}}\\right) \\\\",
      "h_{2} &= f_{2}\\left(z_{2,h_{2}}\\right) \\\\",
      "f'_{2}\\left(z_{2,h_{1}}\\right) &= 1 - {0{,}369}^{2} \\\\",
      "\\frac{\\partial h_{1}}{\\partial a_{h_{1}}} &= w_{1} \\cdot f'_{2}\\left(z_{2,h_{1}}\\right) \\\\",
      "\\frac{\\partial h_{1}}{\\partial w_{1}} &= a_{h_{1}} \\cdot f'_{2}\\left(z_{2,h_{1}}\\right) \\\\",
      "f'_{2}\\left(z_{2,h_{2}}\\right) &= 1 - {0{,}553}^{2} \\\\",
      "\\frac{\\partial h_{2}}{\\partial w_{1}} &= f'_{2}\\left(z_{2,h_{2}}\\right) \\\\",
    ]
  `);
  const activated = told(ownLayers["an activation, and then sums"], { language: french });
  expect(activated.filter((line) => /a_h1/.test(line))).toMatchInlineSnapshot(`
    [
      "  a_h1 = f1(x1) = f1(1) = 0,762",
      "  h1 = w1 · a_h1 + w2 · a_h3 + b1",
      "  ∂h1/∂w1 = a_h1 = 0,762",
    ]
  `);
});
