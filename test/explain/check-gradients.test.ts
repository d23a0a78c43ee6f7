import { Sequential, seededRandom } from "@nn/core";
import { type Activation, type Layer, type Loss, type Random, uniform } from "@nn/core/component";
import { checkGradients, type ExplainOptions, explain, french, toText } from "@nn/explain";
import { Dense, identity, relu, sigmoid, tanh } from "@nn/layers";
import { binaryAccuracy, meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";

const data = {
  inputs: [
    [-2, -1],
    [0.25, 0.6],
  ],
  targets: [1, 0],
};

describe("checkGradients", () => {
  test("a table of each parameter's worst element, for any layers", () => {
    const network = new Sequential([new Scale(), new Dense(2, 3, { activation: relu }), new Dense(3, 1)], { seed: 2 });
    const before = network.getParameters();
    const check = checkGradients(network, data, meanSquaredError);
    expect(check.agrees).toBe(true);
    expect(check.parameters.map(({ name }) => name)).toEqual(["0.gain", "1.weight", "1.bias", "2.weight", "2.bias"]);
    for (const { gradient, measured, uncertainty, verdict, kink } of check.parameters) {
      expect(Math.abs(gradient - measured)).toBeLessThanOrEqual(uncertainty);
      expect(uncertainty).toBeLessThan(1e-6 * Math.abs(gradient));
      expect({ verdict, kink }).toEqual({ verdict: "right", kink: null });
    }
    expect(check.table().split("\n")).toHaveLength(8);
    expect(check.table()).toMatch(/^ +worst +central\nparameter +element +back-propagation +differences +±\n─/);
    expect(network.getParameters()).toEqual(before);
  });

  test("finds a wrong derivative, and says where", () => {
    const wrong: Activation = {
      ...sigmoid,
      name: "wrong",
      backward: (_kernels, dz, da, _z, a, batch, size) => {
        for (let i = 0; i < batch * size; i++) dz[i] = da[i]! * a[i]!;
      },
    };
    const network = new Sequential([new Dense(2, 2, { activation: wrong }), new Dense(2, 1)], { seed: 2 });
    const check = checkGradients(network, data, meanSquaredError);
    expect(check.agrees).toBe(false);
    expect(check.parameters.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["0.weight", "wrong"],
      ["0.bias", "wrong"],
      ["1.weight", "right"],
      ["1.bias", "right"],
    ]);
    expect(check.table()).toMatch(/0\.weight +\d+ .* IS WRONG\n/);
  });

  test("of a float32 network, in float64", () => {
    const network = new Sequential([new Dense(2, 1)], { dtype: "float32" });
    expect(checkGradients(network, data, meanSquaredError).agrees).toBe(true);
  });
});

