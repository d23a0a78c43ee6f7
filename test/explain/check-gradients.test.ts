import { Sequential, seededRandom } from "@nn/core";
import {
  type Activation,
  defineActivation,
  type Frame,
  type Layer,
  type Loss,
  type Random,
  type TrainFrame,
  uniform,
} from "@nn/core/component";
import { checkGradients, explain, french } from "@nn/explain";
import { Activate, Add, Concatenate, Dense, identity, Multiply, ones, Residual, relu, sigmoid, tanh } from "@nn/layers";
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

/** The mean squared error's gradient, times a factor. */
function gradientBy(factor: number): Loss["gradient"] {
  return (frame) => {
    meanSquaredError.gradient(frame);
    for (let i = 0; i < frame.dprediction.length; i++) frame.dprediction[i]! *= factor;
  };
}

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

  describe("says where to look", () => {
    const cube = defineActivation({ name: "cube", formula: { value: "z * z * z", derivative: "2 * z * z" } });
    const uphill = { ...meanSquaredError, name: "uphill", gradient: gradientBy(-1) };
    /** Gives back half of what it should, and has no parameters of which a derivative could be wrong. */
    const halving: Layer = {
      name: "Halving",
      outputShape: (input) => input,
      parameters: () => ({}),
      saved: () => ({}),
      forward: ({ y, x }) => y.set(x),
      backward({ dx, dy }) {
        for (let i = 0; i < dx!.length; i++) dx![i] = dy[i]! / 2;
      },
    };

    /** What layers make of its input, times a number of its own, of whose derivative it gives back half. */
    class Gate implements Layer<"gain", never, never, "body"> {
      readonly name = "Gate";
      readonly #body: readonly Layer[];
      constructor(body: readonly Layer[]) {
        this.#body = body;
      }
      outputShape = (_: readonly number[], { body }: Record<"body", readonly number[]>) => body;
      parameters = () => ({ gain: { shape: [1], initializer: ones, fanIn: 1, fanOut: 1 } });
      saved = () => ({});
      branches = () => ({ body: this.#body });
      forward({ y, parameters: { gain }, branches: { body } }: Frame<"gain", never, never, "body">): void {
        body.forward();
        for (let i = 0; i < y.length; i++) y[i] = gain[0]! * body.y[i]!;
      }
      backward({ dy, parameters, gradients, branches: { body } }: TrainFrame<"gain", never, never, "body">): void {
        for (let i = 0; i < dy.length; i++) {
          gradients.gain[0]! += (dy[i]! * body.y[i]!) / 2;
          body.dy[i] = dy[i]! * parameters.gain[0]!;
        }
        body.backward();
      }
    }

    test.each([
      [
        "an activation with the derivative of another, within the network",
        [new Dense(2, 3), new Dense(3, 2, { activation: cube }), new Dense(2, 1)],
        meanSquaredError,
        "layer 1, Dense(3 → 2, cube)",
        "Look first at layer 1, Dense(3 → 2, cube), then at the backward pass of layer 2, Dense(2 → 1, sigmoid).",
      ],
      [
        "one at its end",
        [new Dense(2, 3), new Dense(3, 1, { activation: cube })],
        meanSquaredError,
        "layer 1, Dense(3 → 1, cube)",
        "Look first at layer 1, Dense(3 → 1, cube), then at the gradient of meanSquaredError.",
      ],
      [
        "one as a layer of its own",
        [new Dense(2, 3, { activation: identity }), new Activate(cube), new Dense(3, 1)],
        meanSquaredError,
        "layer 0, Dense(2 → 3, identity)",
        "Look first at layer 0, Dense(2 → 3, identity), then at the backward pass of layer 1, Activate(cube), then of layer 2, Dense(3 → 1, sigmoid).",
      ],
      [
        "a layer that gives back half of the derivative",
        [new Dense(2, 3), halving, new Dense(3, 1)],
        meanSquaredError,
        "layer 0, Dense(2 → 3, sigmoid)",
        "Look first at layer 0, Dense(2 → 3, sigmoid), then at the backward pass of layer 1, Halving, then of layer 2, Dense(3 → 1, sigmoid).",
      ],
      [
        "one within another",
        [new Residual([new Dense(2, 2, { activation: cube })]), new Dense(2, 1)],
        meanSquaredError,
        "layer 0.body.0, Dense(2 → 2, cube)",
        "Look first at layer 0.body.0, Dense(2 → 2, cube), then at the backward pass of layer 0, Residual(Dense(2 → 2, cube)), then of layer 1, Dense(2 → 1, sigmoid).",
      ],
      [
        "behind one that is innocent, as far as the loss",
        [new Dense(2, 1, { activation: identity }), new Activate(relu), new Activate(cube)],
        meanSquaredError,
        "layer 0, Dense(2 → 1, identity)",
        "Look first at layer 0, Dense(2 → 1, identity), then at the backward pass of layer 1, Activate(relu), then of layer 2, Activate(cube), then at the gradient of meanSquaredError.",
      ],
      [
        "the end of a branch beside one that is right",
        [new Concatenate([new Dense(2, 1, { activation: cube })], [new Dense(2, 1)]), new Dense(2, 1)],
        meanSquaredError,
        "layer 0.branch0.0, Dense(2 → 1, cube)",
        "Look first at layer 0.branch0.0, Dense(2 → 1, cube), then at the backward pass of layer 0, Concatenate(Dense(2 → 1, cube) | Dense(2 → 1, sigmoid)).",
      ],
      [
        "within a branch, where none of the others has parameters",
        [new Add([new Dense(2, 2, { activation: identity }), halving], [new Activate(identity)]), new Dense(2, 1)],
        meanSquaredError,
        "layer 0.branch0.0, Dense(2 → 2, identity)",
        "Look first at layer 0.branch0.0, Dense(2 → 2, identity), then at the backward pass of layer 0.branch0.1, Halving, then of layer 0, Add(Dense(2 → 2, identity), Halving | Activate(identity)), then of layer 1, Dense(2 → 1, sigmoid).",
      ],
      [
        "before branches, in each up to one that is right",
        [new Dense(2, 2), new Multiply([halving, new Dense(2, 2), new Dense(2, 2)], [halving]), new Dense(2, 1)],
        meanSquaredError,
        "layer 0, Dense(2 → 2, sigmoid)",
        "Look first at layer 0, Dense(2 → 2, sigmoid), then at the backward pass of layer 1, Multiply(Halving, Dense(2 → 2, sigmoid), Dense(2 → 2, sigmoid) | Halving), then of layer 1.branch0.0, Halving, then of layer 1.branch0.1, Dense(2 → 2, sigmoid), then of layer 1.branch1.0, Halving.",
      ],
      [
        "one with parameters around layers that are right",
        [new Gate([new Dense(2, 2)]), new Dense(2, 1)],
        meanSquaredError,
        "layer 0, Gate",
        "Look first at layer 0, Gate, then at the backward pass of layer 0.body.0, Dense(2 → 2, sigmoid).",
      ],
      [
        "a loss",
        [new Dense(2, 2), new Dense(2, 1)],
        uphill,
        "layer 1, Dense(2 → 1, sigmoid)",
        "Look first at layer 1, Dense(2 → 1, sigmoid), then at the gradient of uphill.",
      ],
    ] as [string, Layer[], Loss, string, string][])("%s", (_, layers, loss, suspect, said) => {
      const check = checkGradients(new Sequential<Layer[]>(layers, { seed: 1, inputShape: [2] }), data, loss);
      expect(check.suspect).toBe(suspect);
      expect(check.table().split("\n\n")[1]).toBe(said);
    });

    test("in French, and nowhere if all is right", () => {
      const layers = (activation: Activation) => [new Dense(2, 2, { activation }), new Dense(2, 1)] as const;
      const check = checkGradients(new Sequential(layers(cube), { seed: 1 }), data, meanSquaredError);
      expect(check.table({ language: french }).split("\n\n")[1]).toBe(
        "Voir d’abord la couche 0, Dense(2 → 2, cube), puis la rétropropagation de la couche 1, Dense(2 → 1, sigmoid).",
      );
      const last = new Sequential([new Dense(2, 1), new Activate(relu), halving], { seed: 1 });
      expect(checkGradients(last, data, uphill).table({ language: french }).split("\n\n")[1]).toBe(
        "Voir d’abord la couche 0, Dense(2 → 1, sigmoid), puis la rétropropagation de la couche 1, Activate(relu), puis celle de la couche 2, Halving, puis le gradient de uphill.",
      );
      const right = checkGradients(new Sequential(layers(tanh), { seed: 1 }), data, meanSquaredError);
      expect(right.suspect).toBeNull();
      expect(right.table()).not.toContain("Look");
    });
  });

  test("of a float32 network, in float64", () => {
    const network = new Sequential([new Dense(2, 1)], { dtype: "float32" });
    expect(checkGradients(network, data, meanSquaredError).agrees).toBe(true);
  });
});

describe("what differences of the loss say", () => {
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

  test("nothing, of a loss that is a text, a metric or not finite: what fit says", () => {
    const lab = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
    const bob = { input: [25, 6], target: [0], loss: meanSquaredError, parameter: "w1" };
    const examples = { inputs: [bob.input], targets: bob.target };
    const optimizer = { name: "", slots: [], update() {} };
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
