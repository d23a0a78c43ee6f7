import { DataError, Sequential, seededRandom } from "@nn/core";
import { sizeOf } from "@nn/core/component";
import { fromFile, fromOnnx, readSafetensors, toFile, toOnnx, toSafetensors, writeSafetensors } from "@nn/formats";
import * as layersPackage from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import fc from "fast-check";
import { expect, test } from "vitest";
import { layers as layerRows } from "../../contracts/components.js";
import { moduleOf } from "../module/module-of.js";
import { type RandomPipeline, randomPipelines } from "./pipelines.js";
import { type RandomStack, randomStacks } from "./stacks.js";

/** `npm run check:formats` takes 3,000; FUZZ_SEED, a whole number, draws others. */
const NETWORKS = Number(process.env.FORMAT_NETWORKS ?? 40);
const EXAMPLES = 3;
const run = { numRuns: NETWORKS, seed: Number(process.env.FUZZ_SEED ?? 18) } as const;
const WAIT = 300_000 + 200 * NETWORKS;
const dtypes = ["float64", "float32"] as const;

/** What each format makes of a network: another one that has to answer with the same bits. */
const FORMATS: Readonly<Record<string, (network: Sequential) => Sequential>> = {
  "its own file": (network) => fromFile(JSON.stringify(toFile(network))).network,
  "its own file, as an object": (network) => fromFile(structuredClone(toFile(network))).network,
  "JSON.stringify": (network) => fromFile(JSON.stringify(network)).network,
  "its own file in safetensors": (network) => fromFile(toSafetensors(network)).network,
  "parameters in safetensors": (network) => {
    const { layers, dtype } = network;
    const again = new Sequential([...layers], { dtype, seed: "other", inputShape: network.stack.inputShape });
    const arrays = Object.entries(network.getParameters()).map(([name, list]) => {
      const values = dtype === "float32" ? Float32Array.from(list) : Float64Array.from(list);
      return [name, { shape: [values.length], values }] as const;
    });
    const { tensors } = readSafetensors(writeSafetensors(Object.fromEntries(arrays)));
    again.setParameters(
      Object.fromEntries(Object.entries(tensors).map(([name, { values }]) => [name, values as Float64Array])),
    );
    return again;
  },
};

/** Numbers for examples; whole ones where a layer takes those. */
function numbersFor(network: Sequential, count: number, use: string): Float64Array {
  const random = seededRandom("formats", use);
  const { indexCount } = network.stack.places[0]!.layer;
  const one = () => (indexCount === undefined ? 4 * random() - 2 : Math.floor(random() * indexCount));
  return Float64Array.from({ length: count * sizeOf(network.stack.inputShape) }, one);
}

/** A network that has learnt for two steps, so that what layers remember isn't as it began. */
function trained(
  stack: RandomStack,
  dtype: (typeof dtypes)[number],
  pipeline?: RandomPipeline["pipeline"],
): Sequential {
  const options = { dtype, seed: "formats", inputShape: stack.inputShape, ...(pipeline && { pipeline }) };
  const network = new Sequential([...stack.layers], options) as unknown as Sequential;
  const optimizer = new SGD({ learningRate: 1e-3 });
  const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: EXAMPLES, allowMismatch: true });
  const size = EXAMPLES * sizeOf(network.stack.outputShape);
  for (const use of ["first", "second"]) {
    const targets = Float64Array.from({ length: size }, (_, i) => (i % 7) / 7);
    trainer.step(numbersFor(network, EXAMPLES, use), targets);
  }
  return network;
}

/** What is answered, or the sentence that it ends in: of an output that no number in the column's unit has. */
function outcome(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return (error as Error).message;
  }
}

const said = ({ layers }: Pick<RandomStack, "layers">): string => layers.map(({ name }) => name).join(", ");

test.each(dtypes)(
  "random networks in %s answer with the same bits from every format",
  async (dtype) => {
    await fc.assert(
      fc.asyncProperty(randomStacks, async (stack) => {
        const network = trained(stack, dtype);
        const inputs = numbersFor(network, EXAMPLES, "asked");
        const expected = network.predict(inputs);
        for (const [format, through] of Object.entries(FORMATS)) {
          const again = through(network);
          const place = `${format}: ${said(stack)}`;
          expect(again.predict(inputs), place).toEqual(expected);
          expect(again.getParameters(), place).toEqual(network.getParameters());
          expect(again.layers.map(({ name }) => name)).toEqual(network.layers.map(({ name }) => name));
        }
        const { predict } = await moduleOf(network);
        const size = sizeOf(stack.inputShape);
        const rows = Array.from({ length: EXAMPLES }, (_, i) => inputs.subarray(i * size, (i + 1) * size));
        const answers = rows.map((row) => network.predict(nested(row, stack.inputShape) as never));
        const given = rows.map((row) => nested(row, stack.inputShape));
        expect(predict(given), `module: ${said(stack)}`).toEqual(answers);
      }),
      run,
    );
  },
  WAIT,
);