describe("what differences of the loss say", () => {
  const optimizer = { name: "", slots: [], update() {} };
  const verdictsOf = (network: Sequential, examples: { inputs: number[][]; targets: number[] }): string[] =>
    checkGradients(network, examples, meanSquaredError).parameters.map(({ verdict }) => verdict);
  const drawn = (seed: number, count: number, target: (random: Random) => number) => {
    const random = seededRandom(seed, "examples");
    return {
      inputs: Array.from({ length: count }, () => [uniform(random, -1, 1), uniform(random, -1, 1)]),
      targets: Array.from({ length: count }, () => target(random)),
    };
  };

  test.each([2e5, -1e6, 1e-6, 0.1])("of one weight and the target %d", (target) => {
    const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
    expect(verdictsOf(network, { inputs: [[1]], targets: [target] })).toEqual(["right", "right"]);
  });

  test("of targets around 300, with 50 seeds", () => {
    for (let seed = 0; seed < 50; seed++) {
      const layers = [new Dense(2, 4, { activation: tanh }), new Dense(4, 1, { activation: identity })] as const;
      const examples = drawn(seed, 5, (random) => 300 + 10 * random());
      expect(new Set(verdictsOf(new Sequential(layers, { seed }), examples)), `seed ${seed}`).toEqual(
        new Set(["right"]),
      );
    }
  });

  test("of thousands of kinks in reach", () => {
    const layers = [new Dense(2, 64, { activation: relu }), new Dense(64, 1, { activation: identity })] as const;
    for (const seed of [1, 2]) {
      const examples = drawn(seed, 256, (random) => random());
      expect(verdictsOf(new Sequential(layers, { seed }), examples)).not.toContain("wrong");
    }
  });

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
    expect(toText(explanation).split("Check\n")[1]).toMatchInlineSnapshot(`
      "─────

      Several kinks of the loss meet here: its slope is −4 on the left and −2 on the
      right, and others close by, by differences. All of them, and whatever lies
      between, count as its derivative: so does 0.
      "
    `);
    expect(toText(explanation, { language: french }).split("Vérification\n")[1]).toMatchInlineSnapshot(`
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
    expect(toText(explanation).split("Check\n")[1]).toMatchInlineSnapshot(`
      "─────

      The loss has a kink here: its slope is 0 on the left and −2 on the right, by
      differences. Both, and whatever lies between, count as its derivative: so does
      0.
      "
    `);
    expect(toText(explanation, { language: french }).split("Vérification\n")[1]).toMatchInlineSnapshot(`
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
    expect(toText(explanation).split("Check\n")[1]).toMatchInlineSnapshot(`
      "─────

      Without rounding, the derivative is 1.5914 · 10⁻¹³: too small beside the loss to
      be measured. Central differences give 1.5 · 10⁻¹³, give or take 6.4 · 10⁻¹³.
      "
    `);
    expect(toText(explanation, { language: french }).split("Vérification\n")[1]).toMatchInlineSnapshot(`
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
    expect(toText(explanation).split("Check\n")[1]).toMatchInlineSnapshot(`
      "─────

      Check by central differences, without rounding: 0.0214695 (relative difference
      0.5). The measurement is good to 2.6 · 10⁻¹²: the derivative 0.0107348 is wrong.
      "
    `);
    expect(toText(explanation, { language: french }).split("Vérification\n")[1]).toMatchInlineSnapshot(`
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

  test("nothing, of a loss that is a text, a metric or not finite: what fit says", () => {
    const examples = { inputs: [[25, 6]], targets: [0] };
    for (const loss of ["mse", binaryAccuracy, undefined, null]) {
      const said = expect.objectContaining({
        name: "OptionError",
        message: expect.stringMatching(/^loss must be a loss/),
      });
      expect(() => checkGradients(lab, examples, loss as never)).toThrow(said);
      expect(() => explain(lab, { ...bob, loss: loss as never })).toThrow(said);
      expect(() => lab.trainer({ loss: loss as never, optimizer, batchSize: 1 })).toThrow(said);
    }
    const far = new Sequential([new Dense(1, 1, { activation: identity })]);
    far.setParameters({ "0.weight": [1e200], "0.bias": [0] });
    expect(() =>
      checkGradients(far, { inputs: [1], targets: [0] }, meanSquaredError),
    ).toThrowErrorMatchingInlineSnapshot(
      `[DataError: checkGradients: the loss of these examples isn't a finite number. Look at the size of the parameters, of the inputs and of the targets.]`,
    );
    expect(() => explain(far, { ...bob, input: [1] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: explain: the loss of these examples isn't a finite number. Look at the size of the parameters, of the inputs and of the targets.]`,
    );
  });
});

describe("explain refuses", () => {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1, { useBias: false })], { seed: 1 });
  const options: ExplainOptions = { input: [-2, -1], target: [1], loss: meanSquaredError, parameter: "w1" };

  test("a parameter that there isn't", () => {
    expect(() => explain(network, { ...options, parameter: "w9" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain: the network has no parameter "w9". It has w1 to w6 and b1 to b2; w1 is also "0.weight[0]".]`,
    );
    expect(() => explain(network, { ...options, parameter: "1.bias[0]" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain: the network has no parameter "1.bias[0]". It has w1 to w6 and b1 to b2; w1 is also "0.weight[0]".]`,
    );
  });

  test("a layer whose chain rule it doesn't know", () => {
    const silent = Object.assign(new Scale(), { links: undefined }) as unknown;
    const scaled = new Sequential([silent as Layer, new Dense(2, 1)]);
    expect(() => explain(scaled, options)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain: layer 0, Scale, doesn't say by links how its outputs come of its inputs, so its chain rule isn't known. checkGradients compares the gradients of any layer.]`,
    );
  });

  test("misspelt options and digits beyond those of a number", () => {
    expect(() => explain(network, { ...options, digits: 3 } as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain has no option "digits". Did you mean "significantDigits"?]`,
    );
    expect(() => explain(network, { ...options, significantDigits: 17 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain: significantDigits must be at most 15, but is 17. Without it, all are kept.]`,
    );
  });

  test("examples that don't fit", () => {
    expect(() => explain(network, { ...options, target: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: There is 1 input example, but 2 targets: each example needs one target.]`,
    );
  });
});

test("a float32 network is explained in float64", () => {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1, dtype: "float32" });
  const trainer = network.trainer({
    loss: meanSquaredError,
    optimizer: { name: "", slots: [], update() {} },
    batchSize: 1,
  });
  const { gradient, check } = explain(network, {
    input: [-2, -1],
    target: [1],
    loss: meanSquaredError,
    parameter: "w1",
  });
  trainer.step([-2, -1], [1]);
  expect(gradient).toBeCloseTo(trainer.gradients()["0.weight"]![0]!, 6);
  expect(check.verdict).toBe("right");
});
