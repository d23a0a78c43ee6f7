import { isRecord, OptionError } from "@nn/numerics";
import type { Place, PlacedParameter } from "./stack.js";

/**
 * The parameters of a place and of those within it, by the names that its layer has for them: `"bias"` is one of its own, and
 * `"body.0.weight"` one of the first layer in its branch `body`.
 *
 * @throws OptionError for what is no place.
 *
 * @example
 * const { places } = new Sequential([new Residual([new Dense(2, 2)])]).stack;
 * parametersWithin(places[0]).map(({ name }) => name); // => ["body.0.weight", "body.0.bias"]
 */
export function parametersWithin(place: Place): readonly PlacedParameter[] {
  const { path, parameters, branches } = Object(place) as Partial<Place>;
  const stacks: readonly unknown[] = isRecord(branches) ? Object.values(branches) : [undefined];
  if (typeof path !== "string" || ![parameters, ...stacks].every(isListOfObjects)) {
    throw new OptionError("parametersWithin takes a place of a network's stack.");
  }
  const within = (stacks as readonly (readonly Place[])[]).flatMap((places) => places.flatMap(parametersWithin));
  return [...parameters!, ...within.map((each) => ({ ...each, name: each.fullName.slice(path.length + 1) }))];
}

/** findIndex sees holes, and ends at the first: a list may have room for more than there is memory. */
function isListOfObjects(list: unknown): boolean {
  return Array.isArray(list) && list.findIndex((each) => typeof each !== "object" || each === null) < 0;
}
