import { Sequential, seededRandom } from "@nn/core";
import { type Activation, uniform } from "@nn/core/component";
import { Activate, Dense, identity, relu, sigmoid, tanh } from "@nn/layers";
import { describe, expect, test } from "vitest";

/** y = [x0 + 4·x1 + 10, 2·x0 + 5·x1 + 20, 3·x0 + 6·x1 + 30]: whole numbers stay whole. */
function affine(dtype: "float32" | "float64" = "float64") {
  const network = new Sequential([new Dense(2, 3, { activation: identity })], { dtype });
  network.setParameters({ "0.weight": [1, 2, 3, 4, 5, 6], "0.bias": [10, 20, 30] });
  return network;
}

describe("a prediction has the form of its inputs", () => {
  const network = affine();

  test("one plain example gives one plain output", () => {
    expect(network.predict([1, 2])).toEqual([19, 32, 45]);
  });

  test("a list of plain examples gives a list, also of one", () => {
    expect(
      network.predict([
        [1, 2],
        [0, -1],
      ]),
    ).toEqual([
      [19, 32, 45],
      [6, 15, 24],
    ]);
    expect(network.predict([[1, 2]])).toEqual([[19, 32, 45]]);
  });

  test.each([Float32Array, Float64Array])("a flat %o of one or many examples gives one of its kind", (Kind) => {
    expect(network.predict(Kind.of(1, 2))).toEqual(Kind.of(19, 32, 45));
    expect(network.predict(Kind.of(1, 2, 0, -1, 0, 0))).toEqual(Kind.of(19, 32, 45, 6, 15, 24, 10, 20, 30));
  });

  test.each([Float32Array, Float64Array])("a list of %o gives a list of its kind, also of one", (Kind) => {
    expect(network.predict([Kind.of(1, 2), Kind.of(0, -1)])).toEqual([Kind.of(19, 32, 45), Kind.of(6, 15, 24)]);
    expect(network.predict([Kind.of(1, 2)])).toEqual([Kind.of(19, 32, 45)]);
  });

  test("a view on a longer array is read where it lies", () => {
    const all = Float64Array.of(9, 9, 1, 2, 9);
    expect(network.predict(all.subarray(2, 4))).toEqual(Float64Array.of(19, 32, 45));
  });

  test("the same forms hold in a float32 network", () => {
    expect(affine("float32").predict([1, 2])).toEqual([19, 32, 45]);
    expect(affine("float32").predict(Float64Array.of(1, 2))).toEqual(Float64Array.of(19, 32, 45));
  });

  test("a float32 network computes in single precision", () => {
    const network = new Sequential([new Dense(1, 1, { activation: identity })], { dtype: "float32" });
    network.setParameters({ "0.weight": [0.1], "0.bias": [0] });
    expect(network.predict([3])).toEqual([Math.fround(Math.fround(0.1) * 3)]);
  });
});

describe("a network with one input", () => {
  const network = new Sequential([new Dense(1, 1, { activation: identity })]);
  network.setParameters({ "0.weight": [2], "0.bias": [1] });

  test("takes a list of numbers as a list of examples, in any form", () => {
    expect(network.predict([1, 2, 3])).toEqual([3, 5, 7]);
    expect(network.predict([3])).toEqual([7]);
    expect(network.predict([[1], [2]])).toEqual([[3], [5]]);
    expect(network.predict(Float32Array.of(1, 2, 3))).toEqual(Float32Array.of(3, 5, 7));
  });
});

describe("examples of more than one axis", () => {
  const network = new Sequential([new Activate(relu)], { inputShape: [2, 3] });
  const picture = [
    [1, -2, 3],
    [-4, 5, -6],
  ];
  const positive = [
    [1, 0, 3],
    [0, 5, 0],
  ];

  test("come back nested as they went in, one and many", () => {
    expect(network.predict(picture)).toEqual(positive);
    expect(network.predict([picture])).toEqual([positive]);
    expect(network.predict([picture, positive])).toEqual([positive, positive]);
  });

  test("may be typed arrays in row-major order", () => {
    expect(network.predict(Float64Array.from(picture.flat()))).toEqual(Float64Array.from(positive.flat()));
    expect(network.predict([Float32Array.from(picture.flat())])).toEqual([Float32Array.from(positive.flat())]);
  });

  test("may be cubes", () => {
    const cubes = new Sequential([new Activate(relu)], { inputShape: [2, 1, 2] });
    expect(cubes.predict([[[1, -1]], [[-2, 2]]])).toEqual([[[1, 0]], [[0, 2]]]);
    expect(cubes.predict([[[[1, -1]], [[-2, 2]]]])).toEqual([[[[1, 0]], [[0, 2]]]]);
  });
});

describe("any number of examples", () => {
  const network = new Sequential([new Dense(3, 4), new Dense(4, 2, { activation: sigmoid })], { seed: "many" });
  const random = seededRandom("inputs");
  const inputs = Array.from({ length: 600 }, () => Array.from({ length: 3 }, () => uniform(random, -2, 2)));

  test.each([1, 2, 255, 256, 257, 512, 600])("%i give what each gives alone, bit for bit", (count) => {
    const some = inputs.slice(0, count);
    expect(network.predict(some)).toEqual(some.map((input) => network.predict(input)));
    expect(network.predict(Float64Array.from(some.flat()))).toEqual(Float64Array.from(network.predict(some).flat()));
  });

  test("fewer after more are not mixed with what came before", () => {
    network.predict(inputs);
    expect(network.predict(inputs.slice(7, 9))).toEqual([network.predict(inputs[7]!), network.predict(inputs[8]!)]);
  });
});

test("a prediction is a copy: the next one leaves it alone, and inputs stay as they were", () => {
  const network = affine();
  const typed = Float64Array.of(1, 2);
  const first = network.predict([typed])[0]!;
  network.predict([5, 6]);
  expect(first).toEqual(Float64Array.of(19, 32, 45));
  expect(typed).toEqual(Float64Array.of(1, 2));
});

test("a prediction agrees with the formula of the neuron", () => {
  const network = new Sequential([new Dense(2, 1)]);
  network.setParameters({ "0.weight": [0.3, -0.7], "0.bias": [0.1] });
  expect(network.predict([2, 3])[0]).toBeCloseTo(1 / (1 + Math.exp(-(0.3 * 2 - 0.7 * 3 + 0.1))), 15);
});

test("a prediction within a pass of the same network gives what it gives outside, and so does the pass", () => {
  const build = (forward: Activation["forward"]): Sequential =>
    new Sequential([new Dense(2, 3, { activation: { ...tanh, forward } }), new Dense(3, 2)], { seed: 9 });
  const [plain, asking] = [build(tanh.forward), build(ask)];
  const many = [
    [1, 2],
    [-1, 0.5],
    [0, 0.25],
  ];
  const seen: unknown[] = [];
  let isWithin = false;
  function ask(...call: Parameters<Activation["forward"]>): void {
    if (!isWithin) {
      isWithin = true;
      seen.push(asking.predict([0.5, -3]), asking.predict(many), asking.predict([many[1]!]));
      isWithin = false;
    }
    tanh.forward(...call);
  }
  for (let i = 0; i < 10; i++) {
    expect(asking.predict([1, 2])).toEqual(plain.predict([1, 2]));
    expect(asking.predict(many)).toEqual(plain.predict(many));
  }
  const within = [plain.predict([0.5, -3]), plain.predict(many), plain.predict([many[1]!])];
  expect(seen).toEqual(Array.from({ length: 20 }, () => within).flat());
});
