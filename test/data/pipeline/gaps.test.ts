import { Sequential } from "@nn/core";
import { mean, numeric, oneHot, Pipeline, type RawRow, shift, Table } from "@nn/data";
import { Dense } from "@nn/layers";
import { binaryCrossEntropy } from "@nn/losses";
import { expect, test } from "vitest";

test("undefined and NaN are gaps, as null is and as they are in a table", () => {
  const made = [undefined, Number.NaN, null].map((gap) => {
    const rows = [
      { weight: 110, island: "Dream", sex: "F" },
      { weight: gap, island: gap, sex: "M" },
      { weight: 130, island: "Biscoe", sex: "F" },
    ];
    const inputs = { weight: numeric({ missing: mean }), island: oneHot({ missing: "zeros" }) };
    const [plain, table] = [rows, Table.fromRows(rows)].map((given) =>
      Pipeline.fit(given as readonly RawRow[], { inputs, target: "sex" }),
    );
    expect(plain).toEqual(table);
    return [plain!.settings(), plain!.inputs(rows), plain!.warnings(rows)];
  });
  expect(made[0]).toEqual(made[2]);
  expect(made[1]).toEqual(made[2]);
});

test("a gap among the answers is told as one, and how such rows are left out", async () => {
  const rows = [
    { weight: 110, price: 3, sex: "F" },
    { weight: 120, price: null, sex: "M" },
    { weight: 130, price: 5, sex: null },
  ];
  const inputs = { weight: numeric() };
  const prices = Pipeline.fit(rows, { inputs, target: { price: numeric() } });
  const sexes = Pipeline.fit(rows, { inputs, target: "sex" });
  const told = "the answer is missing, which the network is to learn or to be measured by. Leave such rows out: ";
  expect(() => prices.data(rows)).toThrow(
    `Row 1, counted from 0, column "price": ${told}Table.fromRows(rows).dropMissing("price").`,
  );
  expect(() => prices.data(undefined as never)).toThrow("A pipeline takes a table, or a list of rows");
  const table = Table.fromRows(rows);
  const network = new Sequential([new Dense(1, 1)], { pipeline: sexes });
  expect(() => network.evaluate(table, { loss: binaryCrossEntropy })).toThrow(
    `Row 2, counted from 0, column "sex": ${told}table.dropMissing("sex").`,
  );
  expect(sexes.data(table.dropMissing("sex"))).toMatchObject({ targets: [[0], [1]] });
  const filled = Pipeline.fit(rows, { inputs, target: { price: numeric({ missing: 4, scale: shift([0]) }) } });
  expect(filled.data(rows)).toMatchObject({ targets: [[3], [4], [5]] });
});
