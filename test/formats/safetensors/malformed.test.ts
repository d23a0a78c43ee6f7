import { readSafetensors, writeSafetensors } from "@nn/formats";
import { expect, test } from "vitest";

/** A file with a header and so many bytes behind it. */
function fileOf(header: string | Uint8Array, bytes = 0, size = Buffer.from(header).length): Uint8Array {
  const file = new Uint8Array(8 + Buffer.from(header).length + bytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(size), true);
  file.set(Buffer.from(header), 8);
  return file;
}

const tensor = (from: number, to: number, more: object = {}) => ({
  dtype: "F32",
  shape: [(to - from) / 4],
  data_offsets: [from, to],
  ...more,
});
const entries = (header: object, bytes: number) => fileOf(JSON.stringify(header), bytes);

test.each([
  [new Uint8Array(7), "A safetensors file has at least 8 bytes, but this one has 7."],
  [
    fileOf("{}", 0, 100_000_001),
    "The header of the safetensors file has 100000001 bytes by its first eight, but may have 100000000 at most: this is most likely no such file.",
  ],
  [fileOf("{}", 0, 3), "only 2 follow: the file is cut off, or no such file."],
  [new Uint8Array(8).fill(255), "by its first eight, but may have 100000000 at most"],
  [fileOf(" {}"), 'The header of the safetensors file must begin with "{", but begins with " ".'],
  [fileOf(""), 'must begin with "{", but begins with undefined.'],
  [fileOf('{"a":'), "The header of the safetensors file is no JSON"],
  [fileOf(new Uint8Array([0x7b, 0xff, 0x7d])), "The header of the safetensors file is no text in UTF-8."],
  [fileOf('{"a":[[[[1]]]]}'), "The header of the safetensors file has lists or objects more than 4 deep."],
  [
    fileOf(`{"a":${JSON.stringify(tensor(0, 4))},"\\u0061":${JSON.stringify(tensor(0, 4))}}`, 4),
    'The header of the safetensors file has the name "a" twice in one object.',
  ],
  [
    fileOf(`{"__proto__":${JSON.stringify(tensor(0, 4))}}`, 4),
    'The header of the safetensors file has the name "__proto__", which nothing in it may have.',
  ],
  [entries({ a: 1 }, 0), `The safetensors file's tensor "a" must be { dtype, shape, data_offsets }, but is 1.`],
  [entries({ a: tensor(0, 4, { more: 1 }) }, 4), 'but has "more" as well.'],
  [entries({ a: tensor(0, 4, { dtype: "F8_E4M3" }) }, 4), 'has the dtype "F8_E4M3". There are BOOL, U8, I8,'],
  [entries({ a: tensor(0, 4, { dtype: "toString" }) }, 4), 'has the dtype "toString".'],
  [
    entries({ a: tensor(0, 4, { shape: [-1] }) }, 4),
    "must have a shape of whole numbers, [2, 3], but has an array of 1.",
  ],
  [entries({ a: tensor(0, 4, { shape: [1.5] }) }, 4), "must have a shape of whole numbers"],
  [entries({ a: tensor(0, 4, { shape: [2 ** 60] }) }, 4), "must have a shape of whole numbers"],
  [entries({ a: tensor(0, 4, { data_offsets: [0] }) }, 4), "must have data_offsets of two whole numbers"],
  [
    entries({ a: tensor(0, 4, { shape: [2] }) }, 4),
    `The safetensors file's tensor "a", F32 of the shape [2], takes 8 bytes, but its data_offsets are 0 and 4.`,
  ],
  [entries({ a: tensor(0, 4, { shape: Array(40).fill(2 ** 40) }) }, 4), "takes Infinity bytes"],
  [
    entries({ a: tensor(0, 4), b: tensor(8, 12) }, 12),
    `The safetensors file's tensor "b" begins at byte 8, but the one before it ends at 4: tensors must lie one behind the other, without gaps.`,
  ],
  [entries({ a: tensor(0, 8), b: tensor(4, 8) }, 8), `"b" begins at byte 4, but the one before it ends at 8`],
  [entries({ a: tensor(4, 8) }, 8), `"a" begins at byte 4, but the one before it ends at 0`],
  [
    entries({ a: tensor(0, 8) }, 4),
    "The safetensors file's tensors take 8 bytes, but 4 follow its header: the file is cut off.",
  ],
  [entries({ a: tensor(0, 4) }, 5), "something was added to the file."],
  [entries({ __metadata__: { a: 1 } }, 0), 'must have texts in its __metadata__, but "a" is 1.'],
  [entries({ __metadata__: [] }, 0), "must have texts in its __metadata__, but it is an empty array."],
])("refuses file %#", (file, sentence) => {
  expect(() => readSafetensors(file)).toThrow(expect.objectContaining({ name: "DataError" }));
  expect(() => readSafetensors(file)).toThrow(sentence);
});

test.each([
  [
    { a: { shape: [1], values: [1] } },
    "must have its values in a typed array, such as a Float32Array, but has an array of 1.",
  ],
  [{ a: 1 }, 'writeSafetensors: tensor "a" must be { shape, values }, but is 1.'],
  [{ a: { shape: [2], values: new Float32Array(1) } }, "has the shape [2], 2 numbers, but 1 values."],
  [{ a: { shape: [-1], values: new Float32Array(1) } }, "must have a shape of whole numbers"],
  [
    { a: { shape: [1], values: new Float32Array(1), dtype: "F16" } },
    'can\'t be written as "F16" from a Float32Array. Leave out its dtype, which is F32.',
  ],
  [{ a: { shape: [1], values: new Uint8ClampedArray(1) } }, "must have its values in a typed array"],
  [{ __metadata__: { shape: [1], values: new Float32Array(1) } }, "no tensor may have that name."],
  [{ "\ud800": { shape: [1], values: new Float32Array(1) } }, "has half a character"],
])("refuses to write %#", (tensors, sentence) => {
  expect(() => writeSafetensors(tensors as never)).toThrow(sentence);
});

test("refuses metadata that isn't texts", () => {
  expect(() => writeSafetensors({}, { metadata: { epoch: 3 } as never })).toThrow(
    'writeSafetensors: metadata must be texts by their names, but is 3 as "epoch".',
  );
});
