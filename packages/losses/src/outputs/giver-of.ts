import { type Giver, type PartOfExample, type Place, type Source, sizeOf } from "@nn/core/component";

/** Where the same numbers come from, one layer further in front; `undefined` where they come from nowhere or from several. */
type Before = (part: PartOfExample) => Giver | undefined;

/**
 * The layer that gives a part of what places give, through layers that pass numbers on by their equations, as `Concatenate` and
 * `Flatten` do; `undefined` where another layer follows, or where that one says nothing of its range.
 */
export function giverOf(
  places: readonly Place[],
  part: PartOfExample,
  before: Before = () => undefined,
): Giver | undefined {
  const place = places.at(-1);
  if (place === undefined) return before(part);
  const { layer, label, inputShape } = place;
  if (layer.outputRange !== undefined)
    return { layer: { outputRange: rangeOf(place, part) }, label, outputShape: rowOf(place, part) };
  const equations = layer.equations?.(inputShape) ?? [];
  const inFront: Before = (own) => giverOf(places.slice(0, -1), own, before);
  let now = part;
  for (let at = equations.length - 1; at >= 0; at--) {
    const list = equations[at];
    if (!("formula" in list) || !/^\w+$/.test(list.formula.trim())) return undefined;
    const reads = (i: number): unknown => list.reads(i, NO_NUMBERS)[list.formula.trim()];
    const first = sourceAt(reads(now.begin));
    if (first === undefined) return undefined;
    for (let i = 1; i < now.size; i++) {
      const next = sourceAt(reads(now.begin + i));
      if (next?.of !== first.of || next.at !== first.at + i) return undefined;
    }
    now = { begin: first.at, size: now.size };
    if (first.of === INPUT) return inFront(now);
    if (typeof first.of === "number") at = first.of + 1;
    else if (first.of !== BEFORE) return giverOf(place.branches[first.of], now, inFront);
  }
  return inFront(now);
}

/** What a number is read from: the list before, the layer's input, a list by its number, or a branch by its name. */
const [BEFORE, INPUT] = ["", " input"];
const NO_NUMBERS: readonly number[] = [];

function sourceAt(given: unknown): { readonly of: string | number; readonly at: number } | undefined {
  const source = given as Source | undefined;
  if (typeof source === "number") return { of: BEFORE, at: source };
  if (typeof source !== "object") return undefined;
  if ("input" in source) return { of: INPUT, at: source.input };
  if ("list" in source) return { of: source.list, at: source.element };
  return "branch" in source ? { of: source.branch, at: source.element } : undefined;
}

/** The range of a part: what whole rows add up to says nothing of some of their numbers. */
function rangeOf({ layer, outputShape }: Place, { begin, size }: PartOfExample): Giver["layer"]["outputRange"] {
  const { sum, ...range } = layer.outputRange!;
  const row = outputShape.at(-1)!;
  return sum !== undefined && begin % row === 0 && size % row === 0 ? { ...range, sum } : range;
}

/** A shape whose last axis is a row of the layer where there are whole ones. */
function rowOf({ outputShape }: Place, { begin, size }: PartOfExample): readonly number[] {
  if (begin === 0 && size === sizeOf(outputShape)) return outputShape;
  const row = outputShape.at(-1)!;
  return begin % row === 0 && size % row === 0 ? [size / row, row] : [size];
}
