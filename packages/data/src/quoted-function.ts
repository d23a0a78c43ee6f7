/** The functions of this package that options take, and no option takes by their names. */
const FUNCTIONS: readonly unknown[] = [
  "mean",
  "median",
  "mostFrequent",
  "standardize",
  "minMax",
  "robust",
  "logarithm",
];

/** What to do about a function's name in the place of the function, with a space before it; nothing about all else. */
export function onQuotedFunction(given: unknown): string {
  return FUNCTIONS.includes(given)
    ? ` Write the function ${given} without quotation marks: import { ${given} } from "@nn/data".`
    : "";
}
