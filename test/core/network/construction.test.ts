import { OptionError, Sequential, type SequentialOptions, ShapeError } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { Activate, Dense, relu, softmax } from "@nn/layers";
import { describe, expect, test } from "vitest";

/** A network whose sizes the compiler can't see. */
const build = (layers: readonly Layer[], options?: SequentialOptions) => () => new Sequential(layers, options);
const untyped = (layers: unknown, options?: unknown) => build(layers as Layer[], options as SequentialOptions);

/** A layer that takes pictures alone, and says so. */
const pictures: Layer = {
  name: "Pictures()",
  outputShape(input) {
    if (input.length !== 2) throw new ShapeError(`takes pictures, but got ${input.length} axis.`);
    return [4];
  },
  parameters: () => ({}),
  saved: () => ({}),
  forward() {},
  backward() {},
};

describe("layers that don't fit are refused when the network is built", () => {
  test("two neighbours, by their places, names and sizes", () => {
    expect(build([new Dense(2, 2), new Dense(3, 1)])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 1, Dense(3 → 1, sigmoid), takes 3 inputs, but layer 0, Dense(2 → 2, sigmoid), gives 2. Make the two equal.]`,
    );
    expect(build([new Dense(2, 2), new Dense(1, 1)])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 1, Dense(1 → 1, sigmoid), takes 1 input, but layer 0, Dense(2 → 2, sigmoid), gives 2. Make the two equal.]`,
    );
  });

  test("two that are parted by layers that keep the shape", () => {
    expect(build([new Dense(2, 2), new Activate(relu), new Dense(3, 1)])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 2, Dense(3 → 1, sigmoid), takes 3 inputs, but layer 1, Activate(relu), gives 2. Make the two equal.]`,
    );
    expect(build([new Activate(relu), new Dense(2, 2), new Dense(3, 1)])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 2, Dense(3 → 1, sigmoid), takes 3 inputs, but layer 1, Dense(2 → 2, sigmoid), gives 2. Make the two equal.]`,
    );
  });

  test("the first layer and the inputShape option", () => {
    expect(build([new Dense(2, 2)], { inputShape: [3] })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 0, Dense(2 → 2, sigmoid), takes 2 inputs, but the network's inputShape gives 3. Make the two equal.]`,
    );
    expect(build([new Dense(4, 2)], { inputShape: [2, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 0, Dense(4 → 2, sigmoid), takes 4 inputs, but the network's inputShape gives 2×2. Put a Flatten before it, which gives 4 numbers.]`,
    );
  });

  test("a stack whose input isn't known", () => {
    expect(build([new Activate(relu)])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 0, Activate(relu), doesn't know the shape of its input. Give it to the network: new Sequential(layers, { inputShape: [2] }) for examples of 2 numbers.]`,
    );
    expect(build([new Activate(relu), pictures, new Dense(4, 1)])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 0, Activate(relu), doesn't know the shape of its input. Give it to the network: new Sequential(layers, { inputShape: [2] }) for examples of 2 numbers.]`,
    );
  });

  test("a layer that refuses its input in its own words, behind its place", () => {
    expect(build([new Dense(2, 5), { ...pictures, keepsShape: true }])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 1, Pictures(): takes pictures, but got 1 axis.]`,
    );
  });

  test("a layer that takes no shape", () => {
    expect(build([{ ...pictures, inputShape: [28, 0] }])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: layer 0, Pictures(): inputShape must be a list of whole numbers, as in [28, 28], but is [28, 0].]`,
    );
  });

  test("a layer that gives no shape", () => {
    const broken = { ...pictures, outputShape: () => [2.5] };
    expect(build([new Dense(2, 5), broken])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: layer 1, Pictures(), must give its output a shape of whole numbers of at least 1, as in [28, 28], but gives [2.5].]`,
    );
  });

  test.each([
    ["a", '"a"'],
    [3, "3"],
    [[null], "[null]"],
    [[0, "b"], '[0, "b"]'],
    [[""], '[""]'],
    [[], "[]"],
  ])("input axes that are %j", (inputAxes, shown) => {
    const broken = { ...pictures, inputAxes: inputAxes as never };
    const message =
      'layer 1, Pictures(): inputAxes must be a list of sizes and of names for those that may be any, as in ["steps", 3], ' +
      `but is ${shown}.`;
    expect(build([new Dense(2, 5), broken])).toThrow(message);
  });

  test("no layers at all", () => {
    expect(build([])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: A Sequential needs at least one layer, but got an empty array.]`,
    );
  });
});

