import type { DType, FloatArray } from "@nn/numerics";
import type { ParameterPlace, UpdateMemory } from "../../memory/frames/update-frame.js";
import { type ByParameter, byParameter, readByParameter } from "./by-parameter.js";

/** A slot of some parameters that lie side by side. */
interface Run {
  readonly array: FloatArray;
  readonly places: readonly ParameterPlace[];
}

/** Copies of what an optimizer and the rules inside it remember of each parameter, by their names for it. */
export function slotsOf(memory: UpdateMemory): Record<string, ByParameter> {
  const copies: Record<string, ByParameter> = {};
  for (const [name, runs] of runsByName(memory)) {
    copies[name] = Object.assign({}, ...runs.map(({ array, places }) => byParameter(places, array))) as ByParameter;
  }
  return copies;
}

/** How states call the slots of a training. */
export function slotNames(memory: UpdateMemory): readonly string[] {
  return [...runsByName(memory).keys()];
}

/**
 * Reads what {@link slotsOf} gave, and gives what writes it.
 *
 * @param mayDiffer - Whether they may be of other parameters: what isn't there is 0.
 * @throws OptionError, ShapeError or DataError for slots of other parameters.
 */
export function readSlots(
  memory: UpdateMemory,
  dtype: DType,
  slots: Readonly<Record<string, ByParameter>>,
  mayDiffer: boolean,
): () => void {
  const writes: (() => void)[] = [];
  for (const [name, runs] of runsByName(memory)) {
    // One after another, as states have a slot whole.
    const places: ParameterPlace[] = [];
    let length = 0;
    for (const run of runs) {
      for (const place of run.places) places.push({ ...place, offset: length + place.offset });
      length += run.array.length;
    }
    const values = readByParameter(places, dtype, slots[name]!, `slots.${name}`, mayDiffer);
    writes.push(() => {
      let from = 0;
      for (const { array } of runs) {
        array.set(values.subarray(from, from + array.length));
        from += array.length;
      }
    });
  }
  return () => {
    for (const write of writes) write();
  };
}

/** The slots by the names that states have them under: one for all runs of neighbours that a rule is called for. */
function runsByName({ slots, places }: UpdateMemory): Map<string, Run[]> {
  const byName = new Map<string, Run[]>();
  for (const [name, array] of Object.entries(slots)) {
    const { shared, places: own } = places[name]!;
    const runs = byName.get(shared) ?? [];
    runs.push({ array, places: own });
    byName.set(shared, runs);
  }
  return byName;
}
