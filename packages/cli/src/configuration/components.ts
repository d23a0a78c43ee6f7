import { type ComponentClass, type Description, type Registrable, Registry } from "@nn/core/component";
import { pipelineKinds } from "@nn/data";
import { layerKinds } from "@nn/layers";
import { lossKinds } from "@nn/losses";
import { optimizerKinds } from "@nn/optim";
import { Complaint } from "../program/errors/complaint.js";
import { nearest, unknownName } from "../program/find.js";
import type { Text } from "../program/language.js";
import { NBSP } from "../program/printing/typography.js";
import type { Component } from "./types.js";

/** All kinds that a configuration may name. */
const KINDS: readonly Registrable[] = [...layerKinds, ...lossKinds, ...optimizerKinds, ...pipelineKinds];

/** Makes components of their descriptions, and writes them down. */
export const registry: Registry = new Registry(KINDS);

const NAMES: ReadonlySet<string> = new Set(registry.kinds);

/** A description whose settings may lack what follows from its place. */
export interface Draft {
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * The description of a component that a configuration writes in short: a kind alone, or its settings beside it.
 *
 * @param place - What messages call it.
 * @throws Complaint for a kind that there isn't.
 */
export function draftOf(component: Component, place: string): Draft {
  const { kind, ...beside } = typeof component === "string" ? { kind: component } : component;
  if (!NAMES.has(kind)) {
    throw unknownName(
      { en: `${place}: there is no kind`, fr: `${place}${NBSP}: il n’y a pas de type` },
      kind,
      registry.kinds,
    );
  }
  const isWhole = Object.keys(beside).every((name) => name === "settings") && isObject(beside.settings);
  const settings = isWhole ? (beside.settings as object) : beside;
  const entries = Object.entries(settings).map(([name, value]) => [name, settingOf(value, `${place}.${name}`)]);
  return { kind, settings: Object.fromEntries(entries) };
}

/** What a component is for, and the functions of which it then has one. */
export interface Role {
  readonly called: Text;
  readonly functions: readonly string[];
}

/** A component of its description in short. @throws OptionError for what can't be made; Complaint for one with another role. */
export function made<Made extends object>(component: Component, place: string, role: Role): Made {
  const draft = draftOf(component, place);
  const one = madeOf<Made>(draft, place);
  checkRole(one, draft.kind, place, role);
  return one;
}

/** @throws Complaint for a component that isn't for this. */
export function checkRole(one: object, kind: string, place: string, { called, functions }: Role): void {
  if (functions.some((name) => typeof (one as Record<string, unknown>)[name] === "function")) return;
  throw new Complaint({
    en: `${place} must be ${called.en}, but ${kind} is none.`,
    fr: `${place} doit être ${called.fr}, ce que ${kind} n’est pas.`,
  });
}

/** A component of its whole description. A text in it that is nearly a kind's name is most likely what is wrong. */
export function madeOf<Made extends object>(draft: Draft, place: string): Made {
  try {
    return registry.make<Made>(draft as Description, place);
  } catch (error) {
    const texts = Object.entries(draft.settings).filter(([, value]) => typeof value === "string") as [string, string][];
    const [near] = texts.filter(([, value]) => nearest(value, registry.kinds) !== undefined);
    if (near === undefined) throw error;
    const [name, value] = near;
    const there = `${place}.${name}`;
    throw unknownName(
      { en: `${there}: there is no kind`, fr: `${there}${NBSP}: il n’y a pas de type` },
      value,
      registry.kinds,
    );
  }
}

/** The settings that are sizes of what comes and of what is given, of a layer whose class says so. */
export function sizesOf(kind: string): readonly [inputs?: string, outputs?: string] {
  const found = KINDS.find(
    (each) => typeof each === "function" && (each.prototype as { kind?: unknown }).kind === kind,
  );
  return (found as ComponentClass | undefined)?.sizes ?? [];
}

/** A setting: a text that names a kind is one of that kind. */
function settingOf(value: unknown, place: string): unknown {
  if (typeof value === "string") return NAMES.has(value) ? { kind: value, settings: {} } : value;
  if (Array.isArray(value)) return value.map((each, i) => settingOf(each, `${place}[${i}]`));
  if (!isObject(value)) return value;
  if (typeof value.kind === "string" && value.kind !== "number") return draftOf(value as Component, place);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, settingOf(each, `${place}.${name}`)]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
