import { OptionError } from "@nn/core";
import {
  type Equations,
  type FormulaEquations,
  lackOf,
  type MatrixEquations,
  type Network,
  type ParameterElement,
  type Place,
  parametersWithin,
  type Shape,
  type Source,
  show,
  sizeOf,
} from "@nn/core/component";
import { MatrixSums, type SumList, WrittenSums } from "./sum-list.js";

type WeightedSums = Extract<Equations, { readonly sums: unknown }>;

/**
 * A layer whose formulas read more numbers, or whose rows do that share a matrix, is explained by its own code, in a moment instead
 * of minutes.
 */
const MOST_READS = 50_000;

/** A step with its sums by their indices, also where the layer names their matrix. */
export type ReadLink = Exclude<Equations, MatrixEquations | WeightedSums> | { readonly sums: SumList };

/** A step of a layer, as the layer says it. */
export interface SaidLink {
  readonly spec: ReadLink;
  /** How many numbers come of it. */
  readonly size: number;
  /** How many there are before it. */
  readonly before: number;
}

/**
 * What a layer says of its steps; `undefined` for one that says nothing, or too much to be written.
 *
 * @throws OptionError for steps that aren't what `Layer` asks for, or that don't fit the layer.
 */
export function linksOf(place: Place): readonly SaidLink[] | undefined {
  if (!linksByPlace.has(place)) linksByPlace.set(place, readLinks(place));
  return linksByPlace.get(place);
}

/** What a layer says, it says once for a place: it may be long. */
const linksByPlace: WeakMap<Place, readonly SaidLink[] | undefined> = /* @__PURE__ */ new WeakMap();

function readLinks(place: Place): readonly SaidLink[] | undefined {
  const { layer, label, inputShape, outputShape } = place;
  if (layer.equations === undefined) return undefined;
  const refuse = (wanted: string, given: unknown): never => {
    throw new OptionError(`${label}: equations must ${wanted}, but gives ${show(given)}.`);
  };
  const given: unknown = typeof layer.equations === "function" ? layer.equations(inputShape) : layer.equations;
  if (!Array.isArray(given) || given.length === 0) {
    return refuse(
      "give lists of numbers, as in [{ sums }], [{ matrix }], [{ activation }] or [{ formula }], of at least one",
      given,
    );
  }
  if (readsOf(given, place) > MOST_READS) return undefined;
  let size = sizeOf(inputShape);
  const earlier: number[] = [];
  const links = Array.from(given as readonly Equations[], (said, at) => {
    const refuseList: Refuse = (wanted, given) => refuse(`${wanted} in list ${at}`, given);
    const spec = withSums(said, size, place, refuseList);
    const outputs = sizeAfter(spec, size, earlier, place, refuseList);
    const before = earlier.at(-1) ?? sizeOf(inputShape);
    earlier.push(outputs);
    size = outputs;
    return { spec, size, before };
  });
  const outputs = sizeOf(outputShape);
  if (size === outputs) return links;
  return refuse(`end in as many numbers as the layer has outputs, ${outputs}`, size);
}

/** A step with its sums by their indices. */
function withSums(spec: Equations, size: number, place: Place, refuse: Refuse): ReadLink {
  const kinds = typeof spec === "object" && spec !== null ? KINDS.filter((kind) => kind in spec) : [];
  if (kinds.length !== 1) return refuse("give one of { sums }, { matrix }, { activation } and { formula }", spec);
  if ("matrix" in spec) return { sums: matrixSums(spec, size, place, refuse) };
  return "sums" in spec ? { sums: writtenSums(spec, size, place, refuse) } : spec;
}

const KINDS = ["sums", "matrix", "activation", "formula"] as const;

function matrixSums(spec: MatrixEquations, size: number, place: Place, refuse: Refuse): MatrixSums {
  const { matrix, bias } = spec;
  const [inputs, outputs, ...more] = matrixShape(matrix, place);
  if (inputs === undefined || outputs === undefined || more.length > 0) {
    return refuse("name a matrix of the layer, of shape [inputs, outputs],", matrix);
  }
  if (size % inputs !== 0) refuse(`give a matrix of so many inputs that ${size} numbers are rows of them`, inputs);
  const biases = place.parameters.find(({ name }) => name === bias);
  if (bias !== undefined && biases?.size !== outputs) refuse(`name as many biases of the layer as ${outputs}`, bias);
  return new MatrixSums(spec, inputs, outputs, size / inputs);
}

