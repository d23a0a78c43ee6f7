import type { Network } from "@nn/core/component";

/** A layer in the network that was checked. */
export type Place = Network["stack"]["allPlaces"][number];

/** What a wrong derivative may come from, but for its own layer. */
interface Sources {
  /** The layers that the error may come back from, the nearest first. */
  readonly layers: readonly Place[];
  /** Whether it may come from the loss. */
  readonly loss: boolean;
}

/**
 * What a derivative may be wrong by: the layers between a layer and the loss, up to one with a right derivative, as what that one
 * was given was right. A layer that has others within it is between them and what is behind it.
 *
 * @param isRight - Whether a layer has a parameter whose derivatives are right.
 */
export function behind(suspect: Place, stack: readonly Place[], isRight: (place: Place) => boolean): Sources {
  const layers: Place[] = [];
  const within = ({ branches }: Place): (readonly Place[])[] => Object.values(branches);
  const hasRight = (place: Place): boolean => isRight(place) || within(place).some((branch) => branch.some(hasRight));
  /** Adds the first layers of a stack, up to one that is right. @returns Whether there is one. */
  const add = (stack: readonly Place[]): boolean =>
    stack.some((place) => {
      layers.push(place);
      within(place).forEach(add);
      return hasRight(place);
    });
  /** Adds those behind the suspect. @returns Whether one is right; `undefined` where the suspect isn't in the stack. */
  const addBehind = (stack: readonly Place[]): boolean | undefined => {
    for (const [i, place] of stack.entries()) {
      const others = stack.slice(i + 1);
      if (place === suspect) {
        within(place).forEach(add);
        return within(place).some((branch) => branch.some(hasRight)) || add(others);
      }
      for (const branch of within(place)) {
        const found = addBehind(branch);
        if (found === undefined) continue;
        if (found) return true;
        layers.push(place);
        // What another branch was given was right, and so was what the layer was given.
        const isAnother = within(place).some((other) => other !== branch && other.some(hasRight));
        return isRight(place) || isAnother || add(others);
      }
    }
    return undefined;
  };
  return { loss: !addBehind(stack), layers };
}
