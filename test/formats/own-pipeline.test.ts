import { type Data, Sequential } from "@nn/core";
import type { NetworkPipeline, RowFormat } from "@nn/core/component";
import { fromFile, fromOnnx, toFile, toOnnx, toPyTorch, toServer } from "@nn/formats";
import { Dense, identity } from "@nn/layers";
import { expect, test } from "vitest";
import { moduleOf } from "./module/module-of.js";

interface House {
  readonly rooms: number;
  readonly kind: string;
}

/** A pipeline that is made of nothing from `@nn/data`: rooms in tens, a 1 for a flat, and a price in thousands. */
class Houses implements NetworkPipeline<House, number, readonly (House & { price: number })[]> {
  readonly inputSize = 2;
  readonly outputSize = 1;

  readonly rowFormat: RowFormat = {
    of: "cells",
    inputs: [
      { column: "rooms", code: { ...scaled("x / ten", "y * ten", { ten: 10 }), missing: null, indicator: false } },
      {
        column: "kind",
        code: { name: "flat", categories: ["flat", "house"], codes: [[1], [0]], unknown: null, missing: null },
      },
    ],
    targets: [{ column: "price", code: { ...scaled("x / k", "y * k", { k: 1000 }), missing: null, indicator: false } }],
  };

  get kind(): string {
    return "Houses";
  }

  settings(): object {
    return {};
  }

  takes(value: unknown): boolean {
    return this.isRow(value) || (Array.isArray(value) && this.isRow(value[0]));
  }

  isRow(value: unknown): value is House {
    return Object.hasOwn(Object(value), "rooms");
  }

  inputs(rows: House | readonly House[]): number[][] {
    return [rows].flat().map(({ rooms, kind }) => [rooms / 10, kind === "flat" ? 1 : 0]);
  }

  data(table: readonly (House & { price: number })[]): Data {
    return { inputs: this.inputs(table), targets: table.map(({ price }) => [price / 1000]) };
  }

  answers(outputs: readonly ArrayLike<number>[]): number[] {
    return outputs.map((row) => row[0]! * 1000);
  }
}

/** The same row as two arrays by their names. */
class Pairs extends Houses {
  override readonly rowFormat: RowFormat = { of: "arrays", inputs: { rooms: [1], flat: [1] }, outputs: { price: [1] } };

  override get kind(): string {
    return "Pairs";
  }
}

function scaled(formula: string, inverse: string, constants: Readonly<Record<string, number>>) {
  return { name: "own", formula, inverse, constants };
}

const rows: readonly House[] = [
  { rooms: 3, kind: "flat" },
  { rooms: 8, kind: "house" },
];

function networkWith(pipeline: Houses): Sequential {
  return new Sequential([new Dense(2, 1, { activation: identity })], { seed: 1, pipeline }) as unknown as Sequential;
}

test("a pipeline of one's own goes wherever one of ours goes, by what it says of its rows", async () => {
  const network = networkWith(new Houses());
  const answers = (network.predict as (rows: unknown) => number[])(rows);
  const onnx = toOnnx(network, { dtype: "float64" });
  const read = fromOnnx(onnx, { kinds: [Houses] });
  expect(read.pipeline).toBeInstanceOf(Houses);
  expect(read.predict(rows as never)).toEqual(answers);
  expect(fromFile(JSON.stringify(toFile(network)), { kinds: [Houses] }).network.predict(rows as never)).toEqual(
    answers,
  );
  const { predict } = await moduleOf(network);
  expect(predict(rows)).toEqual(answers);
  expect(() => predict({ rooms: 3, kind: "tent" })).toThrow('"tent"');
  const { program } = toPyTorch(network);
  expect(program).toContain('scaled(rows, "rooms", None, False, lambda x: x / 10),');
  expect(program).toContain('coded(rows, "kind", None, None, {"flat": [1], "house": [0]}),');
  const described = JSON.stringify(toServer(network));
  expect(described).toContain("rooms");
});

test("so does one of arrays by their names", async () => {
  const network = networkWith(new Pairs());
  const [price] = network.predict([0.3, 1]) as unknown as number[];
  const { predict } = await moduleOf(network);
  expect(predict({ rooms: 0.3, flat: [1] })).toEqual({ price: [price] });
  expect(toPyTorch(network).program).toContain('numbers_of(rows, "flat", 1),');
  for (const name of ["rooms", "flat", "price"]) {
    expect(Buffer.from(toOnnx(network)).includes(name)).toBe(true);
    expect(JSON.stringify(toServer(network))).toContain(name);
  }
});

test("a file of one says what kind it needs", () => {
  expect(() => fromOnnx(toOnnx(networkWith(new Houses())))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: The ONNX file's pipeline is of the kind "Houses", which isn't one of @nn. It has: defineActivation, defineLoss, RuleOptimizer, Pipeline, NumberCode, CategoryCode, NamedArrays. One of your own is given as fromOnnx(file, { kinds: [Houses] }).]`,
  );
});

test("what a pipeline says of its rows is looked at, and it may say nothing", () => {
  const said = (rowFormat: unknown): string => {
    const pipeline = Object.defineProperty(new Houses(), "rowFormat", { value: rowFormat });
    const errors = [toOnnx, toPyTorch, toServer].map((write) => {
      try {
        return write(networkWith(pipeline)) && "";
      } catch (error) {
        return (error as Error).message;
      }
    });
    for (const message of errors.slice(1)) expect(message.slice(-40)).toBe(errors[1]!.slice(-40));
    return errors[0]!;
  };
  expect(said(undefined)).toMatchInlineSnapshot(
    `"toOnnx: the pipeline can't be written in operators: it is a Houses, which says no rowFormat. Write the network without it: { pipeline: false }."`,
  );
  expect(said({ of: "rows" })).toMatchInlineSnapshot(
    `"toOnnx: the pipeline can't be written in operators: its rowFormat must be of "cells" or of "arrays", but is of "rows"."`,
  );
  expect(said({ of: "arrays", inputs: { rooms: [0] }, outputs: { price: [1] } })).toMatchInlineSnapshot(
    `"toOnnx: the pipeline can't be written in operators: its rowFormat isn't right. NamedArrays: inputs.rooms must be a shape, such as [3], but is an array of 1."`,
  );
  expect(said({ of: "arrays", inputs: { rooms: [3] }, outputs: { price: [1] } })).toMatchInlineSnapshot(
    `"toOnnx: the pipeline can't be written in operators: its rowFormat has 3 numbers for a row and 1 for an answer, but its inputSize is 2 and its outputSize 1."`,
  );
  expect(said({ of: "cells", inputs: 2, targets: 1 })).toMatchInlineSnapshot(
    `"toOnnx: the pipeline can't be written in operators: its rowFormat isn't right. Pipeline: inputs must be a list of at least one column with its code, as in [{ column: "weight", code }], but is 2."`,
  );
  expect(said({ of: "cells", inputs: [{ column: "rooms", code: 2 }], targets: [] })).toMatchInlineSnapshot(
    `"toOnnx: the pipeline can't be written in operators: its rowFormat isn't right. NumberCode: name must be a text, but is undefined."`,
  );
});
