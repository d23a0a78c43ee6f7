/** Where a product packs its factors: each worker has a place of its own. */
export let scratch: usize = 0;

/** How many bytes a place takes: a panel of 256 × 32, a corner of 4 × 32, and a block of 256 × 256 doubles. */
export const SCRATCH_BYTES: usize = 256 * 32 + 4 * 32 + 256 * 256 * 8;

export function useScratch(pointer: usize): void {
  scratch = pointer;
}
