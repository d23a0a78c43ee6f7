import { OptionError } from "@nn/core";

/** The classes whose methods check what they are called on. */
const CHECKED: WeakSet<object> = /* @__PURE__ */ new WeakSet();

/**
 * Has a class's methods say what is wrong where they are called without an object of it, as in `rows.map(scaler.transform)`.
 *
 * @param what - What the message is to call such an object: `"scaler"`.
 */
export function refuseUnbound(
  kind: { readonly prototype: object; [Symbol.hasInstance](value: unknown): boolean },
  what: string,
): void {
  if (CHECKED.has(kind)) return;
  CHECKED.add(kind);
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(kind.prototype))) {
    if (typeof property.value !== "function" || name === "constructor") continue;
    const method = property.value as (...given: unknown[]) => unknown;
    const onObject = function (this: unknown, ...given: unknown[]): unknown {
      if (this instanceof kind) return method.apply(this, given);
      throw new OptionError(
        `${name} was called without its ${what}. Call ${what}.${name}(…) itself: where a function is ` +
          `wanted, write (…) => ${what}.${name}(…).`,
      );
    };
    Object.defineProperty(kind.prototype, name, { ...property, value: onObject });
  }
}
