import { Sequential } from "@nn/core";
import { type Columnar, logarithm, minMax, numeric, Pipeline, robust } from "@nn/data";
import { Dense } from "@nn/layers";
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
    }
  });

  test("scaled, each passes, and so do outliers three times as far away", () => {
    for (const scaled of pipeline.inputs(rows as never)) {
      for (const factor of [-3, -1, 1, 3]) {
        const list = scaled.map((value) => factor * value);
        expect(network.predict(list)).toEqual(Array.from(network.predict(Float64Array.from(list))));
      }
    }
  });

  test("an array of a type passes, whatever is in it", () => {
    expect(network.predict(Float64Array.from(listed[0]!))).toHaveLength(1);
  });
});

test("a table, rows and lists of another length are what they were", () => {
  const network = new Sequential([new Dense(2, 1)], { pipeline: lab, seed: 1 });
  expect(lab.takes(people as readonly object[] | Columnar)).toBe(true);
  expect(() => network.predict([133, 65, 1])).toThrow("The inputs take 2 numbers an example");
  expect(() => network.predict([133, Number.NaN])).toThrow("must be finite numbers");
});
