/**
 * A copy of a list with something at each place, which an array's own methods may pass over.
 *
 * @param refuse - The error for the first place that has nothing. There it ends: a list may have room for more than there is
 *   memory.
 */
export function wholeList(list: readonly unknown[], refuse: (place: number) => Error): readonly unknown[] {
  const hole = list.findIndex((_, place) => !(place in list));
  if (hole >= 0) throw refuse(hole);
  return Array.from(list);
}
