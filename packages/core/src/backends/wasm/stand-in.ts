import type { FloatArray } from "../../dtype.js";

/** Thrown where a pass that is being recorded does something else than call kernels. It never leaves the backend. */
export class NotRecordable extends Error {}

/** An array that kernels take for the given one, and that throws as soon as somebody reads or writes a number of it. */
export function standInFor<Kind extends FloatArray>(array: Kind): Kind {
  return new Proxy<FloatArray>(array, NOTHING_BUT_PLACE) as Kind;
}

const NOTHING_BUT_PLACE: ProxyHandler<FloatArray> = {
  get(target, property) {
    // What a kernel asks an array for: where it is, how long, and of which format, and never what is in it.
    if (property === "buffer" || property === "byteOffset" || property === "length") return target[property];
    if (property === "BYTES_PER_ELEMENT") return target.BYTES_PER_ELEMENT;
    throw new NotRecordable();
  },
  set() {
    throw new NotRecordable();
  },
};
