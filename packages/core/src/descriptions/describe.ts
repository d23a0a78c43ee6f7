import { OptionError, show } from "@nn/numerics";
import { isPromise } from "../components/promises.js";
import { isThing } from "../components/thing.js";
import type { Described } from "../contracts/formats/described.js";
import { DEEPEST, type DescribedSetting, type Description, Held, RESERVED } from "./description.js";
import type { Kind } from "./kinds.js";
import { numberAsData } from "./numbers.js";

/** Gives a kind by its name. @param refusal - Of what says it, and of one that can't be written down: what is wrong with it, by what makes it. */
export type KindNamed = (name: string, refusal: (said: (maker: string) => string) => Error) => Kind;

/** Writes components down, of the kinds that it knows. */
export class Describer {
  readonly #kindNamed: KindNamed;
  /** What is being written down, from the outermost to the innermost. */
  readonly #open: unknown[] = [];
  readonly #held = new Held();

  constructor(kindNamed: KindNamed) {
    this.#kindNamed = kindNamed;
  }

  /** @param place - What a message calls it. */
  component(component: unknown, place: string): Description {
    const kind = this.#kindOf(component, place);
    const { settings } = component as Described;
    if (settings !== undefined && typeof settings !== "function") {
      throw new OptionError(`${place}: settings must be a function that gives an object, but is ${show(settings)}.`);
    }
    const said = kind.settings(component as Described);
    if (isPromise(said) || !isLiteral(said)) {
      throw new OptionError(`${place}: settings() must give an object, { units: 2 }, but gives ${show(said)}.`);
    }
    const written = this.#inside(component, place, () => this.#record(said, place));
    return Object.keys(written).length === 0 ? { kind: kind.name } : { kind: kind.name, settings: written };
  }

  #kindOf(component: unknown, place: string): Kind {
    if (!isThing(component)) throw new OptionError(`${place} must be a component, but is ${show(component)}.`);
    const { kind: name } = component as Described;
    const what = whatIs(component);
    if (typeof name !== "string") {
      throw new OptionError(
        `${place} is ${what}, which says no kind, so that it can't be written down. Give it a kind, and settings() that an equal one is made from.`,
      );
    }
    const kind = this.#kindNamed(name, (said) => {
      const maker = typeof component === "function" ? "it" : madeBy(component);
      return new OptionError(`${place} is ${what}, of the kind ${show(name)}, ${said(maker)}`);
    });
    if (kind.isOne(component)) return kind;
    throw new OptionError(
      `${place} is ${what}, of the kind ${show(name)}, but not as that is made: a copy or a subclass with other functions needs a kind of its own.`,
    );
  }

  /** Everything in an object, by its name. */
  #record(values: object, place: string): Record<string, DescribedSetting> {
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries.map(([name, value]) => [name, this.#setting(value, `${place}.${name}`)]));
  }

  #setting(value: unknown, place: string): DescribedSetting {
    if (typeof value === "number") return numberAsData(value);
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (Array.isArray(value)) {
      return this.#inside(value, place, () => Array.from(value, (each, i) => this.#setting(each, `${place}[${i}]`)));
    }
    if (isComponent(value)) return this.component(value, place);
    if (typeof value === "function") {
      throw new OptionError(
        `${place} is a function, which can't be written down. Take a number or other plain data in its place, or a function that says its kind and settings, such as a schedule of @nn/optim.`,
      );
    }
    if (!isLiteral(value)) {
      const remedy = ArrayBuffer.isView(value) ? " Give a list, as of Array.from." : "";
      throw new OptionError(
        `${place} must be a number, a text, true, false, null, a component, or a list or an object of those, but is ${show(value)}.${remedy}`,
      );
    }
    return this.#inside(value, place, () => this.#record(value, place));
  }

  #inside<Written>(value: unknown, place: string, write: () => Written): Written {
    if (this.#open.includes(value)) throw new OptionError(`${place} holds itself, so that it can't be written down.`);
    if (this.#open.length === DEEPEST) throw new OptionError(`${place} lies more than ${DEEPEST} deep in others.`);
    this.#held.add(value, place);
    this.#open.push(value);
    const written = write();
    this.#open.pop();
    return written;
  }
}

/** Whether a setting is to be written down as a component: what says a kind, has functions, or is of a class of its own. */
function isComponent(value: unknown): boolean {
  if (typeof value === "function") return typeof (value as Described).kind === "string";
  if (!isThing(value)) return false;
  if (isLiteral(value)) return RESERVED in value || Object.values(value).some((each) => typeof each === "function");
  return "kind" in value || typeof (value as { readonly name?: unknown }).name === "string";
}

/** Whether an object is of no class: an object literal's, of whichever realm, or one without a prototype. */
function isLiteral(value: unknown): value is object {
  if (!isThing(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What a message calls a component: by its name, if it has one. */
function whatIs(component: object): string {
  const { name } = component as { readonly name?: unknown };
  return typeof name === "string" ? show(name) : show(component);
}

/** The class of a component in code, or a name for what isn't of one. */
function madeBy(component: object): string {
  const { name } = Object(component.constructor) as { readonly name?: unknown };
  return typeof name === "string" && /^\w+$/.test(name) && name !== "Object" ? name : "it";
}
