import { Sequential, seededRandom } from "@nn/core";
import type { Fans, FloatArray, Initializer } from "@nn/core/component";
import {
  Constant,
  Dense,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  identityMatrix,
  LSTM,
  lecunNormal,
  lecunUniform,
  Normal,
  ones,
  Sparse,
  TruncatedNormal,
  Uniform,
  VarianceScaling,
  zeros,
} from "@nn/layers";
import { describe, expect, test } from "vitest";

const COUNT = 100_000;
const fans: Fans = { fanIn: 300, fanOut: 100 };

function filled(initializer: Initializer, seed = "initializers", values: FloatArray = new Float64Array(COUNT)) {
  initializer.fill(values.fill(Number.NaN), fans, seededRandom(seed));
  return values;
}

const meanOf = (values: FloatArray, f: (value: number) => number): number =>
  Array.from(values, f).reduce((sum, value) => sum + value, 0) / values.length;

const uniforms = [
  { name: "glorotUniform", initializer: glorotUniform, low: -Math.sqrt(6 / 400), high: Math.sqrt(6 / 400) },
  { name: "heUniform", initializer: heUniform, low: -Math.sqrt(6 / 300), high: Math.sqrt(6 / 300) },
  { name: "lecunUniform", initializer: lecunUniform, low: -Math.sqrt(3 / 300), high: Math.sqrt(3 / 300) },
  {
    name: "VarianceScaling, uniform",
    initializer: new VarianceScaling({ scale: 4, mode: "fanOut", distribution: "uniform" }),
    low: -Math.sqrt(12 / 100),
    high: Math.sqrt(12 / 100),
  },
  { name: "Uniform", initializer: new Uniform(), low: -0.05, high: 0.05 },
  { name: "Uniform(-1, 3)", initializer: new Uniform({ low: -1, high: 3 }), low: -1, high: 3 },
];

describe.each(uniforms)("$name", ({ initializer, low, high }) => {
  const width = high - low;
  const values = filled(initializer);

  test("stays between its limits, and comes near both", () => {
    expect(values.every((value) => value >= low && value < high)).toBe(true);
    expect(values.some((value) => value < low + width / 1000)).toBe(true);
    expect(values.some((value) => value > high - width / 1000)).toBe(true);
  });

  test("is even: mean, variance and quarters", () => {
    const middle = (low + high) / 2;
    const variance = width ** 2 / 12;
    expect(Math.abs(meanOf(values, (value) => value) - middle)).toBeLessThan(4 * Math.sqrt(variance / COUNT));
    expect(meanOf(values, (value) => (value - middle) ** 2) / variance).toBeCloseTo(1, 1.5);
    for (let quarter = 0; quarter < 4; quarter++) {
      const share = meanOf(values, (value) => Number(Math.floor((4 * (value - low)) / width) === quarter));
      expect(Math.abs(share - 0.25)).toBeLessThan(0.006);
    }
  });
});

const normals = [
  { name: "glorotNormal", initializer: glorotNormal, mean: 0, variance: 2 / 400 },
  { name: "heNormal", initializer: heNormal, mean: 0, variance: 2 / 300 },
  { name: "lecunNormal", initializer: lecunNormal, mean: 0, variance: 1 / 300 },
  {
    name: "VarianceScaling, normal",
    initializer: new VarianceScaling({ mode: "fanAverage", distribution: "normal" }),
    mean: 0,
    variance: 1 / 200,
  },
  { name: "Normal", initializer: new Normal(), mean: 0, variance: 1 },
  { name: "Normal(5, 0.1)", initializer: new Normal({ mean: 5, standardDeviation: 0.1 }), mean: 5, variance: 0.01 },
];

describe.each(normals)("$name", ({ initializer, mean, variance }) => {
  const values = filled(initializer);

  test("has its mean and variance", () => {
    expect(Math.abs(meanOf(values, (value) => value) - mean)).toBeLessThan(4 * Math.sqrt(variance / COUNT));
    const ratio = meanOf(values, (value) => (value - mean) ** 2) / variance;
    expect(Math.abs(ratio - 1)).toBeLessThan(4 * Math.sqrt(2 / COUNT));
  });

  test("is normal and not truncated: the share within one deviation, and some beyond three and a half", () => {
    const deviations = values.map((value) => Math.abs(value - mean) / Math.sqrt(variance));
    expect(Math.abs(meanOf(deviations, (d) => Number(d < 1)) - 0.6827)).toBeLessThan(0.006);
    expect(deviations.some((d) => d > 3.5)).toBe(true);
  });
});

/** A normal distribution without what is more than two deviations from its mean: its variance, by the density φ and 1 − 2·Φ(−2). */
const [DENSITY, WITHIN] = [Math.exp(-2) / Math.sqrt(2 * Math.PI), 0.9544997361036416];
const TRUNCATED_VARIANCE = 1 - (4 * DENSITY) / WITHIN;
const truncated = [
  {
    name: "TruncatedNormal",
    initializer: new TruncatedNormal({ mean: 1, standardDeviation: 3 }),
    mean: 1,
    deviation: 3,
  },
  {
    name: "VarianceScaling",
    initializer: new VarianceScaling({ scale: 2 }),
    mean: 0,
    deviation: Math.sqrt(2 / 300 / TRUNCATED_VARIANCE),
  },
];

describe.each(truncated)("$name", ({ initializer, mean, deviation }) => {
  const values = filled(initializer).map((value) => (value - mean) / deviation);

  test("stays within two deviations, and comes near both ends", () => {
    expect(values.every((value) => Math.abs(value) <= 2 + 1e-12)).toBe(true);
    expect([-1, 1].every((side) => values.some((value) => side * value > 1.99))).toBe(true);
  });

  test("has its mean and variance", () => {
    expect(Math.abs(meanOf(values, (value) => value))).toBeLessThan(4 / Math.sqrt(COUNT));
    expect(Math.abs(meanOf(values, (value) => value ** 2) - TRUNCATED_VARIANCE)).toBeLessThan(0.01);
  });
});

