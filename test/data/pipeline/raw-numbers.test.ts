import { Sequential } from "@nn/core";
import { type Columnar, logarithm, mean, minMax, numeric, oneHot, ordinal, Pipeline, robust } from "@nn/data";
import { Dense, identity } from "@nn/layers";
import { binaryCrossEntropy } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { lab, people } from "./people.js";

const raw = [
  { weight: 133, height: 65, gender: "F" },
  { weight: 160, height: 72, gender: "M" },
  { weight: 152, height: 70, gender: "M" },
  { weight: 120, height: 60, gender: "F" },
];
const metric = [
  { mass: 60.3, size: 1.65, income: 21_000, gender: "F" },
  { mass: 72.6, size: 1.83, income: 340_000, gender: "M" },
  { mass: 68.9, size: 1.78, income: 28_000, gender: "M" },
  { mass: 54.4, size: 1.52, income: 95_000, gender: "F" },
];
const loss = binaryCrossEntropy;
const optimizer = new SGD({ learningRate: 1e-9 });
const scaledBy = (scale: object) => {
  return Pipeline.fit(raw, {
    inputs: { weight: numeric({ scale } as never), height: numeric({ scale } as never) },
    target: "gender",
  });
};

const pipelines: Record<string, [Pipeline<never>, readonly object[]]> = {
  "the lab's, by 135 and 66": [lab as Pipeline<never>, raw],
  standardize: [Pipeline.fit(raw, { target: "gender" }) as Pipeline<never>, raw],
  minMax: [scaledBy(minMax) as Pipeline<never>, raw],
  robust: [scaledBy(robust) as Pipeline<never>, raw],
  logarithm: [scaledBy(logarithm) as Pipeline<never>, raw],
  "numbers of each size": [Pipeline.fit(metric, { target: "gender" }) as Pipeline<never>, metric],
};

describe.each(Object.entries(pipelines))("a list of numbers and a pipeline: %s", (_, [pipeline, rows]) => {
  const network = new Sequential([new Dense(pipeline.inputSize, 1)], { pipeline, seed: 1 });
  const names = pipeline.inputColumns.map(({ column }) => column);
  const listed = rows.map((row) => names.map((name) => (row as Record<string, number>)[name]!));

  test("each row as it is, in a list, is refused with the row by its columns", () => {
    for (const row of listed) {
      const named = names.map((name, i) => `${name}: ${row[i]}`).join(", ");
      const said = `Numbers in a list go past the pipeline, but these look like a row that isn't scaled: give it by its columns, { ${named} }. If they are what the network takes, give them as a Float64Array.`;
      expect(() => network.predict(row)).toThrow(said);
      expect(() => network.predict([row, row])).toThrow(said);
      expect(() => network.evaluate({ inputs: [row], targets: [0] }, { loss })).toThrow(said);
      expect(() => network.trainer({ loss, optimizer, batchSize: 1 }).step(row, [0])).toThrow(said);
    }
  });

  test("a training on them is refused as well", () => {
    const data = { inputs: listed, targets: [0, 1, 1, 0] };
    expect(() => network.fit(data, { loss, optimizer, epochs: 1, batchSize: 4 })).toThrow("that isn't scaled");
  });

  test("scaled, each passes, and so do outliers three times as far away", () => {
    for (const scaled of pipeline.inputs(rows as never)) {
      for (const factor of [-3, -1, 1, 3]) {
        const list = scaled.map((value) => factor * value);
        expect(network.predict(list)).toEqual(Array.from(network.predict(Float64Array.from(list))));
      }
    }
  });

  test("a training on scaled ones isn't, with an outlier among them", async () => {
    const inputs = [...pipeline.inputs(rows as never), listed[0]!];
    const { reports } = await network.fit(
      { inputs, targets: [0, 1, 1, 0, 1] },
      { loss, optimizer, epochs: 1, batchSize: 4 },
    );
    expect(reports).toHaveLength(1);
  });

  test("a typed array passes, whatever is in it", async () => {
    const typed = listed.map((row) => Float64Array.from(row));
    expect(network.predict(typed[0]!)).toHaveLength(1);
    expect(network.predict(typed)).toHaveLength(4);
    expect(network.evaluate({ inputs: typed, targets: [0, 1, 1, 0] }, { loss }).loss).toBeGreaterThan(0);
  });
});

describe("beside columns that aren't scaled numbers", () => {
  const rows = [
    { weight: 133, sex: "F", size: "small", height: 65, income: 3 },
    { weight: 160, sex: "M", size: "large", height: 72, income: 1 },
  ];
  const network = (inputs: object) => {
    const pipeline = Pipeline.fit(rows, { inputs: inputs as never, target: { income: numeric() } });
    return new Sequential([new Dense(pipeline.inputSize, 1, { activation: identity })], {
      pipeline: pipeline as never,
    });
  };
  const filled = numeric({ missing: mean, indicator: true });

  test.each([
    [
      "one-hot numbers as their category",
      { weight: numeric(), sex: oneHot() },
      [133, 0, 1],
      '{ weight: 133, sex: "M" }',
    ],
    ["in another order", { sex: oneHot(), weight: numeric() }, [1, 0, 133], '{ sex: "F", weight: 133 }'],
    [
      "one that has an order",
      { size: ordinal(["small", "large"]), weight: numeric() },
      [1, 133],
      '{ size: "large", weight: 133 }',
    ],
    ["numbers of no category", { weight: numeric(), sex: oneHot() }, [133, 0, 0], "{ weight: 133, sex: … }"],
    ["numbers with an indicator", { weight: filled, sex: oneHot() }, [133, 0, 1, 0], '{ weight: 133, sex: "F" }'],
    ["one that is missing", { weight: filled, height: numeric() }, [140, 1, 65], "{ weight: …, height: 65 }"],
  ])("%s", (_, inputs, list, row) => {
    expect(() => network(inputs).predict(list as never)).toThrow(`give it by its columns, ${row}.`);
  });

  test("categories alone are numbers as they are", () => {
    expect(network({ sex: oneHot() }).predict([10, 20] as never)).toHaveLength(1);
  });
});

test("all rows of a list are looked at, and half of them must look raw", () => {
  const network = new Sequential([new Dense(2, 1)], { pipeline: lab, seed: 1 });
  const raw = [160, 72];
  const said = "{ weight: 160, height: 72 }";
  expect(() => network.predict([[135, 66], [0, 0], raw, raw])).toThrow("{ weight: 135, height: 66 }");
  expect(() => network.predict([[0, 0], raw])).toThrow(said);
  expect(network.predict([[0, 0], [1, 1], raw])).toHaveLength(3);
  expect(network.predict([[0, 0], Float64Array.from(raw)] as never)).toHaveLength(2);
});

test("a list for one input is a row, or several", () => {
  const pipeline = Pipeline.fit(raw, { inputs: { weight: numeric() }, target: "gender" });
  const network = new Sequential([new Dense(1, 1)], { pipeline, seed: 1 });
  for (const list of [[160], [160, 133], [[160], [133]]]) {
    expect(() => network.predict(list as never)).toThrow("{ weight: 160 }");
  }
  expect(network.predict([-1, 1])).toHaveLength(2);
});

test("a table, rows and lists of another length are what they were", () => {
  const network = new Sequential([new Dense(2, 1)], { pipeline: lab, seed: 1 });
  expect(lab.takes(people as readonly object[] | Columnar)).toBe(true);
  expect(() => network.predict([133, 65, 1])).toThrow("The inputs take 2 numbers an example");
  expect(() => network.predict([133, Number.NaN])).toThrow("must be finite numbers");
});
