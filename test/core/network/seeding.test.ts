import { OptionError, Sequential } from "@nn/core";
import type { Initializer, Layer } from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { Activate, Dense, Normal, relu } from "@nn/layers";
import { describe, expect, test } from "vitest";

const network = (seed?: Seed, ...more: Layer[]) =>
  new Sequential([new Dense(2, 3), new Dense(3, 2), ...more], seed === undefined ? {} : { seed });

describe("the seed decides the first parameters", () => {
  test("the same seed gives the same bits, another seed others", () => {
    expect(network("lab-0").getParameters()).toEqual(network("lab-0").getParameters());
    const first = network("lab-0").getParameters();
    const other = network("lab-1").getParameters();
    for (const name of ["0.weight", "1.weight"]) {
      expect([...other[name]!].filter((value) => first[name]!.includes(value))).toEqual([]);
    }
  });

  test("without a seed it is 0", () => {
    expect(network().getParameters()).toEqual(network(0).getParameters());
    expect(network().seed).toBe(0);
  });

  test("the numbers are those they have always been", () => {
    expect([...network("lab-0").getParameters()["0.weight"]!]).toMatchInlineSnapshot(`
      [
        -0.20788884649229322,
        -0.8920308144716634,
        -0.5499879280790596,
        -0.5264931536111611,
        0.7051153356966116,
        1.0173137644122139,
      ]
    `);
  });

  test("an added layer leaves the other layers' first values alone", () => {
    const { "2.weight": _weight, "2.bias": _bias, ...others } = network("lab-0", new Dense(2, 4)).getParameters();
    expect(others).toEqual(network("lab-0").getParameters());
  });

  test("another initializer in one layer leaves the other layers' first values alone", () => {
    const normal = new Sequential([new Dense(2, 3, { weightInitializer: new Normal() }), new Dense(3, 2)], { seed: 1 });
    expect(normal.getParameters()["1.weight"]).toEqual(network(1).getParameters()["1.weight"]);
    expect(normal.getParameters()["0.weight"]).not.toEqual(network(1).getParameters()["0.weight"]);
  });

  test("two equal layers don't begin with the same values", () => {
    const layer = new Dense(3, 3);
    const twice = new Sequential([layer, layer]).getParameters();
    expect(twice["1.weight"]).not.toEqual(twice["0.weight"]);
  });

  test("one layer in two networks has no memory: each network has values of its own", () => {
    const layer = new Dense(2, 2);
    const a = new Sequential([layer], { seed: "a" });
    const b = new Sequential([layer], { seed: "b" });
    a.setParameters({ "0.bias": [1, 1] });
    expect(b.getParameters()["0.bias"]).toEqual([0, 0]);
  });

  test("a float32 network begins with the rounded values of its float64 twin", () => {
    const double = network("lab-0").getParameters()["0.weight"]!;
    const single = new Sequential([new Dense(2, 3)], { seed: "lab-0", dtype: "float32" }).getParameters()["0.weight"]!;
    expect([...single]).toEqual([...double].map(Math.fround));
  });

  test("an initializer is given the layer's fans, and the place to write to", () => {
    const asked: unknown[] = [];
    const spy: Initializer = {
      name: "spy",
      fill: (values, fans) => {
        asked.push([values.length, fans]);
        values.fill(0);
      },
    };
    new Sequential([new Dense(5, 3, { weightInitializer: spy, biasInitializer: spy })]);
    expect(asked).toEqual([
      [15, { fanIn: 5, fanOut: 3 }],
      [3, { fanIn: 5, fanOut: 3 }],
    ]);
  });

  test("biases begin at 0", () => {
    expect(network("lab-0").getParameters()["1.bias"]).toEqual([0, 0]);
  });

  test.each([Number.NaN, Infinity, {}, true, ["lab-0"]])("%o is refused as a seed", (seed) => {
    expect(() => new Sequential([new Dense(2, 2)], { seed: seed as never })).toThrow(OptionError);
  });

  test("a seed is refused even where nothing is drawn", () => {
    const build = () => new Sequential([new Activate(relu)], { inputShape: [2], seed: Number.NaN });
    expect(build).toThrow(OptionError);
  });
});
