import type { Sequential } from "@nn/core";
import { type Shape, sizeOf } from "@nn/core/component";

/** Numbers for examples; whole ones where a layer takes those. */
export function examplesFor(network: Sequential, count: number): unknown[] {
  const { inputShape, places } = network.stack;
  const { indexCount } = places[0]!.layer;
  const number = (i: number): number =>
    indexCount === undefined ? ((i * 7919) % 1000) / 250 - 2 : (i * 7919) % indexCount;
  const nested = ([length, ...inner]: Shape, at: number): unknown => {
    if (length === undefined) return number(at);
    return Array.from({ length }, (_, i) => nested(inner, at + i * sizeOf(inner)));
  };
  return Array.from({ length: count }, (_, i) => nested(inputShape, i * sizeOf(inputShape)));
}
