import { Sequential } from "@nn/core";
import {
  type Activation,
  defineActivation,
  type Frame,
  type Layer,
  type Loss,
  type TrainFrame,
} from "@nn/core/component";
import { checkGradients, french } from "@nn/explain";
import { Activate, Add, Concatenate, Dense, identity, Multiply, ones, Residual, relu, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";

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

describe("a check of gradients says where to look", () => {
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
