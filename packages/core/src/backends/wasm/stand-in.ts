import type { FloatArray } from "../../dtype.js";

/** What kernels ask of an array: its form, and how it lies beside others. It is always the same. */
const FORM: ReadonlySet<string | symbol> = /* @__PURE__ */ new Set(["length", "BYTES_PER_ELEMENT", "byteOffset"]);

/** The memory that stand-ins share: there is nothing to be read in it. */
const EMPTY: ArrayBuffer = /* @__PURE__ */ new ArrayBuffer(0);

/** What a stand-in gives the array under that it stands in for. */
const ARRAY: unique symbol = Symbol("array");

/** Arrays that kernels take for others while a pass is recorded. */
export class StandIns {
  readonly #handler: ProxyHandler<FloatArray>;

  /** @param end - Called when one is looked into, as plain loops do. */
  constructor(end: () => never) {
    this.#handler = {
      get: (target, property) => {
        if (property === ARRAY) return target;
        if (property === "buffer") return EMPTY;
        return FORM.has(property) ? Reflect.get(target, property) : end();
      },
      set: end,
      has: end,
      defineProperty: end,
      getOwnPropertyDescriptor: end,
      ownKeys: end,
    };
  }

  /** What stands in for an array. */
  readonly of = <Kind extends FloatArray>(array: Kind): Kind => new Proxy<FloatArray>(array, this.#handler) as Kind;

  /** The array that one stands in for; `undefined` for an array that is none. */
  arrayOf(standIn: FloatArray): FloatArray | undefined {
    return (standIn as { readonly [ARRAY]?: FloatArray })[ARRAY];
  }
}