function writtenSums({ sums }: WeightedSums, size: number, place: Place, refuse: Refuse): WrittenSums {
  if (!Array.isArray(sums) || sums.length === 0) return refuse("give a list of sums, of at least one,", sums);
  const sizes = new Map(parametersWithin(place).map(({ name, size }) => [name, size]));
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
  return new WrittenSums(sums);
}

function matrixShape(matrix: string, { parameters }: Place): Shape {
  return parameters.find(({ name }) => name === matrix)?.shape ?? [];
}

type Refuse = (wanted: string, given: unknown) => never;

/** The most numbers of one example at any step of a network. */
export function widestOf({ stack }: Network): number {
  const sizes = stack.allPlaces.flatMap((place) => [
    sizeOf(place.inputShape),
    ...(linksOf(place) ?? []).map(({ size }) => size),
  ]);
  return Math.max(...sizes);
}

/** How many numbers come of so many. */
function sizeAfter(spec: ReadLink, size: number, earlier: readonly number[], place: Place, refuse: Refuse): number {
  if ("formula" in spec) return sizeOfFormulas(spec, size, earlier, place, refuse);
  if ("sums" in spec) return spec.sums.length;
  if (lackOf(spec.activation, ["forward", "backward"]) !== undefined)
    return refuse("give an activation", spec.activation);
  const { row = size } = spec;
  if (Number.isInteger(row) && row > 0 && size % row === 0) return size;
  return refuse(`give rows that ${size} numbers can be divided into`, row);
}

/** A formula's size, once all that it reads has been found. */
function sizeOfFormulas(
  { formula, size, reads }: FormulaEquations,
  before: number,
  earlier: readonly number[],
  place: Place,
  refuse: Refuse,
): number {
  const { inputShape, state, branches } = place;
  if (typeof formula !== "string") refuse("give a formula as a text", formula);
  if (!Number.isInteger(size) || size < 1) refuse("give the size of a formula, a whole number of at least 1,", size);
  if (typeof reads !== "function") refuse("give a function reads beside a formula", reads);
  const sizes = new Map([...parametersWithin(place), ...state].map(({ name, size }) => [name, size]));
  const check = (source: Source): void => {
    if (typeof source === "number") {
      if (!isIndex(source, before)) refuse(`read one of ${before} numbers before`, source);
      return;
    }
    const { parameter, state, branch, list, input, element } = Object(source) as Partial<Record<string, string>>;
    const places = Object.hasOwn(branches, branch ?? "") ? branches[branch!]! : [];
    const count =
      input !== undefined
        ? sizeOf(inputShape)
        : branch !== undefined
          ? sizeOf(places.at(-1)?.outputShape ?? [0])
          : list !== undefined
            ? (earlier[Number(list)] ?? 0)
            : (sizes.get((parameter ?? state)!) ?? 0);
    if (!isIndex(input ?? element, count)) refuse("read numbers that the layer has", source);
  };
  const nothing = new Float64Array(before);
  for (let at = 0; at < size; at++) {
    const read: unknown = reads(at, nothing);
    if (typeof read !== "object" || read === null) refuse("give by reads what the letters are", read);
    for (const sources of Object.values(read as object) as (Source | readonly Source[])[]) {
      for (const source of [sources].flat()) check(source);
    }
  }
  return size;
}

/** About how many numbers formulas read: each list as many as its first number, times its size; rows, their matrix each. */
function readsOf(lists: readonly unknown[], place: Place): number {
  return lists.reduce((sum: number, list) => {
    const { size, reads, matrix } = Object(list) as Partial<FormulaEquations & MatrixEquations>;
    const [inputs = 0, outputs = 0] = matrix === undefined ? [] : matrixShape(matrix, place);
    const numbers = sizeOf(place.inputShape);
    if (matrix !== undefined) return numbers > inputs ? sum + numbers * outputs : sum;
    const first: unknown = typeof reads === "function" ? reads(0, []) : {};
    return sum + Number(size ?? 0) * Object.values(Object(first)).flat().length;
  }, 0);
}

/** All that the formulas of a list read; of weighted sums and activations, nothing. */
export function sourcesOf({ spec, size, before }: SaidLink): readonly Source[] {
  if (!("formula" in spec)) return [];
  // What an embedding reads depends on its inputs. Zeros will do: only which kinds of numbers are read is asked here.
  const nothing = new Float64Array(before);
  return Array.from({ length: size }, (_, at) => Object.values(spec.reads(at, nothing)).flat() as Source[]).flat();
}

function isIndex(index: unknown, length: number): boolean {
  return Number.isInteger(index) && Number(index) >= 0 && Number(index) < length;
}
