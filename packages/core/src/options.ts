import { OptionError } from "./errors.js";

/**
 * Refuses option names that don't exist, and suggests the one that was probably meant.
 *
 * @param where - What takes the options, as the message should name it: `"SGD"`.
 * @param options - What the user gave.
 * @param known - Every name that exists.
 * @throws OptionError for the first unknown name.
 *
 * @example
 * checkOptions("SGD", { learnRate: 0.1 }, ["learningRate", "momentum"]);
 * // throws OptionError: SGD has no option "learnRate". Did you mean "learningRate"?
 */
export function checkOptions(where: string, options: object, known: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new OptionError(
      `${where} takes its options as one object, { ${known.join(", ")} }, but got ${show(options)}.`,
    );
  }
  if (isUnit(options) && !known.includes("name")) {
    throw new OptionError(
      `${where} takes its options as one object, { ${known.join(", ")} }, but got ${options.name} itself.`,
    );
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new OptionError(`${where} has no option "${name}". ${suggestion(name, known)}`);
    }
  }
}

/** Whether an object is a layer, an activation, a loss: something with a name that does something. */
function isUnit(options: object): options is { readonly name: string } {
  const acts =
    Object.getPrototypeOf(options) !== Object.prototype ||
    Object.values(options).some((value) => typeof value === "function");
  return acts && "name" in options && typeof options.name === "string";
}

/**
 * The sentence that helps after a misspelt name: the nearest known one, or all of them.
 *
 * @example
 * suggestion("0.weights", ["0.weight", "0.bias"]); // => 'Did you mean "0.weight"?'
 */
export function suggestion(name: string, known: readonly string[]): string {
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: distanceOf(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest && nearest.distance <= Math.max(2, name.length / 2)) return `Did you mean "${nearest.candidate}"?`;
  return known.length > 0 ? `It has: ${known.join(", ")}.` : "It has none.";
}

/** How far two names are apart; one that contains the other, as useBias does bias, is near. */
function distanceOf(a: string, b: string): number {
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
  throw new OptionError(`${where} must be a whole number of at least 1, but is ${show(value)}.`);
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
  const { atLeast = -Infinity, above = -Infinity, below = Infinity } = bounds;
  if (Number.isFinite(value) && value >= atLeast && value > above && value < below) return value;
  const words = [
    ...(atLeast > -Infinity ? [`of at least ${atLeast}`] : []),
    ...(above > -Infinity ? [`above ${above}`] : []),
    ...(below < Infinity ? [`below ${below}`] : []),
  ];
  const within = words.map((word) => ` ${word}`).join(" and");
  throw new OptionError(`${where} must be a finite number${within}, but is ${show(value)}.`);
}

/**
 * Passes `true` and `false` on, and refuses everything else.
 *
 * @throws OptionError that names the option.
 */
export function trueOrFalse(where: string, value: boolean): boolean {
  if (typeof value === "boolean") return value;
  throw new OptionError(`${where} must be true or false, but is ${show(value)}.`);
}

/**
 * A value as an error message shows it: text in quotes, things by their kind, everything else as it prints.
 *
 * @example
 * show("mse"); // => '"mse"'
 * show([1, 2]); // => "an array of 2"
 */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return value.name === "" ? "a function" : `the function or class ${value.name}`;
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : `an array of ${value.length}`;
  if (typeof value !== "object" || value === null) return String(value);
  const kind = value.constructor?.name ?? "Object";
  if (kind === "Object") return "an object";
  return `${/^[AEIOU]/.test(kind) ? "an" : "a"} ${kind}`;
}
