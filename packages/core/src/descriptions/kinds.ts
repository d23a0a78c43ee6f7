import { isRecord, OptionError, show } from "@nn/numerics";
import type { Described } from "../contracts/formats/described.js";

/** A class of components, which are made of their settings: by `from`, or by `new` with the settings as its only argument. */
export interface ComponentClass {
  /** Its `kind` is that of all instances. */
  readonly prototype: Described;
  new (...args: never): object;
  /**
   * Of a layer: which of its settings is the size of the last axis of what comes, and which that of what it gives, where there is one:
   * `["inputs", "units"]`. A description may leave them out where these sizes are known.
   */
  readonly sizes?: readonly [inputs: string, outputs?: string];
  /** Makes one of what its `settings()` gave. */
  from?(settings: never): object;
}

/** What makes components that are of no class. */
export interface ComponentMaker {
  /** The kind that they say they are of. */
  readonly kind: string;
  /** Makes one of what its `settings()` gave. */
  from(settings: never): object;
  /** What a component is made from, where it doesn't say all of that itself. */
  settings?(component: object): object;
  /** Whether a component of that kind is as its settings say, and no copy with another function; taken for granted unless given. */
  isWhole?(component: object): boolean;
}

/** What a {@link Registry} knows a kind by: a class, a maker, or the component itself where there is only one. */
export type Registrable = ComponentClass | ComponentMaker | Described;

/** A kind of components. */
export interface Kind {
  readonly name: string;
  readonly registered: Registrable;
  /** Whether a component that says this kind is what `make` would make. */
  isOne(component: object): boolean;
  /** What it is made from. */
  settings(component: Described): unknown;
  /** `null` where there is only the component that was registered. */
  readonly make: ((settings: object) => object) | null;
}

/** @throws OptionError for what says no kind of its own. */
export function kindOf(registered: Registrable): Kind {
  const given: unknown = registered;
  if (typeof given === "function") return classKind(given as unknown as ComponentClass);
  if (!isRecord(given) || !isText(given.kind)) {
    throw new OptionError(
      `A registry takes components and their classes, as in new Registry([Dense, sigmoid]), each with a kind, but got ${show(given)}.`,
    );
  }
  const { kind, from } = given;
  if (typeof from !== "function") {
    return { name: kind, registered, isOne: (component) => component === registered, settings: () => ({}), make: null };
  }
  const maker = registered as ComponentMaker;
  return {
    name: kind,
    registered,
    isOne: (component) => maker.isWhole?.(component) ?? true,
    settings: (component) => maker.settings?.(component) ?? settingsOf(component),
    make: (settings) => maker.from(settings as never),
  };
}

function classKind(registered: ComponentClass): Kind {
  const prototype: unknown = registered.prototype;
  const kind = isObject(prototype) && Object.hasOwn(prototype, "kind") ? prototype.kind : undefined;
  if (!isObject(prototype) || !isText(kind)) {
    throw new OptionError(
      `A registry needs the kind of a class on its prototype, get kind() { return "Scale"; }, but ${show(registered)} ` +
        `${isObject(prototype) && isText(prototype.kind) ? `only has what it inherits, ${show(prototype.kind)}` : "has none there"}.`,
    );
  }
  return {
    name: kind,
    registered,
    isOne: (component) => Object.getPrototypeOf(component) === prototype && !isReplaced(component, prototype),
    settings: settingsOf,
    make: (settings) => registered.from?.(settings as never) ?? new registered(...([settings] as unknown as never)),
  };
}

/** A kind that nothing is known of but what its components say: a class has to say it itself, not what it inherits from. */
export function ownKind(name: string): Kind {
  const isOne = (component: object): boolean => {
    const prototype: unknown = Object.getPrototypeOf(component);
    if (!isObject(prototype) || !("kind" in prototype)) return true;
    return Object.hasOwn(prototype, "kind") && !isReplaced(component, prototype);
  };
  /** What was defined from texts with a kind of its own is known by that alone. */
  const settings = (component: Described): unknown => {
    const said = settingsOf(component);
    return isObject(said) && said.kind === name ? {} : said;
  };
  return { name, registered: {}, isOne, settings, make: null };
}

/** Whether a function of the class is another one in this instance. */
function isReplaced(component: object, prototype: object): boolean {
  return Object.entries(component).some(([name, value]) => typeof value === "function" && name in prototype);
}

function settingsOf(component: Described): unknown {
  return component.settings?.() ?? {};
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
