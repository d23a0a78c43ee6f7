import { bare, OptionError, show, suggest } from "@nn/numerics";
import { refuseNoNames } from "../components/author-checks.js";

/**
 * The sentence that helps after a misspelt name: the nearest known one, or all of them.
 *
 * @param write - How a list writes a name; as it is, unless given.
 *
 * @example
 * suggestion("0.weights", ["0.weight", "0.bias"]); // => 'Did you mean "0.weight"?'
 */
export function suggestion(name: string, names: readonly string[], write: (name: string) => string = bare): string {
  refuseNoNames("suggestion", names);
  // Its own copy, as a list may have been made by anything.
  const known = Array.from(names);
  if (typeof name !== "string") throw new OptionError(`suggestion takes a name, but got ${show(name)}.`);
  if (typeof write !== "function") throw new OptionError(`suggestion writes names by a function, not ${show(write)}.`);
  return suggest(name, known, write);
}
