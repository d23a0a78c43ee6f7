import { type Described, type Registrable, Registry, show } from "@nn/core/component";
import { type ContractCheck, expectNumbers, expectThat, promise } from "../contracts/contract.js";

/** Kinds that need no registering: what is made from texts. */
const KNOWN = new Registry().kinds;

/**
 * What a component promises that says its kind: that an equal one is made of its description, as JSON has it. One with a
 * setting that can't be written down, such as a function, is excused.
 *
 * @param numbersOf - What such a component computes, by what messages call it.
 */
export function describedPromise<Kind extends Described & { readonly name: string }>(
  component: Kind,
  numbersOf: (component: Kind) => Readonly<Record<string, ArrayLike<number>>>,
): ContractCheck {
  return promise("if it says its kind, its description makes an equal one", () => {
    const found = new Set<Registrable>();
    if (component.kind === undefined || !isWritable(component, found)) return;
    const registry = new Registry([...found]);
    const description = JSON.stringify(registry.describe(component));
    const made: Kind = registry.make(JSON.parse(description));
    expectThat(made.name === component.name, `the one that its description makes is called ${show(made.name)}`);
    const again = JSON.stringify(registry.describe(made));
    expectThat(again === description, `it is described as ${description}, but what that makes as ${again}`);
    const expected = numbersOf(component);
    for (const [name, numbers] of Object.entries(numbersOf(made))) {
      expectNumbers(`${name} of the one that its description makes`, numbers, expected[name]!);
    }
  });
}

/** So deep settings are looked at; what is deeper, a registry refuses. */
const DEEPEST = 100;

/**
 * Whether what makes all components among the settings is known, and there is no other function: it is found on the way.
 * A component without a kind of its own can't be written down, and needn't be.
 */
function isWritable(setting: unknown, found: Set<Registrable>, depth = 0): boolean {
  // What makes a function, such as a schedule, isn't known here.
  if (typeof setting === "function") return false;
  if (typeof setting !== "object" || setting === null || ArrayBuffer.isView(setting) || depth > DEEPEST) return true;
  const { kind, settings, name } = setting as Described & { readonly name?: unknown };
  if (kind === undefined && !isPlain(setting) && !Array.isArray(setting)) return typeof name !== "string";
  if (kind !== undefined && !saysItself(setting)) return false;
  if (kind !== undefined && !KNOWN.includes(kind)) found.add(isPlain(setting) ? setting : classOf(setting));
  const inner: unknown = kind === undefined ? setting : typeof settings === "function" ? settings.call(setting) : {};
  return Object.values(Object(inner)).every((each) => isWritable(each, found, depth + 1));
}

/** Not by inheritance or as a copy, which may have other functions. */
function saysItself(component: Described): boolean {
  const { kind, settings } = component;
  if (KNOWN.includes(kind!)) return settings !== undefined;
  return Object.hasOwn(component, "kind") || Object.hasOwn(Object.getPrototypeOf(component) as object, "kind");
}

function classOf(component: object): Registrable {
  return component.constructor as unknown as Registrable;
}

/** Whether an object is of no class, in whichever realm it was made. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
