import { readSafetensors, type Tensor, writeSafetensors } from "@nn/formats";
import fc from "fast-check";
import { expect, test } from "vitest";

const KINDS = [
  fc.float32Array({ maxLength: 20 }),
  fc.float64Array({ maxLength: 20 }),
  fc.int8Array({ maxLength: 20 }),
  fc.uint16Array({ maxLength: 20 }),
  fc.int32Array({ maxLength: 20 }),
  fc.bigInt64Array({ maxLength: 20 }),
];
const tensors = fc.dictionary(
  fc.string({ unit: "grapheme" }).filter((name) => name !== "__proto__" && name !== "__metadata__"),
  fc.oneof(...KINDS).map((values): Tensor => ({ shape: [1, values.length], values: values as Float32Array })),
  { noNullPrototype: true },
);

test("what was written is read with the same bits", () => {
  fc.assert(
    fc.property(tensors, fc.dictionary(fc.constantFrom("a", "toString", "é"), fc.string()), (given, texts) => {
      const metadata = JSON.parse(JSON.stringify(texts)) as Record<string, string>;
      const read = readSafetensors(writeSafetensors(given, { metadata }));
      expect(read.metadata).toEqual(metadata);
      expect(Object.keys(read.tensors).sort()).toEqual(Object.keys(given).sort());
      for (const [name, { shape, values }] of Object.entries(given)) {
        expect(read.tensors[name]?.shape).toEqual(shape);
        expect(read.tensors[name]?.values).toEqual(values);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("an unaligned file is read as an aligned one", () => {
  const file = writeSafetensors({ a: { shape: [2], values: new Float64Array([0.1, -0]) } });
  const moved = new Uint8Array(file.length + 1);
  moved.set(file, 1);
  expect(readSafetensors(moved.subarray(1)).tensors.a?.values).toEqual(new Float64Array([0.1, -0]));
});

test("numbers aren't copied where they lie as typed arrays need them", () => {
  const file = writeSafetensors({ a: { shape: [2 ** 20], values: new Float32Array(2 ** 20) } });
  expect(readSafetensors(file).tensors.a?.values.buffer).toBe(file.buffer);
  expect(readSafetensors(file.buffer as ArrayBuffer).tensors.a?.values.buffer).toBe(file.buffer);
});
