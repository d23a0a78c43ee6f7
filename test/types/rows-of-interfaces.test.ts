import { type Data, Sequential } from "@nn/core";
import { type ClassAnswer, numeric, Pipeline, type RawRow, Table } from "@nn/data";
import { Dense } from "@nn/layers";
import { binaryCrossEntropy } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, expectTypeOf, test } from "vitest";

interface Measured {
  weight: number;
  height?: number | undefined;
}

interface Person extends Measured {
  readonly gender: "F" | "M";
  readonly born: Date;
}

class Flat {
  readonly area: number;
  readonly rent: number;

  constructor(area: number, rent: number) {
    this.area = area;
    this.rent = rent;
  }
}

const people: Person[] = [
  { weight: 133, height: 65, gender: "F", born: new Date(0) },
  { weight: 160, height: 72, gender: "M", born: new Date(1) },
];
const someone: Measured = { weight: 128, height: 63 };
const training = { loss: binaryCrossEntropy, optimizer: new SGD({ learningRate: 1 }), epochs: 1, batchSize: 2 };

test("rows may be of an interface, wherever rows are taken", async () => {
  const pipeline = Pipeline.fit(people, { target: "gender", ignored: ["born"] });
  const network = new Sequential([new Dense(2, 1)], { pipeline });
  const { reports } = await network.fit(people, { ...training, validation: people });
  expect(reports).toHaveLength(1);
  expect(network.evaluate(people, { loss: training.loss }).loss).toBe(reports[0]?.loss);
  expectTypeOf(network.predict(someone)).toEqualTypeOf<ClassAnswer>();
  expectTypeOf(network.predict([someone])).toEqualTypeOf<ClassAnswer[]>();
  expectTypeOf(network.predict(Table.fromRows([someone]))).toEqualTypeOf<ClassAnswer[]>();
  expectTypeOf(network.predict(Float64Array.of(0, 1))).toEqualTypeOf<Float64Array<ArrayBuffer>>();
  expect(network.predict([someone])).toEqual([network.predict(someone)]);
  expect(pipeline.inputs(someone)).toEqual(pipeline.inputs([someone]));
  expect(pipeline.warnings(people, people)).toEqual([]);
});

test("rows may be objects of a class, of which columns are named", () => {
  const flats = [new Flat(48, 610), new Flat(95, 1280)];
  const pipeline = Pipeline.fit(flats, { inputs: { area: numeric() }, target: { rent: numeric() } });
  const network = new Sequential([new Dense(1, 1)], { pipeline });
  expectTypeOf(network.predict(new Flat(60, 0))).toEqualTypeOf<number>();
  // @ts-expect-error: the pipeline takes the area.
  expect(() => network.predict(someone)).toThrow('The row has no column "area"');
});

test("lists, tables and data sets are no row", () => {
  expectTypeOf<number[]>().not.toExtend<RawRow>();
  expectTypeOf<Float64Array>().not.toExtend<RawRow>();
  expectTypeOf<Table>().not.toExtend<RawRow>();
  expectTypeOf<Data>().not.toExtend<RawRow>();
  expectTypeOf<{ inputs: number; cells: string }>().toExtend<RawRow>();
});
