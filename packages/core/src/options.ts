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
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new OptionError(`${where} has no option "${name}". ${suggestion(name, known)}`);
    }
  }
}

/**
 * The sentence that helps after a misspelt name: the nearest known one, or all of them.
 *
 * @example
 * suggestion("0.weights", ["0.weight", "0.bias"]); // => 'Did you mean "0.weight"?'
 */
export function suggestion(name: string, known: readonly string[]): string {
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest && nearest.distance <= Math.max(2, name.length / 2)) return `Did you mean "${nearest.candidate}"?`;
  return known.length > 0 ? `It has: ${known.join(", ")}.` : "It has none.";
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

/**
 * Passes a finite number between two bounds on, and refuses everything else.
 *
 * @throws OptionError that names the option and the bounds.
 */
export function numberBetween(where: string, value: number, low: number, high: number): number {
  if (Number.isFinite(value) && value >= low && value <= high) return value;
  const bounds =
    low === -Infinity && high === Infinity
      ? ""
      : high === Infinity
        ? ` of at least ${low}`
        : ` between ${low} and ${high}`;
  throw new OptionError(`${where} must be a finite number${bounds}, but is ${show(value)}.`);
}

/** A value as an error message shows it: strings in quotes, everything else as it prints. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : `an array of ${value.length}`;
  if (typeof value === "object" && value !== null)
    return value.constructor?.name === "Object" ? "an object" : `a ${value.constructor?.name}`;
  return String(value);
}
