import { Sequential } from "@nn/core";
import { english, explain, french, toText } from "@nn/explain";
import { Dense, Residual, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, test } from "vitest";

import { silent } from "../silent.js";

const told = (language: typeof english, parameter: string, maximumPaths = 36): string => {
  const layers = [new Dense(1, 2, { activation: tanh }), silent(new Residual([new Dense(2, 2)])), new Dense(2, 1)];
  const network = new Sequential(layers, { seed: 4 });
  const adam = new Adam({ learningRate: 0.1 });
  const asked = { input: [1], target: [1], loss: meanSquaredError, parameter, significantDigits: 3, optimizer: adam };
  return toText(explain(network, { ...asked, maximumPaths }), { language });
};

test("what it computes is told in numbers, in both languages", () => {
  expect(told(english, "1.body.0.weight[3]")).toMatchInlineSnapshot(`
    "Where ∂L/∂w6 comes from
    ═══════════════════════

    The network: one input, one hidden layer of 2 neurons (h1_1, h1_2), the residual
    layer that gives 2 numbers (h2_1, h2_2), one output (o1). The loss L is the mean
    squared error (MSE).

    x: input, t: target, w: weight, b: bias, z: weighted sum, h: output of a hidden
    layer, o: output of the network, L: loss.

    Each number is rounded to 3 significant digits as it is written down, and used
    so from there on.

    f1 is the hyperbolic tangent:

      f1(z) = tanh(z)
      f1′(z) = 1 − f1(z)²

    f2 is the sigmoid function:

      f2(z) = 1 / (1 + e^(−z))
      f2′(z) = f2(z) · (1 − f2(z))

    For the residual layer, no formula is written here: its values and derivatives
    are the numbers that its own code gives.

    Given
    ─────

    x1 = 1, t1 = 1, w1 = −0.907, b1 = 0, w2 = −0.777, b2 = 0, w6 = −0.418,
    w7 = 0.368, w8 = 1.04, b5 = 0.

    Forward pass
    ────────────

      z_h1_1 = w1 · x1 + b1 = −0.907 · 1 + 0 = −0.907
      z_h1_2 = w2 · x1 + b2 = −0.777 · 1 + 0 = −0.777
      h1_1 = f1(z_h1_1) = f1(−0.907) = −0.72
      h1_2 = f1(z_h1_2) = f1(−0.777) = −0.651
      h2_1 = −0.219
      h2_2 = −0.194
      z_o1 = w7 · h2_1 + w8 · h2_2 + b5
           = 0.368 · (−0.219) + 1.04 · (−0.194) + 0 = −0.282
      o1 = f2(z_o1) = f2(−0.282) = 0.43
      L = (t1 − o1)² = (1 − 0.43)² = 0.325

    The chain rule
    ──────────────

    One path leads from w6 to the loss.

      ∂L/∂o1 = −2 · (t1 − o1) = −2 · (1 − 0.43) = −1.14
      f2′(z_o1) = 0.43 · (1 − 0.43) = 0.245
      ∂o1/∂h2_2 = w8 · f2′(z_o1) = w8 · o1 · (1 − o1) = 1.04 · 0.245 = 0.255
      ∂h2_2/∂w6 = −0.162
      ∂L/∂w6 = ∂L/∂o1 · ∂o1/∂h2_2 · ∂h2_2/∂w6 = −1.14 · 0.255 · (−0.162) = 0.0471

    If w6 rises by 0.01, L rises by about 0.000471. Adam lowers w6.

    Check
    ─────

    Check by central differences, without rounding: 0.0471114 (relative difference
    3 · 10⁻¹¹). The measurement is good to 1.1 · 10⁻¹¹: the derivative 0.0471114
    agrees with it.

    By hand, with 3 significant digits at each step, the result is 0.0471; without
    rounding on the way it is 0.0471 (0.0471114). The difference is nothing but
    rounding.

    Update
    ──────

    Update by Adam, learning rate η = 0.1, β1 = 0.9, β2 = 0.999, ε = 1 · 10⁻⁸, in
    the first step t = 1, at first m = 0, at first v = 0:

    The change η · m̂ / (√(v̂) + ε) is rounded to 3 significant digits; the new w6
    isn't rounded again, and keeps all its decimals.

      m ← β1 · m + (1 − β1) · ∂L/∂w6 = 0.9 · 0 + (1 − 0.9) · 0.0471 = 0.00471
      v ← β2 · v + (1 − β2) · (∂L/∂w6)²
        = 0.999 · 0 + (1 − 0.999) · 0.0471² = 2.22 · 10⁻⁶
      m̂ = 1 / (1 − β1^t) · m = 1 / (1 − 0.9¹) · 0.00471 = 0.0471
      v̂ = 1 / (1 − β2^t) · v = 1 / (1 − 0.999¹) · 2.22 · 10⁻⁶ = 0.00222
      η · m̂ / (√(v̂) + ε) = 0.1 · 0.0471 / (√(0.00222) + 1 · 10⁻⁸) = 0.1
      w6 ← w6 − η · m̂ / (√(v̂) + ε) = −0.418 − 0.1 = −0.518
    "
  `);
  expect(told(french, "w1", 0)).toMatchInlineSnapshot(`
    "D’où vient ∂L/∂w1
    ═════════════════

    Le réseau : une entrée, une couche cachée de 2 neurones (h1_1, h1_2), la couche
    résiduelle qui donne 2 nombres (h2_1, h2_2), une sortie (o1). La perte L est
    l’erreur quadratique moyenne (MSE).

    x : entrée ; t : cible (valeur attendue) ; w : poids ; b : biais ; z : somme
    pondérée ; h : sortie d’une couche cachée ; o : sortie du réseau ; L : perte.

    Chaque nombre est arrondi à 3 chiffres significatifs quand on l’écrit, et
    utilisé ainsi par la suite.

    f1 est la tangente hyperbolique :

      f1(z) = tanh(z)
      f1′(z) = 1 − f1(z)²

    f2 est la fonction sigmoïde :

      f2(z) = 1 / (1 + e^(−z))
      f2′(z) = f2(z) · (1 − f2(z))

    Pour la couche résiduelle, aucune formule n’est écrite ici : ses valeurs et ses
    dérivées sont les nombres que donne son propre code.

    Valeurs de départ
    ─────────────────

    x1 = 1 ; t1 = 1 ; w1 = −0,907 ; b1 = 0 ; w2 = −0,777 ; b2 = 0 ; w7 = 0,368 ;
    w8 = 1,04 ; b5 = 0.

    Propagation avant
    ─────────────────

      z_h1_1 = w1 · x1 + b1 = −0,907 · 1 + 0 = −0,907
      z_h1_2 = w2 · x1 + b2 = −0,777 · 1 + 0 = −0,777
      h1_1 = f1(z_h1_1) = f1(−0,907) = −0,72
      h1_2 = f1(z_h1_2) = f1(−0,777) = −0,651
      h2_1 = −0,219
      h2_2 = −0,194
      z_o1 = w7 · h2_1 + w8 · h2_2 + b5
           = 0,368 · (−0,219) + 1,04 · (−0,194) + 0 = −0,282
      o1 = f2(z_o1) = f2(−0,282) = 0,43
      L = (t1 − o1)² = (1 − 0,43)² = 0,325

    La règle de la chaîne
    ─────────────────────

    Les chemins de w1 à la perte, 2 en tout, sont regroupés couche par couche, en
    partant de la perte.

    On note δ(o1) = ∂L/∂o1, et de même pour les autres.

      δ(o1) = −2 · (t1 − o1) = −2 · (1 − 0,43) = −1,14
      f2′(z_o1) = 0,43 · (1 − 0,43) = 0,245
      δ(z_o1) = f2′(z_o1) · δ(o1) = o1 · (1 − o1) · δ(o1) = 0,245 · (−1,14) = −0,279
      δ(h2_1) = w7 · δ(z_o1) = 0,368 · (−0,279) = −0,103
      δ(h2_2) = w8 · δ(z_o1) = 1,04 · (−0,279) = −0,29
      δ(h1_1) = 1,05 · (−0,103) + 0,154 · (−0,29) = −0,153
      f1′(z_h1_1) = 1 − (−0,72)² = 0,482
      δ(z_h1_1) = f1′(z_h1_1) · δ(h1_1) = (1 − h1_1²) · δ(h1_1)
                = 0,482 · (−0,153) = −0,0737
      ∂L/∂w1 = x1 · δ(z_h1_1) = 1 · (−0,0737) = −0,0737

    Si w1 augmente de 0,01, L diminue d’environ 0,000738. Adam fait augmenter w1.

    Vérification
    ────────────

    Contrôle par différences centrées, sans arrondi : −0,0738152 (écart relatif
    3 · 10⁻¹¹). La mesure est sûre à 4 · 10⁻¹¹ près : la dérivée −0,0738152 est en
    accord avec elle.

    À la main, avec 3 chiffres significatifs à chaque étape, on obtient −0,0737 ;
    sans arrondi intermédiaire, on obtient −0,0738 (−0,0738152). L’écart ne vient
    que des arrondis.

    Mise à jour
    ───────────

    Mise à jour par Adam, taux d’apprentissage η = 0,1, β1 = 0,9, β2 = 0,999,
    ε = 1 · 10⁻⁸, au premier pas t = 1, au départ m = 0, au départ v = 0 :

    La variation η · m̂ / (√(v̂) + ε) est arrondie à 3 chiffres significatifs ; le
    nouveau w1 n’est pas arrondi de nouveau, et garde toutes ses décimales.

      m ← β1 · m + (1 − β1) · ∂L/∂w1 = 0,9 · 0 + (1 − 0,9) · (−0,0737) = −0,00737
      v ← β2 · v + (1 − β2) · (∂L/∂w1)²
        = 0,999 · 0 + (1 − 0,999) · (−0,0737)² = 5,43 · 10⁻⁶
      m̂ = 1 / (1 − β1^t) · m = 1 / (1 − 0,9¹) · (−0,00737) = −0,0737
      v̂ = 1 / (1 − β2^t) · v = 1 / (1 − 0,999¹) · 5,43 · 10⁻⁶ = 0,00543
      η · m̂ / (√(v̂) + ε) = 0,1 · (−0,0737) / (√(0,00543) + 1 · 10⁻⁸) = −0,1
      w1 ← w1 − η · m̂ / (√(v̂) + ε) = −0,907 − (−0,1) = −0,807
    "
  `);
});
