import { Sequential, seededRandom } from "@nn/core";
import {
  type Equations,
  type Frame,
  type Layer,
  type ParameterSpec,
  type TrainFrame,
  uniform,
} from "@nn/core/component";
import { english, explain, french, parameterNames, toJson, toText } from "@nn/explain";
import { Activate, Dense, Dropout, Embedding, Flatten, Residual, relu, softmax, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { layerContract } from "@nn/testing";
import { expect, test } from "vitest";
import { broken } from "../../testing/broken.js";

const random = seededRandom("within");
const numbers = (length: number): number[] => Array.from({ length }, () => uniform(random, -1, 1));
const dense = (inputs: number, units: number, activation = tanh): Layer =>
  new Dense<number, number>(inputs, units, { activation });

const BODIES: Readonly<Record<string, readonly Layer[]>> = {
  "a dense layer": [dense(3, 3)],
  two: [dense(3, 2), dense(2, 3, softmax)],
  "an activation": [new Activate(relu)],
  "nothing that changes numbers": [new Dropout(0.5)],
  itself: [new Residual([dense(3, 3)])],
  "itself, twice": [dense(3, 3), new Residual([new Residual([dense(3, 3, relu)]), dense(3, 3)])],
};

function stack(body: readonly Layer[], isTold: boolean): Sequential {
  const residual = new Residual(body);
  if (!isTold) Object.defineProperty(residual, "equations", { value: undefined });
  const network = new Sequential([dense(2, 3), residual, dense(3, 2)], { seed: 3 });
  const values = Object.entries(network.getParameters() as Record<string, number[]>);
  const drawn = seededRandom("values");
  network.setParameters(
    Object.fromEntries(values.map(([name, array]) => [name, array.map(() => uniform(drawn, -1, 1))])),
  );
  return network;
}

test.each(Object.entries(BODIES))("a residual layer around %s has the derivatives of its passes", (_, body) => {
  const [told, silent] = [stack(body, true), stack(body, false)];
  const asked = { input: [numbers(2), numbers(2)], target: [numbers(2), numbers(2)], loss: meanSquaredError };
  const names = parameterNames(told);
  expect(names).toEqual(parameterNames(silent));
  const promises = broken(layerContract(new Residual(body), { inputShape: [3] }));
  expect(promises.filter((name) => name.startsWith("if it says"))).toEqual([]);
  for (const { name: parameter } of names.filter((_, i) => i % 4 === 1)) {
    for (const maximumPaths of [0, 10_000]) {
      const byFormulas = explain(told, { ...asked, parameter, maximumPaths });
      const inNumbers = explain(silent, { ...asked, parameter, maximumPaths });
      expect(Math.abs(byFormulas.gradient - inNumbers.gradient)).toBeLessThan(1e-14);
      expect(JSON.parse(toJson(byFormulas))).toEqual(byFormulas);
      for (const { formula, formulaValue } of byFormulas.forward) {
        expect(formula).not.toBe(null);
        expect(formulaValue).toBeUndefined();
      }
      const { chain } = byFormulas;
      if (chain.kind === "paths") expect(Math.abs(chain.elementary.value - byFormulas.gradient)).toBeLessThan(1e-14);
    }
  }
});

test("it is told with the layers within it", () => {
  const layers = [new Dense(1, 2, { activation: tanh }), new Residual([new Dense(2, 2)]), new Dense(2, 1)];
  const network = new Sequential(layers, { seed: 4 });
  const asked = { input: [1], target: [1], loss: meanSquaredError, significantDigits: 3 };
  const lines = (parameter: string, language: typeof english, maximumPaths = 36): string =>
    toText(explain(network, { ...asked, parameter, maximumPaths }), { language })
      .split("\n")
      .slice(3, -9)
      .join("\n");
  expect(lines("w1", english)).toMatchInlineSnapshot(`
    "The network: one input, one hidden layer of 2 neurons (h1_1, h1_2), the residual
    layer that gives 2 numbers (h2_1, h2_2), one output (o1). The loss L is the mean
    squared error (MSE).

    x: input, t: target, w: weight, b: bias, z: weighted sum, a: number inside of a
    layer, h: output of a hidden layer, o: output of the network, L: loss.

    Each number is rounded to 3 significant digits as it is written down, and used
    so from there on.

    f1 is the hyperbolic tangent:

      f1(z) = tanh(z)
      f1′(z) = 1 − f1(z)²

    f2 is the sigmoid function:

      f2(z) = 1 / (1 + e^(−z))
      f2′(z) = f2(z) · (1 − f2(z))

    Given
    ─────

    x1 = 1, t1 = 1, w1 = −0.907, b1 = 0, w2 = −0.777, b2 = 0, w3 = 0.206,
    w4 = −0.231, b3 = 0, w5 = 0.62, w6 = −0.418, b4 = 0, w7 = 0.368, w8 = 1.04,
    b5 = 0.

    Forward pass
    ────────────

      z_h1_1 = w1 · x1 + b1 = −0.907 · 1 + 0 = −0.907
      z_h1_2 = w2 · x1 + b2 = −0.777 · 1 + 0 = −0.777
      h1_1 = f1(z_h1_1) = f1(−0.907) = −0.72
      h1_2 = f1(z_h1_2) = f1(−0.777) = −0.651
      z_h2_1 = w3 · h1_1 + w4 · h1_2 + b3
             = 0.206 · (−0.72) + (−0.231 · (−0.651)) + 0 = 0.00206
      z_h2_2 = w5 · h1_1 + w6 · h1_2 + b4
             = 0.62 · (−0.72) + (−0.418 · (−0.651)) + 0 = −0.174
      a_h2_1 = f2(z_h2_1) = f2(0.00206) = 0.501
      a_h2_2 = f2(z_h2_2) = f2(−0.174) = 0.457
      h2_1 = h1_1 + a_h2_1 = −0.72 + 0.501 = −0.219
      h2_2 = h1_2 + a_h2_2 = −0.651 + 0.457 = −0.194
      z_o1 = w7 · h2_1 + w8 · h2_2 + b5
           = 0.368 · (−0.219) + 1.04 · (−0.194) + 0 = −0.282
      o1 = f2(z_o1) = f2(−0.282) = 0.43
      L = (t1 − o1)² = (1 − 0.43)² = 0.325

    The chain rule
    ──────────────

    There are three paths from w1 to the loss; what they give is added up.

    Path 1 of 3: w1 → h1_1 → a_h2_1 → h2_1 → o1 → L.

      ∂L/∂o1 = −2 · (t1 − o1) = −2 · (1 − 0.43) = −1.14
      f2′(z_o1) = 0.43 · (1 − 0.43) = 0.245
      ∂o1/∂h2_1 = w7 · f2′(z_o1) = w7 · o1 · (1 − o1) = 0.368 · 0.245 = 0.0902
      ∂h2_1/∂a_h2_1 = 1
      f2′(z_h2_1) = 0.501 · (1 − 0.501) = 0.25
      ∂a_h2_1/∂h1_1 = w3 · f2′(z_h2_1) = w3 · a_h2_1 · (1 − a_h2_1)
                    = 0.206 · 0.25 = 0.0515
      f1′(z_h1_1) = 1 − (−0.72)² = 0.482
      ∂h1_1/∂w1 = x1 · f1′(z_h1_1) = x1 · (1 − h1_1²) = 1 · 0.482 = 0.482
      ∂L/∂o1 · ∂o1/∂h2_1 · ∂h2_1/∂a_h2_1 · ∂a_h2_1/∂h1_1 · ∂h1_1/∂w1
        = −1.14 · 0.0902 · 1 · 0.0515 · 0.482 = −0.00255

    Path 2 of 3: w1 → h1_1 → a_h2_2 → h2_2 → o1 → L.

      ∂o1/∂h2_2 = w8 · f2′(z_o1) = w8 · o1 · (1 − o1) = 1.04 · 0.245 = 0.255
      ∂h2_2/∂a_h2_2 = 1
      f2′(z_h2_2) = 0.457 · (1 − 0.457) = 0.248
      ∂a_h2_2/∂h1_1 = w5 · f2′(z_h2_2) = w5 · a_h2_2 · (1 − a_h2_2)
                    = 0.62 · 0.248 = 0.154
      ∂L/∂o1 · ∂o1/∂h2_2 · ∂h2_2/∂a_h2_2 · ∂a_h2_2/∂h1_1 · ∂h1_1/∂w1
        = −1.14 · 0.255 · 1 · 0.154 · 0.482 = −0.0216

    Path 3 of 3: w1 → h1_1 → h2_1 → o1 → L.

      ∂h2_1/∂h1_1 = 1
      ∂L/∂o1 · ∂o1/∂h2_1 · ∂h2_1/∂h1_1 · ∂h1_1/∂w1
        = −1.14 · 0.0902 · 1 · 0.482 = −0.0496

    The sum of the paths:

      ∂L/∂w1 = −0.00255 + (−0.0216) + (−0.0496) = −0.0738

    If w1 rises by 0.01, L falls by about 0.000738.

    Check
    ─────"
  `);
  expect(lines("1.body.0.weight[3]", french, 0)).toMatchInlineSnapshot(`
    "Le réseau : une entrée, une couche cachée de 2 neurones (h1_1, h1_2), la couche
    résiduelle qui donne 2 nombres (h2_1, h2_2), une sortie (o1). La perte L est
    l’erreur quadratique moyenne (MSE).

    x : entrée ; t : cible (valeur attendue) ; w : poids ; b : biais ; z : somme
    pondérée ; a : nombre à l’intérieur d’une couche ; h : sortie d’une couche
    cachée ; o : sortie du réseau ; L : perte.

    Chaque nombre est arrondi à 3 chiffres significatifs quand on l’écrit, et
    utilisé ainsi par la suite.

    f1 est la tangente hyperbolique :

      f1(z) = tanh(z)
      f1′(z) = 1 − f1(z)²

    f2 est la fonction sigmoïde :

      f2(z) = 1 / (1 + e^(−z))
      f2′(z) = f2(z) · (1 − f2(z))

    Valeurs de départ
    ─────────────────

    x1 = 1 ; t1 = 1 ; w1 = −0,907 ; b1 = 0 ; w2 = −0,777 ; b2 = 0 ; w3 = 0,206 ;
    w4 = −0,231 ; b3 = 0 ; w5 = 0,62 ; w6 = −0,418 ; b4 = 0 ; w7 = 0,368 ;
    w8 = 1,04 ; b5 = 0.

    Propagation avant
    ─────────────────

      z_h1_1 = w1 · x1 + b1 = −0,907 · 1 + 0 = −0,907
      z_h1_2 = w2 · x1 + b2 = −0,777 · 1 + 0 = −0,777
      h1_1 = f1(z_h1_1) = f1(−0,907) = −0,72
      h1_2 = f1(z_h1_2) = f1(−0,777) = −0,651
      z_h2_1 = w3 · h1_1 + w4 · h1_2 + b3
             = 0,206 · (−0,72) + (−0,231 · (−0,651)) + 0 = 0,00206
      z_h2_2 = w5 · h1_1 + w6 · h1_2 + b4
             = 0,62 · (−0,72) + (−0,418 · (−0,651)) + 0 = −0,174
      a_h2_1 = f2(z_h2_1) = f2(0,00206) = 0,501
      a_h2_2 = f2(z_h2_2) = f2(−0,174) = 0,457
      h2_1 = h1_1 + a_h2_1 = −0,72 + 0,501 = −0,219
      h2_2 = h1_2 + a_h2_2 = −0,651 + 0,457 = −0,194
      z_o1 = w7 · h2_1 + w8 · h2_2 + b5
           = 0,368 · (−0,219) + 1,04 · (−0,194) + 0 = −0,282
      o1 = f2(z_o1) = f2(−0,282) = 0,43
      L = (t1 − o1)² = (1 − 0,43)² = 0,325

    La règle de la chaîne
    ─────────────────────

    Le chemin de w6 à la perte est suivi couche par couche, en partant de la perte.

    On note δ(o1) = ∂L/∂o1, et de même pour les autres.

      δ(o1) = −2 · (t1 − o1) = −2 · (1 − 0,43) = −1,14
      f2′(z_o1) = 0,43 · (1 − 0,43) = 0,245
      δ(z_o1) = f2′(z_o1) · δ(o1) = o1 · (1 − o1) · δ(o1) = 0,245 · (−1,14) = −0,279
      δ(h2_2) = w8 · δ(z_o1) = 1,04 · (−0,279) = −0,29
      δ(a_h2_2) = δ(h2_2) = −0,29
      f2′(z_h2_2) = 0,457 · (1 − 0,457) = 0,248
      δ(z_h2_2) = f2′(z_h2_2) · δ(a_h2_2) = a_h2_2 · (1 − a_h2_2) · δ(a_h2_2)
                = 0,248 · (−0,29) = −0,0719
      ∂L/∂w6 = h1_2 · δ(z_h2_2) = −0,651 · (−0,0719) = 0,0468

    Si w6 augmente de 0,01, L augmente d’environ 0,000471.

    Vérification
    ────────────"
  `);
});

/** Two stacks side by side, whose outputs are put behind one another: an author's layer, with its passes and its equations. */
class Fork implements Layer<never, never, never, "left" | "right"> {
  readonly name = "Fork";
  readonly left: readonly Layer[];
  readonly right: readonly Layer[];
  readonly size: number;
  constructor(size: number, left: readonly Layer[], right: readonly Layer[]) {
    this.size = size;
    this.left = left;
    this.right = right;
  }
  outputShape(_: readonly number[], { left, right }: Record<"left" | "right", readonly number[]>): readonly number[] {
    return [left[0]! + right[0]!];
  }
  parameters(): Record<never, never> {
    return {};
  }
  saved(): Record<never, never> {
    return {};
  }
  branches(): Record<"left" | "right", readonly Layer[]> {
    return { left: this.left, right: this.right };
  }
  forward({ batch, outputSize, y, branches: { left, right } }: Frame<never, never, never, "left" | "right">): void {
    left.forward();
    right.forward();
    const rest = outputSize - this.size;
    for (let row = 0; row < batch; row++) {
      y.set(left.y.subarray(row * this.size, (row + 1) * this.size), row * outputSize);
      y.set(right.y.subarray(row * rest, (row + 1) * rest), row * outputSize + this.size);
    }
  }
  backward({
    batch,
    inputSize,
    outputSize,
    dx,
    dy,
    branches,
  }: TrainFrame<never, never, never, "left" | "right">): void {
    const { left, right } = branches;
    const rest = outputSize - this.size;
    for (let row = 0; row < batch; row++) {
      left.dy.set(dy.subarray(row * outputSize, row * outputSize + this.size), row * this.size);
      right.dy.set(dy.subarray(row * outputSize + this.size, (row + 1) * outputSize), row * rest);
    }
    left.backward();
    right.backward();
    if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = left.dx![i]! + right.dx![i]!;
  }
  equations([inputs = 0]: readonly number[]): Equations[] {
    const { size } = this;
    const reads = (i: number) => ({
      y: i < size ? { branch: "left", element: i } : { branch: "right", element: i - size },
      x: { input: i % inputs },
    });
    return [{ formula: "y + 0 * x", size: size + 1, reads }];
  }
}

test("two branches, by formulas and in numbers", () => {
  const fork = (isTold: boolean): Sequential => {
    const inner = new Fork(2, [dense(3, 2)], [dense(3, 2), new Residual([dense(2, 2)]), dense(2, 1)]);
    const outer = new Fork(3, [new Residual([inner])], [dense(3, 1)]);
    if (!isTold) Object.defineProperty(outer, "equations", { value: undefined });
    return new Sequential([dense(2, 3), outer, dense(4, 2)], { seed: 6 });
  };
  const [told, silent] = [fork(true), fork(false)];
  const asked = { input: [numbers(2), numbers(2)], target: [numbers(2), numbers(2)], loss: meanSquaredError };
  const names = parameterNames(told);
  expect(names.map(({ fullName }) => fullName)).toContain("1.left.0.body.0.right.1.body.0.weight");
  expect(broken(layerContract(told.layers[1]!, { inputShape: [3] }))).toEqual([]);
  for (const { name: parameter } of names.filter((_, i) => i % 3 === 0)) {
    for (const maximumPaths of [0, 10_000]) {
      const byFormulas = explain(told, { ...asked, parameter, maximumPaths });
      const inNumbers = explain(silent, { ...asked, parameter, maximumPaths });
      expect(Math.abs(byFormulas.gradient - inNumbers.gradient)).toBeLessThan(1e-14);
      expect(byFormulas.check.verdict).not.toBe("wrong");
      expect(byFormulas.forward.every(({ formula }) => formula !== null)).toBe(true);
    }
  }
});

/** A layer whose lists read each other: the numbers less their mean, divided by their spread, and a gate. */
class Normed implements Layer<"gain", never> {
  readonly name = "Normed";
  readonly keepsShape = true;
  outputShape(input: readonly number[]): readonly number[] {
    return input;
  }
  parameters(input: readonly number[]): Record<"gain", ParameterSpec> {
    return { gain: { shape: input, initializer: { name: "ones", fill: (v) => void v.fill(1) }, fanIn: 1, fanOut: 1 } };
  }
  saved(): Record<never, never> {
    return {};
  }
  forward({ batch, inputSize: size, x, y, parameters: { gain } }: Frame<"gain", never>): void {
    for (let row = 0; row < batch; row++) {
      const own = Array.from(x.subarray(row * size, (row + 1) * size));
      const mean = own.reduce((sum, value) => sum + value, 0) / size;
      const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
      for (const [i, value] of own.entries()) {
        y[row * size + i] = (gain[i]! * (value - mean)) / Math.sqrt(variance + 0.1) + value * mean;
      }
    }
  }
  /** Not the derivatives: those of the equations are compared with differences. */
  backward({ dx }: TrainFrame<"gain", never>): void {
    dx?.fill(0);
  }
  equations([size = 0]: readonly number[]): Equations[] {
    const all = (list?: number) =>
      Array.from({ length: size }, (_, element) => (list === undefined ? element : { list, element }));
    return [
      { formula: "mean(x)", size: 1, reads: () => ({ x: all() }) },
      { formula: "x - m", size, reads: (i) => ({ x: { input: i }, m: { list: 0, element: 0 } }) },
      { formula: "mean(d^2)", size: 1, reads: () => ({ d: all(1) }) },
      {
        formula: "w * d / sqrt(v + 0.1) + x * m",
        size,
        reads: (i) => ({
          w: { parameter: "gain", element: i },
          d: { list: 1, element: i },
          v: 0,
          x: { input: i },
          m: { list: 0, element: 0 },
        }),
      },
    ];
  }
}

test("lists that read earlier lists and the layer's input", () => {
  const network = new Sequential([dense(2, 3), new Normed(), dense(3, 1)], { seed: 2 });
  const promises = broken(layerContract(new Normed(), { inputShape: [3] }));
  expect(promises.filter((name) => name.startsWith("if it says"))).toEqual([]);
  const asked = { input: [0.5, -1], target: [1], loss: meanSquaredError };
  const loss = (name: string, by: number): number => {
    const moved = network.getParameters() as Record<string, number[]>;
    const { fullName, element } = parameterNames(network).find((one) => one.name === name)!;
    const copy = { ...moved, [fullName]: moved[fullName]!.map((value, i) => (i === element ? value + by : value)) };
    const other = new Sequential([dense(2, 3), new Normed(), dense(3, 1)]);
    other.setParameters(copy);
    return ((other.predict([0.5, -1]) as number[])[0]! - 1) ** 2;
  };
  for (const { name } of parameterNames(network)) {
    const slope = (loss(name, 1e-6) - loss(name, -1e-6)) / 2e-6;
    for (const maximumPaths of [0, 10_000]) {
      expect(explain(network, { ...asked, parameter: name, maximumPaths }).gradient).toBeCloseTo(slope, 8);
    }
  }
});

test("an embedding, whose indices stay what they are", () => {
  expect(broken(layerContract(new Embedding(7, 2), { inputShape: [2] }))).toEqual([]);
  const network = new Sequential([new Embedding(1300, 2), new Flatten(), dense(4, 1)], { inputShape: [2], seed: 1 });
  const asked = { input: [1234, 2] as never, target: [1], loss: meanSquaredError, significantDigits: 3 };
  const { forward, gradient, check } = explain(network, { ...asked, parameter: "0.table[2469]" });
  expect(forward.slice(0, 2).map(({ symbol, formula }) => `${symbol} = ${formula}`)).toEqual([
    "h1_1 = w2469",
    "h1_2 = w2470",
  ]);
  expect(gradient / check.measured).toBeCloseTo(1, 1);
  expect(explain(network, { ...asked, parameter: "w1" }).gradient).toBe(0);
});
