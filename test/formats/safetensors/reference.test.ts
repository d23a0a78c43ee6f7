import { readFileSync } from "node:fs";
import { readSafetensors, writeSafetensors } from "@nn/formats";
import { expect, test } from "vitest";

// Files that the format's own library wrote; the program beside them says how.
const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/safetensors/${name}.safetensors`, import.meta.url)));

test("a file of the format's own library is read, each number format exactly", () => {
  const { tensors, metadata } = readSafetensors(fixture("every-format"));
  expect(metadata).toEqual({ from: 'Ünïcode "quoted"' });
  expect(Object.fromEntries(Object.entries(tensors).map(([name, { values }]) => [name, values]))).toEqual({
    "1": new BigUint64Array([2n ** 63n]),
    "2": new BigInt64Array([2n ** 62n, -2n]),
    a: new Float64Array([0.1, -0, 1e300]),
    "b.weight": new Float32Array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]),
    scalar: new Float32Array([3.5]),
    "é 😀": new Float32Array(0),
    uint32: new Uint32Array([2 ** 31]),
    int32: new Int32Array([-3, 4]),
    half: new Float32Array([0.5, -1.5, 65504, 2 ** -24, -0, Infinity, -Infinity, Number.NaN]),
    uint16: new Uint16Array([65535, 0, 1]),
    int16: new Int16Array([-3]),
    int8: new Int8Array([-128]),
    uint8: new Uint8Array([1, 2, 255]),
    bool: new Uint8Array([1, 0]),
  });
  expect(tensors["b.weight"]?.shape).toEqual([2, 3]);
  expect(tensors.scalar?.shape).toEqual([]);
  expect(tensors["é 😀"]?.shape).toEqual([0, 3]);
  expect(tensors.bool?.dtype).toBe("BOOL");
  expect(tensors.half?.dtype).toBe("F16");
});

test("what is written has the bytes that the format's own library writes", () => {
  const file = fixture("typed-arrays");
  const { tensors, metadata } = readSafetensors(file);
  const turned = Object.fromEntries(Object.entries(tensors).reverse());
  expect(writeSafetensors(turned, { metadata })).toEqual(file);
  expect(writeSafetensors({})).toEqual(new Uint8Array([8, 0, 0, 0, 0, 0, 0, 0, 123, 125, ...Array(6).fill(32)]));
});

test("brain floats are the first halves of float32", () => {
  const header = '{"x":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]}}         ';
  const bytes = new Uint8Array([64, 0, 0, 0, 0, 0, 0, 0, ...Buffer.from(header), 0x80, 0x3f, 0x20, 0xc1, 0, 0x80]);
  expect(readSafetensors(bytes).tensors.x?.values).toEqual(new Float32Array([1, -10, -0]));
});
