import { OptionError } from "@nn/core";
import {
  type Activation,
  type FormulaEquations,
  type Network,
  type Place,
  parametersWithin,
  type Source,
  sizeOf,
} from "@nn/core/component";
import { Activated } from "./links/activated.js";
import { Beside } from "./links/beside.js";
import type { ComponentRunner } from "./links/component-runner.js";
import { Formulas, type Read, type Reads } from "./links/formulas.js";
import { InRows } from "./links/in-rows.js";
import type { Link } from "./links/link.js";
import { linksOf, type ReadLink, type SaidLink, sourcesOf } from "./links/said.js";
import { Sums } from "./links/sums.js";
import { Template } from "./links/template.js";
import type { Numbers } from "./numbers.js";
import type { Rounding } from "./rounding.js";

/** What links are made of. */
export interface LayerParts {
  readonly network: Network;
  readonly rounding: Rounding;
  readonly runner: ComponentRunner;
  /** What formulas call the activations. */
  readonly symbolOf: ReadonlyMap<Activation, string>;
  /** Formulas that were read, by their texts and letters: the lists of a sequence share them. */
  readonly templates: Map<string, Template>;
  /** The parameters. */
  readonly numbers: Numbers;
}

/** A step of a layer, or of one within it, whose outputs have no names yet. */
export interface LayerStep {
  /** What those are called inside of a layer: z for weighted sums, a for all others. */
  readonly letter: "z" | "a";
  /** How many there are. */
  readonly size: number;
  /** The same with the numbers that stay beside them. */
  readonly width: number;
  make(outputNames: readonly string[]): Link;
}

/** All that a layer says, with what those within it say; `undefined` if one of them says nothing. */
export function specsOf(place: Place): readonly ReadLink[] | undefined {
  const said = linksOf(place);
  if (said === undefined) return undefined;
  const specs: ReadLink[] = said.map(({ spec }) => spec);
  for (const [name, places] of Object.entries(place.branches)) {
    const inside = places.map(specsOf);
    const isRead = said.some((list) => sourcesOf(list).some((source) => isOfBranch(source, name)));
    if (!isRead || inside.includes(undefined)) return undefined;
    specs.unshift(...inside.flatMap((one) => one!));
  }
  return specs;
}

function isOfBranch(source: Source, name: string): boolean {
  return typeof source === "object" && "branch" in source && source.branch === name;
}

/** Whether a layer leaves its numbers what they are, so that they can keep their names. */
export function passesOn(place: Place): boolean {
  const [first, ...more] = linksOf(place) ?? [];
  if (first === undefined || more.length > 0 || !("formula" in first.spec)) return false;
  const { spec, size } = first;
  const letter = spec.formula.trim();
  if (!/^\w+$/.test(letter) || size !== sizeOf(place.inputShape)) return false;
  const nothing = new Float64Array(size);
  return Array.from({ length: size }, (_, at) => spec.reads(at, nothing)[letter] === at).every(Boolean);
}

/** The steps of a layer that says them, from the numbers that it takes to those that it gives. */
export function stepsOf(place: Place, parts: LayerParts): LayerStep[] {
  const said = linksOf(place)!;
  const isFarther = (source: Source): boolean =>
    typeof source === "object" && ("input" in source || "branch" in source || "list" in source);
  if (!said.some((list) => sourcesOf(list).some(isFarther))) {
    return said.map((list, at) => stepOf(list, place, parts, "activation" in (said[at + 1]?.spec ?? {})));
  }
  return stepsWithAll(said, place, parts);
}

