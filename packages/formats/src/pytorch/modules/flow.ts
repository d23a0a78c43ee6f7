import { type Shape, sameShape, sizeOf } from "@nn/core/component";
import { tupleText } from "../python/texts.js";

/**
 * What flows through a network in PyTorch: numbers of a shape here, which lie there as here, or with the last dimension before
 * the others; in one list, as an image of `flat` lies then.
 */
export interface Flow {
  /** The shape of an example here. */
  readonly shape: Shape;
  readonly order: "as here" | "channels first";
  /** Of numbers in one list with the channels first: the shape that they had here. */
  readonly flat?: Shape;
}

/** The order of dimensions, behind the examples, that brings the last one before the others, or back. */
export function toChannelsFirst(shape: Shape): number[] {
  return [0, shape.length, ...Array.from({ length: shape.length - 1 }, (_, axis) => axis + 1)];
}

function fromChannelsFirst(shape: Shape): number[] {
  return [0, ...Array.from({ length: shape.length - 1 }, (_, axis) => axis + 2), 1];
}

/** The same numbers as they lie here. */
export function asHere(shape: Shape): Flow {
  return { shape, order: "as here" };
}

/** With the last dimension before the others; numbers in one list have no other order. */
export function channelsFirst(shape: Shape): Flow {
  return shape.length < 2 ? asHere(shape) : { shape, order: "channels first" };
}

/** Whether numbers lie in the same order. */
export function isSame(one: Flow, other: Flow): boolean {
  const isFlatAlike = one.flat && other.flat ? sameShape(one.flat, other.flat) : one.flat === other.flat;
  return one.order === other.order && isFlatAlike && sameShape(one.shape, other.shape);
}

/** Modules that bring numbers from one order into another, and from one shape into another. */
export function between(from: Flow, to: Flow): string[] {
  if (isSame(from, to)) return [];
  const modules: string[] = [];
  const image = from.flat ?? from.shape;
  if (from.order === "channels first") {
    if (from.flat !== undefined) modules.push(`nn.Unflatten(1, ${tupleText([image.at(-1)!, ...image.slice(0, -1)])})`);
    modules.push(`Permute${tupleText(fromChannelsFirst(image))}`);
  }
  const wanted = to.flat ?? to.shape;
  const now = from.order === "channels first" ? image : from.shape;
  if (!sameShape(now, wanted)) {
    if (now.length > 1) modules.push("nn.Flatten()");
    if (wanted.length > 1) modules.push(`nn.Unflatten(1, ${tupleText(wanted)})`);
  }
  if (to.order === "channels first") {
    modules.push(`Permute${tupleText(toChannelsFirst(wanted))}`);
    if (to.flat !== undefined) modules.push("nn.Flatten()");
  }
  return modules;
}

/** In one list, in the order in which the numbers lie. */
export function flattened(flow: Flow): Flow {
  const shape = [sizeOf(flow.shape)];
  if (flow.order === "as here") return asHere(shape);
  return { shape, order: flow.order, flat: flow.flat ?? flow.shape };
}

/** For each number of one list as it lies there, where it lies here; nothing where that is the same. */
export function placesHere({ order, flat }: Flow): Float64Array | undefined {
  if (order === "as here" || flat === undefined) return undefined;
  const channels = flat.at(-1)!;
  const places = sizeOf(flat) / channels;
  return Float64Array.from({ length: sizeOf(flat) }, (_, i) => (i % places) * channels + Math.floor(i / places));
}

/** The module that moves dimensions. */
export const PERMUTE = `class Permute(nn.Module):
    """Puts the dimensions into another order."""

    def __init__(self, *order):
        super().__init__()
        self.order = order

    def forward(self, x):
        return x.permute(self.order)`;
