// Where this worker keeps copies of filters and derivatives: the place in which products pack, as no product runs meanwhile.

/** @returns Where the kernels' own place begins; see assembly/scratch.ts. */
@external("env", "scratchOf")
declare function scratchOf(): usize;

/** How large the place is without its first kilobyte; SCRATCH_BYTES of src/wasm/runtime/machine.ts is more. */
export const PLACE_BYTES: usize = 575 * 1024;

/** A tile at the edge of a result, by way of a whole one. */
@inline
export function corner(): usize {
  return scratchOf();
}

@inline
export function place(): usize {
  return scratchOf() + 1024;
}
