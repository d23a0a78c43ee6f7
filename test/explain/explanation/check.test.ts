import { Sequential } from "@nn/core";
import type { Loss } from "@nn/core/component";
import { checkGradients, type Explanation, explain, french, toText } from "@nn/explain";
import { Dense, identity, relu } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";

/** The end of an explanation: its check by differences of the loss. */
const englishOf = (explanation: Explanation): string => toText(explanation).split("Check\n")[1]!;
const frenchOf = (explanation: Explanation): string =>
  toText(explanation, { language: french }).split("Vérification\n")[1]!;

describe("what differences of the loss say", () => {
  const kinked = new Sequential([new Dense(1, 1, { activation: relu })]);
  kinked.setParameters({ "0.weight": [1], "0.bias": [-1] });

  test("of several kinks at one place: a slope close by is right", () => {
    const layers = [
      new Dense(1, 1, { activation: identity }),
      new Dense(1, 2, { activation: relu }),
      new Dense(2, 1, { activation: identity }),
    ] as const;
    const dead = new Sequential(layers);
    dead.setParameters({ "0.weight": [0], "1.weight": [1, -1], "1.bias": [0, 0], "2.weight": [1, -2] });
    const check = checkGradients(dead, { inputs: [1], targets: [1] }, meanSquaredError);
    expect(check.agrees).toBe(true);
    expect(check.parameters.find(({ name }) => name === "0.bias")).toMatchObject({ gradient: 0, verdict: "right" });
    const explanation = explain(dead, { input: [1], target: [1], loss: meanSquaredError, parameter: "b1" });
    expect(explanation.check).toMatchObject({ kink: { left: -4, right: -2 }, verdict: "right" });
    expect(englishOf(explanation)).toMatchInlineSnapshot(`
      "─────

      Several kinks of the loss meet here: its slope is −4 on the left and −2 on the
      right, and others close by, by differences. All of them, and whatever lies
      between, count as its derivative: so does 0.
      "
    `);
    expect(frenchOf(explanation)).toMatchInlineSnapshot(`
      "────────────

      Plusieurs points anguleux de la perte se rencontrent ici : d’après ses
      différences, sa pente vaut −4 à gauche et −2 à droite, et d’autres valeurs tout
      près. Toutes, et tout ce qui est entre elles, comptent comme sa dérivée : 0
      aussi.
      "
    `);
  });

  test("of a kink: both slopes, in data and in words", () => {
    const explanation = explain(kinked, { input: [1], target: [1], loss: meanSquaredError, parameter: "w1" });
    expect(explanation.check).toMatchObject({ measured: -1, kink: { left: 0, right: -2 }, verdict: "right" });
    expect(englishOf(explanation)).toMatchInlineSnapshot(`
      "─────

      The loss has a kink here: its slope is 0 on the left and −2 on the right, by
      differences. Both, and whatever lies between, count as its derivative: so does
      0.
      "
    `);
    expect(frenchOf(explanation)).toMatchInlineSnapshot(`
      "────────────

      La perte a un point anguleux ici : d’après ses différences, sa pente vaut 0 à
      gauche et −2 à droite. Les deux, et tout ce qui est entre elles, comptent comme
      sa dérivée : 0 aussi.
      "
    `);
    const check = checkGradients(kinked, { inputs: [1], targets: [1] }, meanSquaredError);
    expect(check.agrees).toBe(true);
    expect(`\n${check.table()}\n`).toMatchInlineSnapshot(`
      "
                   worst                        central
      parameter  element  back-propagation  differences            ±
      ─────────  ───────  ────────────────  ───────────  ───────────  ────────────────────────────────────
      0.weight         0                 0           −1  1.2 · 10⁻¹⁵  agrees, at a kink from slope 0 to −2
      0.bias           0                 0           −1  1.2 · 10⁻¹⁵  agrees, at a kink from slope 0 to −2
      "
    `);
    expect(`\n${check.table({ language: french })}\n`).toMatchInlineSnapshot(`
      "
                    pire                    différences
      paramètre  élément  rétropropagation     centrées            ±
      ─────────  ───────  ────────────────  ───────────  ───────────  ───────────────────────────────────────────────────────
      0.weight         0                 0           −1  1,2 · 10⁻¹⁵  en accord, à un point anguleux entre les pentes 0 et −2
      0.bias           0                 0           −1  1,2 · 10⁻¹⁵  en accord, à un point anguleux entre les pentes 0 et −2
      "
    `);
  });

  const lab = new Sequential([new Dense(2, 2), new Dense(2, 1)] as const);
  lab.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
  const bob = { input: [25, 6], target: [0], loss: meanSquaredError, parameter: "w1" };

  test("of the lab's Bob, w1: too small to be measured, in data and in words", () => {
    const explanation = explain(lab, bob);
    expect(explanation.gradient).toBeCloseTo(1.5914e-13, 17);
    expect(explanation.check).toMatchObject({ kink: null, verdict: "unmeasurable" });
    expect(Math.abs(explanation.check.measured - explanation.gradient)).toBeLessThan(explanation.check.uncertainty);
    expect(explanation.check.uncertainty).toBeLessThan(1e-12);
    expect(englishOf(explanation)).toMatchInlineSnapshot(`
      "─────

      Without rounding, the derivative is 1.5914 · 10⁻¹³: too small beside the loss to
      be measured. Central differences give 1.5 · 10⁻¹³, give or take 6.4 · 10⁻¹³.
      "
    `);
    expect(frenchOf(explanation)).toMatchInlineSnapshot(`
      "────────────

      Sans arrondi, la dérivée vaut 1,5914 · 10⁻¹³ : elle est trop petite à côté de la
      perte pour être mesurée. Les différences centrées donnent 1,5 · 10⁻¹³, à
      6,4 · 10⁻¹³ près.
      "
    `);
    const check = checkGradients(lab, { inputs: [bob.input], targets: bob.target }, meanSquaredError);
    expect(check.agrees).toBe(true);
    expect(`\n${check.table()}\n`).toMatchInlineSnapshot(`
      "
                   worst                            central
      parameter  element     back-propagation   differences            ±
      ─────────  ───────  ───────────────────  ────────────  ───────────  ────────────────────────
      0.weight         0  1.591404419 · 10⁻¹³   1.5 · 10⁻¹³  6.4 · 10⁻¹³  too small to be measured
      0.bias           0  6.365617678 · 10⁻¹⁵     6 · 10⁻¹⁵  2.6 · 10⁻¹⁴  too small to be measured
      1.weight         0         0.1849560865  0.1849560865  1.8 · 10⁻¹¹  agrees
      1.bias           0         0.1849560865  0.1849560865  1.8 · 10⁻¹¹  agrees
      "
    `);
  });

  test("of a wrong derivative, in words", () => {
    const halved: Loss = {
      ...meanSquaredError,
      gradient: (frame) => {
        meanSquaredError.gradient(frame);
        for (let i = 0; i < frame.batch * frame.outputSize; i++) frame.dprediction[i]! /= 2;
      },
    };
    const explanation = explain(lab, { ...bob, input: [-2, -1], target: [1], loss: halved });
    expect(explanation.check.verdict).toBe("wrong");
    expect(englishOf(explanation)).toMatchInlineSnapshot(`
      "─────

      Check by central differences, without rounding: 0.0214695 (relative difference
      0.5). The measurement is good to 2.6 · 10⁻¹²: the derivative 0.0107348 is wrong.
      "
    `);
    expect(frenchOf(explanation)).toMatchInlineSnapshot(`
      "────────────

      Contrôle par différences centrées, sans arrondi : 0,0214695 (écart relatif 0,5).
      La mesure est sûre à 2,6 · 10⁻¹² près : la dérivée 0,0107348 est fausse.
      "
    `);
  });

  test("of a float32 network", () => {
    const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1, dtype: "float32" });
    expect(explain(network, { ...bob, input: [-2, -1] }).check.verdict).toBe("right");
  });
});
