import { readFileSync } from "node:fs";
import { parseSafetensorsMetadata, type SafetensorsFileHeader } from "@huggingface/hub";
import { Sequential } from "@nn/core";
import { readSafetensors, type Tensor, toSafetensors, writeSafetensors } from "@nn/formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trainedLayers } from "../../contracts/trained-layers.js";

/*
 * What the reader of the format's makers for JavaScript says of a file. It reads headers, from a server: here from one that is a
 * function. The numbers are taken from where it says that they lie, number by number.
 */

async function headerOf(file: Uint8Array): Promise<SafetensorsFileHeader> {
  const serve = async (_: unknown, init?: RequestInit): Promise<Response> => {
    const [, first, last] = /bytes=(\d+)-(\d+)/.exec(new Headers(init?.headers).get("range")!)!;
    const part = file.slice(Number(first), Number(last) + 1);
    const range = `bytes ${first}-${Number(first) + part.length - 1}/${file.length}`;
    return new Response(part, { status: 206, headers: { "content-range": range, etag: '"file"' } });
  };
  const path = "network.safetensors";
  const read = await parseSafetensorsMetadata({ repo: "own/network", path, fetch: serve as typeof fetch });
  if (read.sharded) throw new Error("The file was read as several.");
  return read.header;
}

/** How many bytes a number has, and how it is read from them. */
const NUMBERS: Readonly<Record<string, [bytes: number, read: (view: DataView, at: number) => number | bigint]>> = {
  U8: [1, (view, at) => view.getUint8(at)],
  I8: [1, (view, at) => view.getInt8(at)],
  U16: [2, (view, at) => view.getUint16(at, true)],
  I16: [2, (view, at) => view.getInt16(at, true)],
  U32: [4, (view, at) => view.getUint32(at, true)],
  I32: [4, (view, at) => view.getInt32(at, true)],
  F32: [4, (view, at) => view.getFloat32(at, true)],
  F64: [8, (view, at) => view.getFloat64(at, true)],
  I64: [8, (view, at) => view.getBigInt64(at, true)],
  U64: [8, (view, at) => view.getBigUint64(at, true)],
};

/** A file as that reader has it. */
async function readElsewhere(file: Uint8Array): Promise<Record<string, Pick<Tensor, "shape"> & { values: unknown }>> {
  const { __metadata__: _, ...tensors } = await headerOf(file);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const begin = 8 + Number(view.getBigUint64(0, true));
  const entries = Object.entries(tensors).map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [from, to],
      },
    ]) => {
      const [bytes, read] = NUMBERS[dtype]!;
      const values = Array.from({ length: (to - from) / bytes }, (_, i) => read(view, begin + from + i * bytes));
      return [name, { shape, values }] as const;
    },
  );
  return Object.fromEntries(entries);
}

const asLists = (tensors: Readonly<Record<string, Tensor>>) =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, values }]) => [name, { shape, values: Array.from<unknown>(values) }]),
  );

const name = fc.string({ unit: "grapheme" }).filter((text) => text !== "__proto__" && text !== "__metadata__");
const arrays = fc.oneof(
  ...[fc.int8Array(), fc.uint8Array(), fc.int16Array(), fc.uint16Array(), fc.int32Array(), fc.uint32Array()],
  ...[fc.float32Array(), fc.float64Array(), fc.bigInt64Array(), fc.bigUint64Array()],
);
const tensors = fc.dictionary(
  name,
  arrays.map((values): Tensor => ({ shape: [values.length, 1], values: values as Float32Array })),
  { noNullPrototype: true },
);

describe("an independent reader finds in our files what was written", () => {
  test("for any tensors", async () => {
    await fc.assert(
      fc.asyncProperty(tensors, async (given) => {
        expect(await readElsewhere(writeSafetensors(given))).toEqual(asLists(given));
      }),
      { seed: 18, numRuns: 100 },
    );
  });

  test.each(trainedLayers)("for the parameters of $name", async ({ layers, inputShape }) => {
    const network = new Sequential([...layers()], { inputShape, seed: "read elsewhere", dtype: "float32" });
    const values = Object.entries(network.getParameters()).map(
      ([name, list]) => [name, Float32Array.from(list)] as const,
    );
    const given = Object.fromEntries(values.map(([name, values]) => [name, { shape: [values.length], values }]));
    expect(await readElsewhere(writeSafetensors(given))).toEqual(asLists(given));
  });

  test("for a network's whole file, with its text", async () => {
    const { layers, inputShape } = trainedLayers[0]!;
    const file = toSafetensors(new Sequential([...layers()], { inputShape, seed: "read elsewhere" }));
    expect(await readElsewhere(file)).toEqual(asLists(readSafetensors(file).tensors));
    const { __metadata__: texts } = await headerOf(file);
    expect(texts).toEqual(readSafetensors(file).metadata);
  });
});

test("we find in the files of the format's own library what that reader finds", async () => {
  const url = new URL("../../fixtures/safetensors/every-format.safetensors", import.meta.url);
  const file = new Uint8Array(readFileSync(url));
  const header = await headerOf(file);
  const { tensors, metadata } = readSafetensors(file);
  const { __metadata__: texts, ...places } = header;
  expect(metadata).toEqual(texts);
  const said = Object.entries(places).map(([name, { dtype, shape }]) => [name, { dtype, shape }]);
  const ours = Object.entries(tensors).map(([name, { dtype, shape }]) => [name, { dtype, shape }]);
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(said));
});
