import { OptionError } from "@nn/core";
import {
  type LinkSpec,
  lackOf,
  type Network,
  type ParameterElement,
  type Place,
  show,
  sizeOf,
  writtenLink,
} from "@nn/core/component";

/** A step whose sums are written one by one. */
type WrittenLink = ReturnType<typeof writtenLink>;

/** A step of a layer, as the layer says it. */
export interface SaidLink {
  readonly spec: WrittenLink;
  /** How many numbers come of it. */
  readonly size: number;
}

/**
 * What a layer says of its steps; `undefined` for one that says nothing.
 *
 * @throws OptionError for steps that aren't what `Layer` asks for, or that don't fit the layer.
 */
export function linksOf(place: Place): readonly SaidLink[] | undefined {
  const { layer, label, inputShape, outputShape } = place;
  if (layer.links === undefined) return undefined;
  const refuse = (wanted: string, given: unknown): never => {
    throw new OptionError(`${label}: links must ${wanted}, but gives ${show(given)}.`);
  };
  const given: unknown = typeof layer.links === "function" ? layer.links(inputShape) : layer.links;
  if (!Array.isArray(given) || given.length === 0) {
    return refuse("give a list of steps, [{ sums }], [{ matrix }] or [{ activation }], of at least one", given);
  }
  let size = sizeOf(inputShape);
  const links = Array.from(given as readonly LinkSpec[], (said, at) => {
    const spec = written(said, size, place);
    size = sizeAfter(spec, size, place, (wanted, given) => refuse(`${wanted} in step ${at}`, given));
    return { spec, size };
  });
  const outputs = sizeOf(outputShape);
  if (size === outputs) return links;
  return refuse(`end in as many numbers as the layer has outputs, ${outputs}`, size);
}

/** A step whose sums are written one by one. */
function written(spec: LinkSpec, size: number, { parameters }: Place): WrittenLink {
  if (typeof spec !== "object" || spec === null || !("matrix" in spec)) return spec;
  const [, outputs = 0] = parameters.find(({ name }) => name === spec.matrix)?.shape ?? [];
  return writtenLink(spec, size, outputs);
}

/** The most numbers of one example at any step of a network. */
export function widestOf({ stack }: Network): number {
  const sizes = stack.places.flatMap((place) => [
    sizeOf(place.inputShape),
    ...(linksOf(place) ?? []).map(({ size }) => size),
  ]);
  return Math.max(...sizes);
}

/** How many numbers come of so many. */
function sizeAfter(
  spec: WrittenLink,
  size: number,
  place: Place,
  refuse: (wanted: string, given: unknown) => never,
): number {
  if (typeof spec !== "object" || spec === null || "sums" in spec === "activation" in spec) {
    return refuse("give either { sums }, { matrix } or { activation }", spec);
  }
  if ("activation" in spec) {
    if (lackOf(spec.activation, ["forward", "backward"]) === undefined) return size;
    return refuse("give an activation", spec.activation);
  }
  const { sums } = spec;
  if (!Array.isArray(sums) || sums.length === 0) return refuse("give a list of sums, of at least one,", sums);
  const sizes = new Map(place.parameters.map(({ name, size }) => [name, size]));
  const checkElement = (given: ParameterElement): void => {
    if (isIndex(given?.element, sizes.get(given?.parameter) ?? 0)) return;
    const named = typeof given === "object" && given !== null;
    refuse("name parameters of the layer and indices in them", named ? `${given.parameter}[${given.element}]` : given);
  };
  for (const sum of sums) {
    if (!Array.isArray(sum?.terms)) refuse("give a sum as { terms, bias }", sum);
    for (const term of sum.terms) {
      if (!isIndex(term?.input, size)) refuse(`give a term the index of one of ${size} inputs`, term?.input);
      checkElement(term.weight);
    }
    if (sum.bias !== undefined) checkElement(sum.bias);
  }
  return sums.length;
}

function isIndex(index: unknown, length: number): boolean {
  return Number.isInteger(index) && Number(index) >= 0 && Number(index) < length;
}
