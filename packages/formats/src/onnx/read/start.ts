import { DataError } from "@nn/core";
import { type Shape, show, sizeOf } from "@nn/core/component";
import type { Message } from "../schema/message.js";
import type { Flow } from "./flow.js";
import { MOST_BYTES } from "./model.js";
import { RECURRENT } from "./operators/recurrent.js";

/** What comes in, with its dimensions in the order that the first operator which asks for one takes them in. */
export function startOf({ name = "", type }: Message<"ValueInfoProto">, nodes: readonly Message<"NodeProto">[]): Flow {
  const place = `fromOnnx: the input, ${show(name)},`;
  const dims = Array.from(type?.tensor_type?.shape?.dim ?? []);
  const asked = askedOf(name, nodes);
  const isSteps = Object.hasOwn(RECURRENT, asked ?? "") && dims.length === 3;
  const isImage = asked !== undefined && !isSteps && dims.length > 2;
  const rank = dims.length;
  const axes = isSteps
    ? [1, 0, 2]
    : isImage
      ? [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, i) => i + 1)]
      : dims.map((_, i) => i);
  if (rank < 2 || rank > 5)
    throw new DataError(`${place} has ${rank} dimensions; a network's has 2 to 5, with the examples.`);
  const shape: number[] = [];
  for (const [i, axis] of axes.entries()) {
    const size = dims[i]!.dim_value ?? 0;
    if (axis > 0 && !(Number.isSafeInteger(size) && size > 0)) {
      throw new DataError(`${place} must say how large its dimension ${i} is. Only that of the examples may be open.`);
    }
    if (axis > 0) shape[axis - 1] = size;
  }
  if (sizeOf(shape as Shape) > MOST_BYTES) throw new DataError(`${place} has more numbers than a network can take.`);
  return { ...straight(shape), axes };
}

/** The first operator behind the input that asks for an order of the dimensions. */
function askedOf(name: string, nodes: readonly Message<"NodeProto">[]): string | undefined {
  const same = new Set([name]);
  for (const { input, output, op_type = "" } of nodes) {
    const [first = ""] = Array.from(input ?? []);
    if (!same.has(first)) continue;
    if (/^(Conv|MaxPool|BatchNormalization)$/.test(op_type) || Object.hasOwn(RECURRENT, op_type)) return op_type;
    if (/^(Identity|Dropout|Cast|Relu|Tanh|Sigmoid)$/.test(op_type)) same.add(Array.from(output ?? [])[0] ?? "");
  }
  return undefined;
}

/** Numbers of a shape, as they lie here. */
export function straight(shape: Shape): Flow {
  const axes = [0, ...shape.map((_, axis) => axis + 1)];
  return { chain: { before: undefined, shape, numbers: {}, depth: 0 }, axes, isFlat: false };
}
