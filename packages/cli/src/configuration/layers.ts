import { type Layer, resolveStack, type Shape } from "@nn/core/component";
import { checkRole, type Draft, draftOf, madeOf, type Role, sizesOf } from "./components.js";
import type { Component } from "./types.js";

const LAYER: Role = { called: { en: "a layer", fr: "une couche" }, functions: ["outputShape"] };

/**
 * The layers of a network, each with the sizes that follow from the layer before, and the last one with that of the target, where they
 * weren't given.
 *
 * @param inputSize - How many numbers an example has.
 * @param outputSize - How many numbers a target has.
 * @throws OptionError for a layer that can't be made; ShapeError for layers that don't fit.
 */
export function layersOf(components: readonly Component[], inputSize: number, outputSize: number): Layer[] {
  const layers: Layer[] = [];
  components.forEach((component, i) => {
    const place = `network.layers[${i}]`;
    const shape = layers.length === 0 ? [inputSize] : resolveStack(layers, [inputSize]).outputShape;
    const isLast = i === components.length - 1;
    const draft = withSizes(draftOf(component, place), shape, isLast ? outputSize : undefined);
    const layer = madeOf<Layer>(draft, place);
    checkRole(layer, draft.kind, place, LAYER);
    layers.push(layer);
  });
  return layers;
}

/** A description with the sizes that follow from the shape that comes, its own and those of the layers in it. */
function withSizes({ kind, settings }: Draft, shape: Shape, outputSize: number | undefined): Draft {
  const [inputs, outputs] = sizesOf(kind);
  const sizes = {
    ...(inputs !== undefined && { [inputs]: shape.at(-1) }),
    ...(outputs !== undefined && outputSize !== undefined && { [outputs]: outputSize }),
  };
  const inner = Object.entries(settings).map(([name, value]) => [name, within(value, shape)] as const);
  return { kind, settings: { ...sizes, ...Object.fromEntries(inner) } };
}

/** A layer in another one takes what that takes; in a list of them, each takes what the one before gives. */
function within(value: unknown, shape: Shape): unknown {
  if (isDraft(value)) return withSizes(value, shape, undefined);
  if (!Array.isArray(value)) return value;
  if (!value.every(isDraft)) return value.map((each) => within(each, shape));
  const drafts: Draft[] = [];
  let comes = shape;
  for (const each of value) {
    const draft = withSizes(each, comes, undefined);
    drafts.push(draft);
    const layer = madeOf<Partial<Layer>>(draft, draft.kind);
    if (layer.outputShape === undefined) return value;
    comes = resolveStack([layer as Layer], comes).outputShape;
  }
  return drafts;
}

function isDraft(value: unknown): value is Draft {
  return typeof value === "object" && value !== null && "kind" in value && "settings" in value;
}