describe("Sparse", () => {
  const rows = (values: FloatArray): number[][] =>
    Array.from({ length: values.length / 100 }, (_, row) => Array.from(values.subarray(100 * row, 100 * (row + 1))));

  test("leaves each unit as many weights, from the normal distribution", () => {
    const values = filled(new Sparse({ sparsity: 0.899, standardDeviation: 2 }), "sparse", new Float64Array(30_000));
    for (let unit = 0; unit < 100; unit++) expect(rows(values).filter((row) => row[unit] !== 0).length).toBe(30);
    const others = values.filter((value) => value !== 0);
    expect(Math.abs(meanOf(others, (value) => value ** 2) / 4 - 1)).toBeLessThan(4 * Math.sqrt(2 / 3000));
    // Each input goes to about a tenth of the units, and not the same ones to all.
    const counts = rows(values).map((row) => row.filter((value) => value !== 0).length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThan(30);
  });

  test("refuses what it can't have", () => {
    expect(() => new Sparse({ sparsity: 1 })).toThrow(
      "Sparse: sparsity must be a finite number of at least 0 and below 1, but is 1.",
    );
    expect(() => new VarianceScaling({ mode: "fan_in" as never })).toThrow(
      'VarianceScaling: mode must be one of "fanIn", "fanOut", "fanAverage", but is "fan_in".',
    );
    expect(() => new VarianceScaling({ scale: 0 })).toThrow("VarianceScaling: scale must be a finite number above 0");
    expect(() => new TruncatedNormal({ standardDeviation: -1 })).toThrow("TruncatedNormal: standardDeviation must be");
  });
});

test("Sparse leaves each unit a weight, and has as many zeros as its share says", () => {
  const zeros = (inputs: number, sparsity: number): number => {
    const network = new Sequential([new Dense(inputs, 1, { weightInitializer: new Sparse({ sparsity }) })]);
    return network.getParameters()["0.weight"]!.filter((w) => w === 0).length;
  };
  expect([zeros(2, 0.6), zeros(100, 0.55), zeros(100, 0.07), zeros(1, 0.9)]).toEqual([1, 55, 7, 0]);
});

test("identityMatrix passes numbers on, also where there are several matrices", () => {
  const wide = new Sequential([new Dense(2, 3, { weightInitializer: identityMatrix })]);
  expect([...wide.getParameters()["0.weight"]!]).toEqual([1, 0, 0, 0, 1, 0]);
  const layers = [new LSTM(1, 2, { recurrentInitializer: identityMatrix })];
  const recurrent = new Sequential(layers, { inputShape: [3, 1] }).getParameters()["0.recurrentWeight"]!;
  expect([...recurrent]).toEqual([0, 1, 2, 3].flatMap(() => [1, 0, 0, 1]));
});

describe.each([...uniforms, ...normals, ...truncated])("$name", ({ initializer }) => {
  test("draws from the given source alone", () => {
    const few = () => new Float64Array(20);
    expect(filled(initializer, "a", few())).toEqual(filled(initializer, "a", few()));
    expect(filled(initializer, "a", few())).not.toEqual(filled(initializer, "b", few()));
  });

  test("gives the same values in single precision, rounded", () => {
    const single = filled(initializer, "a", new Float32Array(20));
    expect(single).toEqual(Float32Array.from(filled(initializer, "a", new Float64Array(20))));
  });
});

test.each([
  { name: "zeros", initializer: zeros, value: 0 },
  { name: "ones", initializer: ones, value: 1 },
  { name: "constant(-0.3)", initializer: new Constant(-0.3), value: -0.3 },
])("$name is exact, and draws nothing", ({ name, initializer, value }) => {
  const values = new Float64Array(7).fill(Number.NaN);
  initializer.fill(values, fans, () => {
    throw new Error("drew");
  });
  expect([...values]).toEqual(new Array(7).fill(value));
  expect(initializer.name).toBe(name);
});

describe("Dense", () => {
  const weightsOf = (initializer?: Initializer) => {
    const options = initializer === undefined ? {} : { weightInitializer: initializer };
    return Float64Array.from(new Sequential([new Dense(300, 100, options)]).getParameters()["0.weight"]!);
  };
  const varianceOf = (values: FloatArray): number => meanOf(values, (value) => value ** 2);

  test("takes its inputs for fanIn: He's variance is 2 by the inputs", () => {
    expect(varianceOf(weightsOf(heNormal)) * 300).toBeCloseTo(2, 0.5);
    expect(Math.abs(varianceOf(weightsOf(heNormal)) * 300 - 2)).toBeLessThan(0.1);
  });

  test("begins with glorotUniform", () => {
    const weights = weightsOf();
    expect(weights).toEqual(weightsOf(glorotUniform));
    expect(Math.abs(varianceOf(weights) * 400 - 2)).toBeLessThan(0.1);
  });
});

test("a name shows the settings", () => {
  const all = [...uniforms, ...normals].map(({ initializer }) => initializer.name);
  expect(all).toMatchInlineSnapshot(`
    [
      "glorotUniform",
      "heUniform",
      "lecunUniform",
      "varianceScaling(scale 4, fanOut, uniform)",
      "uniform(-0.05 to 0.05)",
      "uniform(-1 to 3)",
      "glorotNormal",
      "heNormal",
      "lecunNormal",
      "varianceScaling(scale 1, fanAverage, normal)",
      "normal(mean 0, standardDeviation 1)",
      "normal(mean 5, standardDeviation 0.1)",
    ]
  `);
});
