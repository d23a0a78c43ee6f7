import { OptionError, show } from "@nn/numerics";
import { FROM_TEXTS } from "./from-texts.js";
import { type Kind, kindOf, type Registrable } from "./kinds.js";

/**
 * The kinds of what is registered, and those of components that were made from texts.
 *
 * @throws OptionError for what says no kind of its own, and for a second one of a kind.
 */
export function kindsByName(registered: readonly Registrable[]): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  if (!Array.isArray(registered)) {
    throw new OptionError(`A registry takes a list, new Registry([Dense, sigmoid]), but got ${show(registered)}.`);
  }
  const add = (each: Registrable): void => {
    const kind = kindOf(each);
    const before = kinds.get(kind.name)?.registered;
    // Numbers that JSON hasn't, such as infinity, are written down with that kind.
    if (kind.name === "number" || (before !== undefined && before !== each)) {
      throw new OptionError(`The kind ${show(kind.name)} is taken: give one of its two components another kind.`);
    }
    kinds.set(kind.name, kind);
  };
  FROM_TEXTS.forEach(add);
  // One after the other, so that a list with room for more than there is ends at its first hole.
  for (const each of registered as readonly Registrable[]) add(each);
  return kinds;
}
