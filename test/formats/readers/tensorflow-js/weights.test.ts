import { fromTensorFlowJs } from "@nn/formats";
import { expect, test } from "vitest";
import { dense, file, specs } from "./made.js";

test("quantized weights", () => {
  const quantized = (dtype: string, more: object) =>
    specs.map((spec) => ({ ...spec, quantization: { dtype, ...more } }));
  const bytes = (weights: Uint8Array | Uint16Array) => ({ weights: new Uint8Array(weights.buffer) });
  const eight = { ...file([dense()], quantized("uint8", { scale: 0.5, min: -1 })), ...bytes(Uint8Array.of(0, 2, 5)) };
  expect(Array.from(fromTensorFlowJs(eight).predict([10, 1]) as number[])).toEqual([-8.5]);
  const sixteen = {
    ...file([dense()], quantized("uint16", { scale: 2, min: 1 })),
    ...bytes(Uint16Array.of(0, 1, 500)),
  };
  expect(Array.from(fromTensorFlowJs(sixteen).predict([10, 1]) as number[])).toEqual([1014]);
  const half = { ...file([dense()], quantized("float16", {})), ...bytes(Uint16Array.of(0x3c00, 0xc000, 0x3800)) };
  expect(Array.from(fromTensorFlowJs(half).predict([10, 1]) as number[])).toEqual([8.5]);
});

const [kernel, bias] = specs;

test.each([
  [
    [{ ...kernel, dtype: "int32" }, bias],
    `The TensorFlow.js model's weight "a/kernel" has the dtype "int32", which isn't read.`,
  ],
  [[{ ...kernel, quantization: { dtype: "uint4" } }, bias], 'has the dtype "uint4", which isn\'t read.'],
  [
    [{ ...kernel, quantization: { dtype: "uint8" } }, bias],
    `"a/kernel": scale must be a finite number, but is undefined.`,
  ],
  [
    [{ ...kernel, shape: [2, 2 ** 40] }, bias],
    `"a/kernel" ends at byte 8796093022208, but the weights have 12 bytes. Give those of all files.`,
  ],
  [[{ ...kernel, shape: [-2, -1] }, bias], `"a/kernel" must have a shape of whole numbers.`],
  [[kernel, kernel], `"a/kernel" ends at byte 16`],
  [[bias, bias, bias], `The TensorFlow.js model's weight "a/bias" comes twice.`],
  [[bias], "The TensorFlow.js model's weights have 12 bytes, but its weightsManifest is about 4."],
  [[{ ...bias, name: "a/b/kernel" }, kernel], "has more than one kernel in the file."],
  [[{ ...bias, name: 5 }], "weightsManifest: group 0: the name of a weight must be a text, but is 5."],
])("%#: a weight that isn't read is said with its name", (weights, message) => {
  expect(() => fromTensorFlowJs(file([dense()], weights as object[]))).toThrow(message);
});
