import { Sequential } from "@nn/core";
import { english, explain, french, toText } from "@nn/explain";
import { Dense, Residual, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { expect, test } from "vitest";

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
