import type { FloatArray } from "../../arrays/dtype.js";
import { startOf } from "../../reference/held.js";

/** The memory that all traced arrays share; it holds no values. */
const EMPTY: ArrayBuffer = /* @__PURE__ */ new ArrayBuffer(0);

/** The property of a traced array that has the array it represents. */
const ARRAY: unique symbol = Symbol("array");

/** Traced arrays: they represent others while a pass is recorded, so that each call of a kernel tells which it was given. */
export class TracedArrays {
  readonly #handler: ProxyHandler<FloatArray>;

  /** @param end - Called when one is looked into, as plain loops do. */
  constructor(end: () => never) {
    this.#handler = {
      // What kernels ask of an array is its form, and how it lies beside others: those are always the same.
      get: (target, property) => {
        switch (property) {
          case "length":
            return target.length;
          case "BYTES_PER_ELEMENT":
            return target.BYTES_PER_ELEMENT;
          case "constructor":
            return target.constructor;
          case "byteOffset":
            return startOf(target);
          case "buffer":
            return EMPTY;
          case "subarray":
            return (begin?: number, end?: number) => this.of(target.subarray(begin, end));
          case ARRAY:
            return target;
          default:
            return end();
        }
      },
      set: end,
      has: end,
      defineProperty: end,
      getOwnPropertyDescriptor: end,
      ownKeys: end,
    };
  }

  /** The traced array of an array. */
  readonly of = <Kind extends FloatArray>(array: Kind): Kind => new Proxy<FloatArray>(array, this.#handler) as Kind;

  /** The array that a traced array represents; `undefined` for anything else. */
  readonly arrayOf = (value: unknown): FloatArray | undefined =>
    (value as { readonly [ARRAY]?: FloatArray } | null | undefined)?.[ARRAY];
}
