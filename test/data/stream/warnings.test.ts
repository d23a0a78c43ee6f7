import { DivergenceError, Sequential, type Warning } from "@nn/core";
import { fitStream, label, Pipeline, Table, WindowStream } from "@nn/data";
import { BatchNormalization, Dense, identity, sigmoid } from "@nn/layers";
import { binaryCrossEntropy } from "@nn/losses";
import { LBFGS, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { network, options, stream } from "./streamed.js";

const normalized = () => new Sequential([new Dense(2, 3), new BatchNormalization(), new Dense(3, 1)], { seed: 4 });
const windowsOf = (sizes: readonly number[]) =>
  new WindowStream(() =>
    sizes.map((size) => {
      const rows = Array.from({ length: size }, (_, i) => i);
      return { inputs: rows.map((i) => [Math.sin(i), Math.cos(3 * i)]), targets: rows.map((i) => i / size) };
    }),
  ) as never;

describe("warnings", () => {
  const warned = async (of: Sequential, from: WindowStream<never>, more: object = {}): Promise<Warning[]> => {
    const told: Warning[] = [];
    const { warnings } = await fitStream(of, from, { ...options(), ...more, onWarning: (each) => told.push(each) });
    expect(warnings).toEqual(told);
    return told;
  };
  const kinds = async (...given: Parameters<typeof warned>) => (await warned(...given)).map(({ kind }) => kind);

  test("none of what trains well", async () => {
    expect(await kinds(network(), stream() as never)).toEqual([]);
  });

  test("of an optimizer that compares its steps", async () => {
    const [warning] = await warned(network(), stream() as never, { optimizer: new LBFGS() });
    expect(warning!.kind).toBe("other examples");
    expect(warning!.message).toMatch(/each batch has others\. Choose an optimizer for batches, such as Adam\.$/);
  });

  test.each([
    ["the first window", [5, 8, 4], 4, "the last batch of 5 examples is a single example"],
    ["a later one", [8, 4, 9], 4, "the last batch of 9 examples is a single example"],
    ["a last one of one example", [8, 8, 1], 4, "the last batch of 1 examples is a single example"],
  ])("of means over a batch of one, with which %s ends, once", async (_, sizes, batchSize, said) => {
    const [warning, ...others] = await warned(normalized(), windowsOf(sizes), { batchSize });
    expect(others).toEqual([]);
    expect(warning!.kind).toBe("batch of one");
    expect(warning!.message).toBe(
      `layer 1, BatchNormalization, takes means over batches, but ${said}, so that its output doesn't ` +
        "depend on its input. Choose a batchSize that leaves none over.",
    );
  });

  test("of means over batches of one alone", async () => {
    const [warning] = await warned(normalized(), windowsOf([4, 4]), { batchSize: 1 });
    expect(warning!.message).toMatch(/but each batch is a single example, .* Choose a batchSize of 16 or more\.$/);
  });

  test("not of windows that leave two or none over, nor of layers without such means", async () => {
    expect(await kinds(normalized(), windowsOf([4, 6, 2]), { batchSize: 4 })).toEqual([]);
    expect(await kinds(network(), windowsOf([5, 5]), { batchSize: 4 })).toEqual([]);
  });

  test("of targets beyond the last layer, of one target, of large inputs, and of a rate that moves nothing", async () => {
    const of = (inputs: number[][], targets: number[]) => new WindowStream(() => [{ inputs, targets }]) as never;
    const inputs = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
    expect(
      await kinds(
        network(),
        of(
          inputs,
          inputs.map((_, i) => i),
        ),
      ),
    ).toContain("unreachable targets");
    expect(
      await kinds(
        network(),
        of(
          inputs,
          inputs.map(() => 0.5),
        ),
      ),
    ).toContain("constant targets");
    const large = inputs.map(([a, b]) => [1e6 + a!, 1e6 + b!]);
    const [saturated] = await warned(
      network(),
      of(
        large,
        inputs.map((_, i) => i / 40),
      ),
    );
    expect(saturated!.message).toContain("column 0 goes from");
    const still = { optimizer: new SGD({ learningRate: 0 }) };
    expect(
      await kinds(
        network(),
        of(
          inputs,
          inputs.map((_, i) => i / 40),
        ),
        still,
      ),
    ).toContain("unmoved");
  });

  test("of the rows that a pipeline is given, and of a training that begins anew", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ weight: 120 + i, year: 2021, heavy: i > 20 ? "yes" : "no" }));
    const tables = new WindowStream(() => [Table.fromRows(rows)]);
    const pipeline = Pipeline.fit(rows, { target: { heavy: label(["no", "yes"]) } });
    const one = new Sequential([new Dense(2, 1, { activation: sigmoid })], { pipeline });
    const told: Warning[] = [];
    const logistic = { ...options(), loss: binaryCrossEntropy, onWarning: (each: Warning) => told.push(each) };
    await fitStream(one, tables, logistic);
    expect(told[0]!.message).toContain('The column "year" has one value in all 40 rows');
    const again = await fitStream(one, tables, logistic);
    expect(again.warnings.map(({ kind }) => kind)).toContain("begun anew");
  });

  test("a loss that grows beyond return ends it, with the epoch and the batch", async () => {
    const one = new Sequential([new Dense(2, 1, { activation: identity })]);
    const wild = { ...options(), optimizer: new SGD({ learningRate: 40 }), epochs: 40, onWarning: () => {} };
    const error = await fitStream(one, stream(), wild).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(DivergenceError);
    expect((error as Error).message).toMatch(/in epoch \d+, batch 7 /);
  });

  test("are looked for in few numbers, however large the window", async () => {
    let most = 0;
    const large = {
      size: 5000,
      inputShape: [2],
      targetShape: [1],
      read(inputs: Float64Array, targets: Float64Array, rows: Uint32Array, from: number, to: number) {
        most = Math.max(most, to - from);
        for (let i = from; i < to; i++) {
          inputs[2 * (i - from)] = Math.sin(rows[i]!);
          inputs[2 * (i - from) + 1] = Math.cos(rows[i]!);
          targets[i - from] = rows[i]! / 5000;
        }
      },
    };
    await fitStream(network(), new WindowStream(() => [large as never]), { ...options(), epochs: 1 });
    expect(most).toBe(1024);
  });
});
