import { Sequential } from "@nn/core";
import { Activate, Dense, Dropout, identity, Residual, relu } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

test("parameters within are called by the way to them, and can be set by it", () => {
  const network = new Sequential([
    new Dense(2, 3),
    new Residual([
      new Dense(3, 4),
      new Residual([new Dense(4, 4)]),
      new Dense(4, 3, { useBias: false, activation: identity }),
    ]),
  ]);
  const names = ["0.weight", "0.bias", "1.body.0.weight", "1.body.0.bias"];
  const within = ["1.body.1.body.0.weight", "1.body.1.body.0.bias", "1.body.2.weight"];
  expect(Object.keys(network.getParameters())).toEqual([...names, ...within]);
  network.setParameters({ "1.body.2.weight": Array<number>(12).fill(0) });
  // With a body that gives 0, the residual gives what it takes.
  const [first] = [new Sequential([new Dense(2, 3)])];
  const { "0.weight": weight, "0.bias": bias } = network.getParameters();
  first.setParameters({ "0.weight": weight!, "0.bias": bias! });
  expect(network.predict([1, -1])).toEqual(first.predict([1, -1]));
});

test("all of them learn", async () => {
  const network = new Sequential([new Residual([new Dense(2, 2), new Residual([new Dense(2, 2)])])]);
  const before = network.getParameters();
  const data = { inputs: [[1, -1]], targets: [[0, 1]] };
  await network.fit(data, {
    loss: meanSquaredError,
    optimizer: new SGD({ learningRate: 0.1 }),
    epochs: 2,
    batchSize: 1,
  });
  for (const [name, values] of Object.entries(network.getParameters())) expect(values).not.toEqual(before[name]);
});

test.each([
  [
    "another shape",
    [new Dense(3, 2)],
    "layer 0, Residual(Dense(3 → 2, sigmoid)): its body must give the shape that it takes, 3, but gives 2.",
  ],
  [
    "layers that don't fit",
    [new Dense(3, 2), new Dense(3, 3)],
    "layer 0.body.1, Dense(3 → 3, sigmoid), takes 3 inputs, but layer 0.body.0, Dense(3 → 2, sigmoid), gives 2.",
  ],
])("%s within are refused with their place", (_, body, message) => {
  expect(() => new Sequential([new Residual(body)], { inputShape: [3] })).toThrow(message);
});

test.each([
  ["an empty list", [], "Residual needs at least one layer, but got an empty array."],
  ["3", [new Dropout(0.1), 3], "Residual: layer 1 must be a layer, such as new Dense(2, 1), but is 3."],
  ["nothing", undefined, "Residual takes its layers as a list, [new Dense(2, 1)], but got undefined."],
  [
    "a layer itself",
    new Dense(3, 3),
    "Residual takes its layers as a list, [new Dense(2, 1)], but got a Dense. Put square brackets around the layers.",
  ],
])("%s is no body", (_, body, message) => {
  expect(() => new Residual(body as never)).toThrow(message);
});

test("a summary counts what is within", () => {
  const network = new Sequential([new Residual([new Dense(3, 3), new Activate(relu)])]);
  expect(network.summary()).toMatchInlineSnapshot(`
    "          layer                                            output  parameters
    ────────  ───────────────────────────────────────────────  ──────  ──────────
    0         Residual(Dense(3 → 3, sigmoid), Activate(relu))  3                0
    0.body.0  Dense(3 → 3, sigmoid)                            3               12
    0.body.1  Activate(relu)                                   3                0
    ────────  ───────────────────────────────────────────────  ──────  ──────────
                                                                               12"
  `);
});
