import type { Computation } from "./computation.js";

const KEYS: WeakMap<Computation, string> = /* @__PURE__ */ new WeakMap();

/** Equal for computations that do the same. */
export function keyOf(computation: Computation): string {
  let key = KEYS.get(computation);
  if (key === undefined) {
    key = JSON.stringify(computation.text);
    KEYS.set(computation, key);
  }
  return key;
}