test.each(dtypes)(
  "random pipelines in %s answer rows with the same bits from every format",
  async (dtype) => {
    await fc.assert(
      fc.asyncProperty(randomPipelines, async ({ pipeline, layers, rows }) => {
        const network = trained({ layers, inputShape: [pipeline.inputSize] }, dtype, pipeline);
        const expected = outcome(() => network.predict(rows as never));
        const { "parameters in safetensors": _, ...whole } = FORMATS;
        for (const [format, through] of Object.entries(whole)) {
          const again = through(network);
          expect(
            outcome(() => again.predict(rows as never)),
            `${format}: ${said({ layers })}`,
          ).toEqual(expected);
        }
        const { predict } = await moduleOf(network);
        const answered = outcome(() => predict(rows));
        // A module has shorter sentences.
        if (typeof expected === "string") expect(answered, `module: ${said({ layers })}`).toBeTypeOf("string");
        else expect(answered, `module: ${said({ layers })}`).toEqual(expected);
      }),
      run,
    );
  },
  WAIT,
);

test(
  "random networks come back from ONNX with the same answers, or are refused with the operator",
  () => {
    let [read, refused] = [0, 0];
    fc.assert(
      fc.property(randomStacks, (stack) => {
        const network = trained(stack, "float64");
        const inputs = numbersFor(network, EXAMPLES, "asked");
        const expected = network.predict(inputs);
        const again = fromOnnxOrRefusal(toOnnx(network, { dtype: "float64" }));
        if (again instanceof DataError) {
          refused++;
          expect(again.message, said(stack)).toMatch(/^fromOnnx: (node \d+, "|the output|its output)/);
          return;
        }
        read++;
        expect(again.stack.outputShape, said(stack)).toEqual(network.stack.outputShape);
        const got = again.predict(inputs);
        for (const [i, value] of expected.entries()) {
          expect(Math.abs(got[i]! - value), said(stack)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
        }
      }),
      { ...run, endOnFailure: true },
    );
    expect(read).toBeGreaterThan(3 * refused);
  },
  WAIT,
);

test(
  "random pipelines come back from ONNX with the same answers, or are refused with the operator",
  () => {
    let [read, refused] = [0, 0];
    fc.assert(
      fc.property(randomPipelines, ({ pipeline, layers, rows }) => {
        const network = trained({ layers, inputShape: [pipeline.inputSize] }, "float64", pipeline);
        const again = fromOnnxOrRefusal(toOnnx(network, { dtype: "float64" }));
        if (again instanceof DataError) {
          refused++;
          return;
        }
        read++;
        expect(again.pipeline!.settings()).toEqual(pipeline.settings());
        const [got, expected] = [again, network].map((one) => outcome(() => one.predict(rows as never)));
        expectClose(got, expected, said({ layers }));
      }),
      { ...run, endOnFailure: true },
    );
    expect(read).toBeGreaterThan(3 * refused);
  },
  WAIT,
);

/** Answers whose numbers agree in nine digits; labels that are as likely may be any of them. */
function expectClose(got: unknown, expected: unknown, place: string): void {
  if (typeof expected === "number") {
    expect(Math.abs((got as number) - expected), place).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
    return;
  }
  if (typeof expected !== "object" || expected === null) return;
  expect(Object.keys(got as object), place).toEqual(Object.keys(expected));
  for (const [key, value] of Object.entries(expected)) {
    expectClose((got as Record<string, unknown>)[key], value, place);
  }
}

function fromOnnxOrRefusal(file: Uint8Array): Sequential | DataError {
  try {
    return fromOnnx(file);
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
}

test("every exported layer is in random networks", () => {
  const seen = new Set<string>();
  const see = (layers: RandomStack["layers"]): void => {
    for (const layer of layers) {
      seen.add(layer.constructor.name);
      const { layers: inner } = layer as { readonly layers?: RandomStack["layers"] };
      if (inner !== undefined) see(inner);
    }
  };
  for (const { layers } of fc.sample(randomStacks, { ...run, numRuns: 200 })) see(layers);
  const exported = new Set(layerRows.map(({ component }) => component));
  expect([...exported].filter((name) => name in layersPackage && !seen.has(name))).toEqual([]);
});

/** Numbers as lists in lists, as JSON and modules take them. */
function nested(values: Float64Array, [length, ...inner]: readonly number[]): unknown {
  if (length === undefined) return values[0];
  const size = sizeOf(inner);
  return Array.from({ length }, (_, i) => nested(values.subarray(i * size, (i + 1) * size), inner));
}