describe("an inputShape that is no shape is refused by its own name", () => {
  test.each([[0], [-1], [2.5], [Number.NaN], []].map((inputShape) => ({ inputShape })))("$inputShape", (options) => {
    expect(build([new Activate(relu)], options)).toThrow(/inputShape/);
  });

  test("a number instead of an array", () => {
    expect(untyped([new Dense(2, 2)], { inputShape: 2 })).toThrow(/inputShape/);
  });
});

describe("what isn't a list of layers is refused in a sentence", () => {
  test.each([
    ["one layer", new Dense(2, 2)],
    ["nothing", undefined],
    ["text", ["dense"]],
    ["the class instead of a layer", [Dense]],
    ["a hole", [undefined]],
    ["an activation instead of a layer", [new Dense(2, 2), relu]],
  ])("%s", (_, layers) => {
    expect(untyped(layers)).toThrow(OptionError);
  });
});

describe("shapes are resolved from the input to the output", () => {
  test("through layers that know them, and layers that keep them", () => {
    const { stack } = new Sequential([new Activate(relu), new Dense(4, 3), new Activate(softmax), new Dense(3, 2)]);
    expect(stack.places.map(({ inputShape, outputShape }) => [inputShape, outputShape])).toEqual([
      [[4], [4]],
      [[4], [3]],
      [[3], [3]],
      [[3], [2]],
    ]);
    expect([stack.inputShape, stack.outputShape, stack.parameterCount]).toEqual([[4], [2], 4 * 3 + 3 + 3 * 2 + 2]);
  });

  test("from the option where the layers don't know", () => {
    expect(new Sequential([new Activate(relu)], { inputShape: [28, 28] }).stack.outputShape).toEqual([28, 28]);
    const network = new Sequential([new Activate(relu), new Dense(4, 3), new Dense(3, 2)], { inputShape: [4] });
    expect(network.stack.places.map(({ inputShape }) => inputShape)).toEqual([[4], [4], [3]]);
  });

  test("and the given list may change afterwards", () => {
    const layers: Layer[] = [new Dense(2, 2)];
    const network = new Sequential(layers);
    layers.push(new Dense(7, 7));
    expect(network.layers).toHaveLength(1);
  });
});

describe("summary", () => {
  test("is a table that a person can read", () => {
    const digits = new Sequential([
      new Dense(784, 128, { activation: relu }),
      new Dense(128, 10),
      new Activate(softmax),
    ]);
    expect(digits.summary()).toMatchInlineSnapshot(`
      "   layer                     output  parameters
      ─  ────────────────────────  ──────  ──────────
      0  Dense(784 → 128, relu)    128        100 480
      1  Dense(128 → 10, sigmoid)  10           1 290
      2  Activate(softmax)         10               0
      ─  ────────────────────────  ──────  ──────────
                                              101 770"
    `);
  });

  test("shows shapes of several axes, and no parameters as 0", () => {
    const network = new Sequential([new Activate(relu)], { inputShape: [28, 28] });
    expect(network.summary()).toMatchInlineSnapshot(`
      "   layer           output  parameters
      ─  ──────────────  ──────  ──────────
      0  Activate(relu)  28×28            0
      ─  ──────────────  ──────  ──────────
                                          0"
    `);
  });
});
