import type { Backend, DType, FloatArray } from "@nn/numerics";
import type { Moved } from "../training/past.js";
import type { UpdateMemory, UpdatePlan } from "./frames/update-frame.js";
import { allocateFor, type Refusal } from "./room.js";

/** What an update works in beside its workspace. */
export interface UpdateArrays {
  /** One number, the mean loss. */
  readonly meanLoss: FloatArray;
  /** All that the optimizer remembers. */
  readonly slots: readonly FloatArray[];
  /** For what all that it moves was before. */
  readonly past: Moved;
  /** The same for its frames, which take from it. */
  readonly memory: UpdateMemory;
  readonly allocations: readonly (readonly FloatArray[])[];
}

/** How long the arrays are, in the order in which they are allocated. */
export function updateLengths({ length, lengths, copies }: UpdatePlan, stateCount: number): number[] {
  return [length, stateCount, ...lengths, ...lengths, ...copies];
}

/** @throws The refusal if there is no memory for so much. */
export function allocateUpdate(
  plan: UpdatePlan,
  stateCount: number,
  store: Pick<Backend, "allocate">,
  dtype: DType,
  refusal: Refusal | undefined,
): UpdateArrays {
  const arrays = allocateFor(store, dtype, updateLengths(plan, stateCount), refusal);
  const singles = store.allocate("float64", Array<number>(1 + plan.scalarCount).fill(1));
  const [value, state, ...others] = arrays as [FloatArray, FloatArray, ...FloatArray[]];
  const [meanLoss, ...numbers] = singles as [Float64Array, ...Float64Array[]];
  const count = plan.lengths.length;
  const slots = others.slice(0, count);
  return {
    meanLoss: meanLoss.fill(Number.NaN),
    slots: [...slots, ...numbers],
    past: { value, state, slots: [...others.slice(count, 2 * count), ...numbers.map((number) => number.slice())] },
    memory: {
      arrays: slots,
      copies: others.slice(2 * count),
      numbers,
      slots: {},
      scalars: {},
      places: {},
      rate: { scale: 1 },
    },
    allocations: [arrays, singles],
  };
}
