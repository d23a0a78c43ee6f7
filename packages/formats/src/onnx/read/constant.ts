import { DataError } from "@nn/core";
import { arranged, formatShape, type Shape, show, sizeOf } from "@nn/core/component";
import type { Message } from "../schema/message.js";
import { TYPE } from "../schema/types.js";

/** Numbers of a file, row-major. */
export interface Constant {
  readonly values: Float32Array | Float64Array;
  readonly shape: Shape;
  /** The standard's number for what they are. */
  readonly type: number;
  /** Whether it was repeated for each example. */
  readonly isForEach?: true;
}

/** Texts of a file, in one list. */
export interface Texts {
  readonly texts: readonly string[];
}

/** So many dimensions are more than any network has. */
const MOST_DIMENSIONS = 8;
const BYTES: ReadonlyMap<number, number> = /* @__PURE__ */ new Map([
  [TYPE.float32, 4],
  [TYPE.float64, 8],
  [TYPE.int32, 4],
  [TYPE.int64, 8],
]);

/**
 * A tensor of a file, whose numbers must be there and as many as its shape says; or its texts.
 *
 * @param what - How a message calls it.
 * @throws DataError for one that isn't.
 */
export function constantOf(tensor: Message<"TensorProto">, what: string): Constant | Texts {
  const { raw_data: raw, data_type: type = 0, data_location, external_data } = tensor;
  const shape = Array.from(tensor.dims ?? []);
  const refuse = (why: string): never => {
    throw new DataError(`fromOnnx: ${what} ${why}`);
  };
  if (data_location === 1 || (external_data?.length ?? 0) > 0) {
    refuse("has its numbers in another file, which isn't read. Write the model with all numbers in one file.");
  }
  if (type === TYPE.string) return { texts: Array.from(tensor.string_data ?? []) };
  const size = BYTES.get(type);
  if (size === undefined) return refuse(`has numbers of type ${type}: only float, double, int32 and int64 are read.`);
  if (shape.length > MOST_DIMENSIONS || !shape.every((n) => Number.isSafeInteger(n) && n >= 0)) {
    refuse(`has the shape [${show(shape.join(", ")).slice(1, -1)}], which is none.`);
  }
  const count = sizeOf(shape);
  const given = raw ?? tensor.float_data ?? tensor.double_data ?? tensor.int32_data ?? tensor.int64_data ?? [];
  const found = raw === undefined ? given.length : raw.length / size;
  if (found !== count) refuse(`has ${found} numbers, but its shape, ${formatShape(shape)}, has ${count}.`);
  const values = raw === undefined ? Float64Array.from(given) : numbersIn(raw, type, count);
  return { values: type === TYPE.float32 ? Float32Array.from(values) : values, shape, type };
}

function numbersIn(raw: Uint8Array, type: number, count: number): Float32Array | Float64Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = type === TYPE.float32 ? new Float32Array(count) : new Float64Array(count);
  for (let i = 0; i < count; i++) {
    if (type === TYPE.float32) values[i] = view.getFloat32(4 * i, true);
    else if (type === TYPE.float64) values[i] = view.getFloat64(8 * i, true);
    else if (type === TYPE.int32) values[i] = view.getInt32(4 * i, true);
    else values[i] = Number(view.getBigInt64(8 * i, true));
  }
  return values;
}

/** With its dimensions in another order. */
export function turned({ values, shape, type }: Constant, order: readonly number[]): Constant {
  return { ...(arranged(values, shape, { transpose: order }) as Pick<Constant, "values" | "shape">), type };
}

/** The shortest decimal number that a file's format doesn't tell from it, so that 0.1 is 0.1 again. */
export function plainNumber(value: number, type: number): number {
  if (type !== TYPE.float32) return value;
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