/** Of a layer whose lists read others than the one before: all numbers stay beside one another, up to the last list. */
function stepsWithAll(said: readonly SaidLink[], place: Place, parts: LayerParts): LayerStep[] {
  const steps: LayerStep[] = [];
  const inputs = sizeOf(place.inputShape);
  const branchAt = new Map<string, number>();
  const listAt: number[] = [];
  let length = inputs;
  for (const [name, places] of Object.entries(place.branches)) {
    const inside = places.flatMap((inner) => (passesOn(inner) ? [] : stepsOf(inner, parts)));
    branchAt.set(name, inside.length === 0 ? 0 : length);
    let [from, to] = [0, inputs];
    const base = length;
    for (const step of inside) {
      steps.push(beside(step, from, to, base));
      [from, to] = [base, base + step.width];
      length = to;
    }
  }
  let [from, to] = [0, inputs];
  for (const [at, list] of said.entries()) {
    const start = from;
    const positionOf = (source: Source): Source => {
      if (typeof source === "number") return start + source;
      if ("input" in source) return source.input;
      if ("branch" in source) return branchAt.get(source.branch)! + source.element;
      return "list" in source ? listAt[source.list]! + source.element : source;
    };
    const kept = at === said.length - 1 ? 0 : length;
    const range = [from, to] as const;
    const step = stepOf(list, place, parts, false, positionOf, range);
    steps.push("formula" in list.spec ? beside(step, 0, length, kept) : beside(step, from, to, kept));
    listAt.push(length);
    [from, to] = [length, length + list.size];
    length = to;
  }
  return steps;
}

function beside(step: LayerStep, from: number, to: number, kept: number): LayerStep {
  const { letter, size, width, make } = step;
  return { letter, size, width: kept + width, make: (names) => new Beside(make(names), from, to, kept) };
}

/**
 * @param positionOf - Where a number stands that a formula reads, among those that it is given.
 * @param before - Where those stand that the list follows; all that it is given unless given.
 */
function stepOf(
  { spec, size }: SaidLink,
  place: Place,
  parts: LayerParts,
  isPassedOver: boolean,
  positionOf: (source: Source) => Source = (source) => source,
  before: readonly [from?: number, to?: number] = [],
): LayerStep {
  const { rounding, runner, symbolOf, numbers } = parts;
  if ("formula" in spec) {
    const make = (names: readonly string[]) => formulasOf(spec, names, place, parts, positionOf, before);
    return { letter: "a", size, width: size, make };
  }
  if ("activation" in spec) {
    const { activation, row = size } = spec;
    const one = (names: readonly string[]): Activated =>
      new Activated(names, activation, symbolOf.get(activation)!, rounding, runner);
    const make = (names: readonly string[]): Link => (row === size ? one(names) : new InRows(names, row, one));
    return { letter: "a", size, width: size, make };
  }
  const make = (names: readonly string[]) => new Sums(names, isPassedOver, spec.sums, numbers.of(place), rounding);
  return { letter: "z", size, width: size, make };
}

function formulasOf(
  spec: FormulaEquations,
  outputs: readonly string[],
  place: Place,
  { network, numbers, rounding, templates }: LayerParts,
  positionOf: (source: Source) => Source,
  before: readonly [from?: number, to?: number],
): Formulas {
  const { label, number } = place;
  const own = numbers.of(place);
  const refuse = (lack: string): never => {
    throw new OptionError(`${label}: the formula "${spec.formula}" of its equations ${lack}.`);
  };
  const state = network.parameters.stateByLayer?.[number];
  const readOf = (given: Source): Read => {
    const source = positionOf(given);
    if (typeof source === "number") return source;
    if ("parameter" in source) return own.at(source.parameter, source.element);
    const { state: name, element } = source as Extract<Source, { readonly state: string }>;
    return { constant: rounding.round(state![name]![element]!) };
  };
  let last: { readonly numbers: readonly number[]; readonly own: readonly number[] } | undefined;
  const readsAt = (output: number, numbers: readonly number[]): Reads => {
    if (last?.numbers !== numbers) last = { numbers, own: numbers.slice(...before) };
    return Object.fromEntries(
      Object.entries(spec.reads(output, last.own)).map(([letter, sources]) => [
        letter,
        Array.isArray(sources) ? (sources as readonly Source[]).map(readOf) : readOf(sources as Source),
      ]),
    );
  };
  const letters = Object.keys(spec.reads(0, []));
  const key = JSON.stringify([spec.formula, letters]);
  const template = templates.get(key) ?? new Template(spec.formula, letters, refuse);
  templates.set(key, template);
  const names = parametersWithin(place).map(({ fullName }) => fullName);
  return new Formulas(outputs, template, readsAt, names, rounding);
}
