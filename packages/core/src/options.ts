import { OptionError } from "./errors.js";
import { bare, printable, quoted } from "./printable.js";

/**
 * Refuses option names that don't exist, and suggests the one that was probably meant.
 *
 * @param where - What takes the options, as the message should name it: `"SGD"`.
 * @param options - What the user gave.
 * @param known - Every name that exists.
 * @param elsewhere - What to say about a name that is known from other libraries; nothing unless given.
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
  elsewhere: (name: string) => string | undefined = () => undefined,
): void {
  checkNames("checkOptions", known);
  if (typeof elsewhere !== "function")
    throw new OptionError(`checkOptions is told of other names by a function, not ${show(elsewhere)}.`);
  if (!isRecord(options)) {
    const advice = adviceOn(options);
    throw new OptionError(
      `${told(where)} takes its options as one object, { ${known.join(", ")} }, but got ${show(options)}.${advice}`,
    );
  }
  if (isUnit(options) && !known.includes("name")) {
    throw new OptionError(
      `${told(where)} takes its options as one object, { ${known.join(", ")} }, but got ${printable(options.name)} itself.`,
    );
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new OptionError(
        `${told(where)} has no option ${quoted(name)}. ${elsewhere(name) ?? suggestion(name, known)}`,
      );
    }
  }
}

/** Whether a value holds things by their names, as an object literal does; a Map, a list or a promise doesn't. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && kindOf(value) === "Object";
}

/** `"Object"`, `"Map"`, `"Promise"`, of whichever realm. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** What to do about a value that came too early, with a space before it; empty for any other. */
export function adviceOn(value: unknown): string {
  return kindOf(value) === "Promise" ? " Wait for it first, with await." : "";
}

/** Where something is wrong, in words, even where those are wrong themselves. */
export function told(where: unknown): string {
  return typeof where === "string" ? where : show(where);
}

export function checkNames(where: string, names: unknown): void {
  if (Array.isArray(names) && Array.from(names).every((name) => typeof name === "string")) return;
  throw new OptionError(`${where} takes the names that there are as a list of texts, but got ${show(names)}.`);
}

/** Whether an object is a layer, an activation, a loss: something with a name that does something. */
function isUnit(options: object): options is { readonly name: string } {
  const acts =
    Object.getPrototypeOf(options) !== Object.prototype ||
    Object.values(options).some((value) => typeof value === "function");
  return acts && "name" in options && typeof options.name === "string";
}

/** How many names are compared and listed, and how long they are at most, so that a message is short and soon there. */
const MOST_COMPARED = 1000;
const MOST_LISTED = 20;
const LONGEST_COMPARED = 100;

/**
 * The sentence that helps after a misspelt name: the nearest known one, or all of them.
 *
 * @param write - How a list writes a name; as it is, unless given.
 *
 * @example
 * suggestion("0.weights", ["0.weight", "0.bias"]); // => 'Did you mean "0.weight"?'
 */
export function suggestion(name: string, names: readonly string[], write: (name: string) => string = bare): string {
  checkNames("suggestion", names);
  // Its own copy, as a list may have been made by anything.
  const known = Array.from(names);
  if (typeof name !== "string") throw new OptionError(`suggestion takes a name, but got ${show(name)}.`);
  if (typeof write !== "function") throw new OptionError(`suggestion writes names by a function, not ${show(write)}.`);
  const [nearest] = known
    .slice(0, MOST_COMPARED)
    .map((candidate) => ({
      candidate,
      distance: isAbbreviated(name, candidate) ? 0 : distanceOf(name.toLowerCase(), candidate.toLowerCase()),
    }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest && nearest.distance <= Math.max(2, name.length / 2)) return `Did you mean ${quoted(nearest.candidate)}?`;
  if (known.length === 0) return "It has none.";
  const more = known.length > MOST_LISTED ? ` and ${known.length - MOST_LISTED} more` : "";
  return `It has: ${known.slice(0, MOST_LISTED).map(write).join(", ")}${more}.`;
}

/** Whether a name has the initials of another: lr for learningRate. */
function isAbbreviated(name: string, candidate: string): boolean {
  return name.length > 1 && name.toLowerCase() === candidate.replace(/(?!^)[a-z0-9]/g, "").toLowerCase();
}

/** How far two names are apart; one that contains the other, as useBias does bias, is near. */
function distanceOf(a: string, b: string): number {
  if (Math.max(a.length, b.length) > LONGEST_COMPARED) return Infinity;
  const contained = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));
  return contained ? 1 + Math.abs(a.length - b.length) / 100 : editDistance(a, b);
}

/** How many letters to insert, remove or replace to get from `a` to `b` (Levenshtein, 1966). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
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
  if (!isRecord(bounds) || !Object.values(bounds).every((bound) => typeof bound === "number")) {
    throw new OptionError(
      `finiteNumber takes its bounds as numbers, { atLeast, above, below }, but got ${show(bounds)}.`,
    );
  }
  const { atLeast = -Infinity, above = -Infinity, below = Infinity } = bounds as Bounds;
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
  if (typeof value !== "object" || value === null) return printable(String(value));
  const kind = nameOf(value.constructor);
  if (kind === "Object" || kind === "") return "an object";
  return `${/^([AEIO]|U(?!int|RL))/.test(kind) ? "an" : "a"} ${kind}`;
}

/** The name of a class or function, which its author may have made anything. */
function nameOf(named: { readonly name?: unknown } | null | undefined): string {
  return typeof named?.name === "string" ? bare(named.name) : "";
}
