import { isRecord, OptionError, show } from "@nn/numerics";
import { suggestion } from "../advice/suggestion.js";
import { isPromise } from "../components/promises.js";
import type { Described } from "../contracts/formats/described.js";
import { DEEPEST, type Held, RESERVED } from "./description.js";
import type { Kind } from "./kinds.js";

const NUMBERS = new Map([
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["NaN", Number.NaN],
  ["-0", -0],
]);

/** What components are made with. */
export interface Making {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly held: Held;
}

/**
 * Makes the component of a description, after those in its settings.
 *
 * @param place - What a message calls it.
 * @param depth - How many descriptions and lists it lies in.
 */
export function componentOf(description: unknown, place: string, making: Making, depth = 0): object {
  const { kind, settings } = checked(description, place, making.kinds);
  if (kind.make === null) {
    const [first] = Object.keys(settings);
    if (first === undefined) return kind.registered as object;
    throw new OptionError(`${place} has no setting ${show(first)}: of the kind ${show(kind.name)} there is only one.`);
  }
  const given = recordOf(settings, place, making, depth);
  const made: unknown = attempt(() => kind.make?.(given), kind, place);
  const isOne = typeof made === "object" || typeof made === "function" ? made !== null && !isPromise(made) : false;
  if (!isOne || (made as Described).kind !== kind.name || !kind.isOne(made as object)) {
    throw new OptionError(
      `${place}: what makes components of the kind ${show(kind.name)} must give one, but gives ${show(made)}.`,
    );
  }
  const known = Object.keys(Object(kind.settings(made as Described)));
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return made as object;
  throw new OptionError(`${place} has no setting ${show(unknown)}. ${suggestion(unknown, known)}`);
}

function checked(
  description: unknown,
  place: string,
  kinds: ReadonlyMap<string, Kind>,
): { kind: Kind; settings: Readonly<Record<string, unknown>> } {
  if (!isRecord(description) || typeof description.kind !== "string") {
    const got = isRecord(description) ? `has the kind ${show(description.kind)}` : `is ${show(description)}`;
    throw new OptionError(`${place} must be a description, such as { kind: "sigmoid" }, but ${got}.`);
  }
  const other = Object.keys(description).find((name) => name !== "kind" && name !== "settings");
  if (other !== undefined) {
    throw new OptionError(`${place} has ${show(other)} beside its kind: what it is made from belongs into settings.`);
  }
  const { kind: name, settings = {} } = description;
  const kind = kinds.get(name);
  if (kind === undefined) {
    throw new OptionError(
      `${place} is of the kind ${show(name)}, which the registry doesn't have. ${suggestion(name, [...kinds.keys()])} ` +
        "Another one is added by registry.with.",
    );
  }
  if (isRecord(settings)) return { kind, settings };
  throw new OptionError(`${place}: settings must be an object, such as { units: 2 }, but is ${show(settings)}.`);
}

/** What it throws is said with the place. */
function attempt(make: () => unknown, { name }: Kind, place: string): unknown {
  try {
    return make();
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : show(cause);
    throw new OptionError(`${place} can't be made of its settings, kind ${show(name)}: ${said}`, { cause });
  }
}

function recordOf(
  values: Readonly<Record<string, unknown>>,
  place: string,
  making: Making,
  depth: number,
): Record<string, unknown> {
  const entries = Object.entries(values).map(([name, value]) => {
    return [name, settingOf(value, `${place}.${name}`, making, depth + 1)] as const;
  });
  return Object.fromEntries(entries);
}

function settingOf(value: unknown, place: string, making: Making, depth: number): unknown {
  if (depth > DEEPEST) throw new OptionError(`${place} lies more than ${DEEPEST} deep in others.`);
  if (typeof value === "object" && value !== null) making.held.add(value, place);
  if (Array.isArray(value)) return Array.from(value, (each, i) => settingOf(each, `${place}[${i}]`, making, depth + 1));
  if (isRecord(value)) {
    if (!(RESERVED in value)) return recordOf(value, place, making, depth);
    return value.kind === "number" ? numberOf(value, place) : componentOf(value, place, making, depth);
  }
  if (value === null || ["number", "string", "boolean"].includes(typeof value)) return value;
  throw new OptionError(`${place} must be what JSON holds, but is ${show(value)}.`);
}

function numberOf({ value }: Readonly<Record<string, unknown>>, place: string): number {
  const number = NUMBERS.get(value as string);
  if (number !== undefined) return number;
  throw new OptionError(`${place} must be one of ${[...NUMBERS.keys()].join(", ")}, but is ${show(value)}.`);
}
