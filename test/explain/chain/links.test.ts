import { Sequential, seededRandom } from "@nn/core";
import { type Layer, uniform } from "@nn/core/component";
import { english, explain, french, parameterNames, type RenderOptions, toLatex, toText } from "@nn/explain";
import { Dense, relu, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";
import { broken } from "../../testing/broken.js";
import { Steps, strangers, sums } from "./links.js";

const draw = (seed: string, rows: number, size: number): number[][] => {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => Array.from({ length: size }, () => uniform(random, -1, 1)));
};

describe.each(Object.entries<Layer>(strangers))("a stranger's layer, %s", (_, layer) => {
  const stack = () => {
    const size = layer.outputShape([3])[0]!;
    const layers = [new Dense<number, number>(2, 3), layer, new Dense<number, number>(size, 2, { activation: relu })];
    const network = new Sequential(layers, { seed: 4 });
    const [random, values] = [seededRandom("values"), network.getParameters() as Record<string, number[]>];
    const drawn = Object.entries(values).map(([name, array]) => [name, array.map(() => uniform(random, 0.2, 1))]);
    network.setParameters(Object.fromEntries(drawn));
    return network;
  };

  test("does what its links say", () => {
    expect(broken(layerContract(layer, { inputShape: [3] }))).toEqual([]);
  });

  test.each([[0], [100]])("has the gradients of its own code, written as %i paths at most", (maximumPaths) => {
    const network = stack();
    const [input, target] = [draw("inputs", 2, 2), draw("targets", 2, 2)];
    const trainer = network.trainer({
      loss: meanSquaredError,
      optimizer: new SGD({ learningRate: 0 }),
      batchSize: 2,
    });
    trainer.step(input, target);
    const gradients = trainer.gradients();
    const names = parameterNames(network);
    expect(names).toHaveLength(Object.values(gradients).flat().length);
    for (const { name, fullName, element } of names) {
      const asked = { input, target, loss: meanSquaredError, parameter: name, maximumPaths };
      const { gradient, chain, forward, check } = explain(network, asked);
      expect(Math.abs(gradient - gradients[fullName]![element]!)).toBeLessThan(1e-14);
      expect(check.verdict).not.toBe("wrong");
      const hasPaths = chain.kind === "paths" || chain.pathCount > 0;
      expect(chain.kind).toBe(maximumPaths > 0 && hasPaths ? "paths" : "layers");
      if (chain.kind === "paths") expect(Math.abs(chain.elementary.value - gradient)).toBeLessThan(1e-14);
      for (const { formulaValue } of forward) expect(formulaValue).toBeUndefined();
    }
  });
});

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
  const shared = strangers["one weight in several steps, and in several terms"];
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
  const activated = told(strangers["an activation, and then sums"], { language: french });
  expect(activated.filter((line) => /a_h1/.test(line))).toMatchInlineSnapshot(`
    [
      "  a_h1 = f1(x1) = f1(1) = 0,762",
      "  h1 = w1 · a_h1 + w2 · a_h3 + b1",
      "  ∂h1/∂w1 = a_h1 = 0,762",
    ]
  `);
});

test("a parameter that no path leads from has a derivative of 0", () => {
  const network = new Sequential([new Dense<number, number>(1, 3), strangers["a sum without terms"]], { seed: 1 });
  const asked = { input: [1], target: [1, 1, 1], loss: meanSquaredError, parameter: "w3" };
  const explanation = explain(network, asked);
  expect(explanation.gradient).toBe(0);
  const lines = (language: typeof english): string[] =>
    toText(explanation, { language })
      .split("\n")
      .filter((line) => /w3/.test(line));
  expect(lines(english)).toMatchInlineSnapshot(`
    [
      "Where ∂L/∂w3 comes from",
      "w2 = 0.5720329770877801, b2 = 0, w3 = −0.18389029430348658, b3 = 0,",
      "  z_h3 = w3 · x1 + b3 = −0.18389029430348658 · 1 + 0 = −0.18389029430348658",
      "No path leads from w3 to the loss.",
      "  ∂L/∂w3 = x1 · δ(z_h3) = 1 · 0 = 0",
      "If w3 changes a little, L hardly changes.",
    ]
  `);
  expect(lines(french)).toMatchInlineSnapshot(`
    [
      "D’où vient ∂L/∂w3",
      "w2 = 0,5720329770877801 ; b2 = 0 ; w3 = −0,18389029430348658 ; b3 = 0 ;",
      "  z_h3 = w3 · x1 + b3 = −0,18389029430348658 · 1 + 0 = −0,18389029430348658",
      "Aucun chemin ne mène de w3 à la perte.",
      "  ∂L/∂w3 = x1 · δ(z_h3) = 1 · 0 = 0",
      "Si w3 varie un peu, L ne varie presque pas.",
    ]
  `);
});

test("a saturated unit behind a shared weight has its derivative with 400 digits", () => {
  const far = new Steps(1, 2, [sums("x0*w0 + w1", "x0*w0 + w0"), { activation: sigmoid }]);
  const network = new Sequential([far, new Dense<number, number>(2, 1)]);
  network.setParameters({ "0.weight": [40, 0], "1.weight": [1, 1], "1.bias": [0] });
  const asked = { input: [1], target: [1], loss: meanSquaredError, parameter: "w1" };
  const { preciseGradient } = explain(network, asked);
  // o = σ(σ(40) + σ(80)), of which the first has a slope of e^−40, and the second one that is 10¹⁷ times smaller.
  const o = 1 / (1 + Math.exp(-2));
  expect(preciseGradient! / (2 * (o - 1) * o * (1 - o) * Math.exp(-40))).toBeCloseTo(1, 12);
});
