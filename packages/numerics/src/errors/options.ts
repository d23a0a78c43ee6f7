import { advice } from "./advice.js";
import { OptionError } from "./errors.js";
import { bare, printable, quoted } from "./printable.js";

/**
 * Refuses option names that don't exist, and suggests the one that was probably meant.
 *
 * @param where - What takes the options, as the message should name it: `"SGD"`.
 * @param options - What the user gave.
 * @param known - Every name that exists.
 * @param asker - Where other libraries have options under other names: of a layer, or of a training. None unless given.
 * @throws OptionError for the first unknown name.
 *
 * @example
 * checkOptions("SGD", { learnRate: 0.1 }, ["learningRate", "momentum"]);
 * // throws OptionError: SGD has no option "learnRate". Did you mean "learningRate"?
 */
export function checkOptions(
  where: string,
  options: object,
  known: readonly string[],
  asker?: "layer" | "training",
): void {
  advice.onNames?.("checkOptions", known);
  const got = isRecord(options) ? advice.onOptions?.(options, known) : show(options);
  if (got !== undefined) {
    throw new OptionError(
      `${told(where)} takes its options as one object, { ${known.join(", ")} }, but got ${got}.${advice.onPromise?.(options) ?? ""}`,
    );
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const help = (asker && advice.onOption?.(asker, unknown, known)) ?? suggest(unknown, known);
  throw new OptionError(`${told(where)} has no option ${quoted(unknown)}. ${help}`);
}

/** Whether a value holds things by their names, as an object literal does; a Map, a list or a promise doesn't. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && kindOf(value) === "Object";
}

/** Whether a value is what an object literal gives, not of a class. */
export function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** `"Object"`, `"Map"`, `"Promise"`, of whichever realm. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Where something is wrong, in words, even where those are wrong themselves. */
export function told(where: unknown): string {
  return typeof where === "string" ? where : show(where);
}

/** How many names are listed, so that a message is short. */
const MOST_LISTED = 20;

/** The sentence that helps after a misspelt name: the nearest known one, or all of them. */
export function suggest(name: string, known: readonly string[], write: (name: string) => string = bare): string {
  const nearest = advice.onName?.(name, known);
  if (nearest !== undefined) return `Did you mean ${quoted(nearest)}?`;
  if (known.length === 0) return "It has none.";
  const more = known.length > MOST_LISTED ? ` and ${known.length - MOST_LISTED} more` : "";
  return `It has: ${Array.from(known).slice(0, MOST_LISTED).map(write).join(", ")}${more}.`;
}

/**
 * Passes a whole number of at least 1 on, and refuses everything else.
 *
 * @throws OptionError that names the option.
 */
export function positiveInteger(where: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new OptionError(`${told(where)} must be a whole number of at least 1, but is ${show(value)}.`);
}

/** What a number has to keep to; see {@link finiteNumber}. */
export interface Bounds {
  /** The smallest number that is right. */
  readonly atLeast?: number;
  /** A number that is just too small. */
  readonly above?: number;
  /** A number that is just too large. */
  readonly below?: number;
}

/**
 * Passes a finite number within bounds on, and refuses everything else.
 *
 * @throws OptionError that names the option and the bounds.
 *
 * @example
 * finiteNumber("SGD: momentum", 1, { atLeast: 0, below: 1 });
 * // throws OptionError: SGD: momentum must be a finite number of at least 0 and below 1, but is 1.
 */
export function finiteNumber(where: string, value: number, bounds: Bounds = {}): number {
  advice.onBounds?.(bounds);
  const { atLeast = -Infinity, above = -Infinity, below = Infinity } = bounds;
  if (Number.isFinite(value) && value >= atLeast && value > above && value < below) return value;
  const words = [
    ...(atLeast > -Infinity ? [`of at least ${atLeast}`] : []),
    ...(above > -Infinity ? [`above ${above}`] : []),
    ...(below < Infinity ? [`below ${below}`] : []),
  ];
  const within = words.map((word) => ` ${word}`).join(" and");
  throw new OptionError(`${told(where)} must be a finite number${within}, but is ${show(value)}.`);
}

/**
 * Passes `true` and `false` on, and refuses everything else.
 *
 * @throws OptionError that names the option.
 */
export function trueOrFalse(where: string, value: boolean): boolean {
  if (typeof value === "boolean") return value;
  throw new OptionError(`${told(where)} must be true or false, but is ${show(value)}.`);
}

/**
 * A value as an error message shows it: text in quotes, shortened where it is long, things by their kind, everything else
 * as it prints.
 *
 * @example
 * show("mse"); // => '"mse"'
 * show([1, 2]); // => "an array of 2"
 */
export function show(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "function") {
    const name = nameOf(value);
    return name === "" ? "a function" : `the function or class ${name}`;
  }
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : `an array of ${value.length}`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return printable(String(value));
  const kind = nameOf(value.constructor);
  if (kind === "Object" || kind === "") return "an object";
  return `${/^([AEIO]|U(?!int|RL))/.test(kind) ? "an" : "a"} ${kind}`;
}

/** The name of a class or function, which its author may have made anything. */
function nameOf(named: { readonly name?: unknown } | null | undefined): string {
  return typeof named?.name === "string" ? bare(named.name) : "";
}
