/** Where a product packs its factors: each worker has a place of its own. */
export let scratch: usize = 0;

/** The inner length of a packed block: a panel of it, 8 KB, stays in the nearest cache. */
export const INNER_BLOCK: usize = 256;

/** For the modules of components. */
export function scratchOf(): usize {
  return scratch;
}

export function useScratch(pointer: usize): void {
  scratch = pointer;
}
