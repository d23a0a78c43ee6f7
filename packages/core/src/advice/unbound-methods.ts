import { OptionError } from "@nn/numerics";

/**
 * Has the methods of networks say what is wrong where they are called without one, as in `inputs.map(network.predict)`:
 * a class is given its own methods and those that it has from another anew, with a check of what they are called on.
 *
 * @param networks - The class's prototype.
 * @param base - The other class.
 */
export function refuseUnbound(networks: object, base: new (...given: never[]) => object): void {
  const all = { ...Object.getOwnPropertyDescriptors(base.prototype), ...Object.getOwnPropertyDescriptors(networks) };
  for (const [name, property] of Object.entries(all)) {
    if (typeof property.value !== "function" || name === "constructor") continue;
    const method = property.value as (...given: unknown[]) => unknown;
    const onNetwork = function (this: unknown, ...given: unknown[]): unknown {
      if (this instanceof base) return method.apply(this, given);
      throw new OptionError(
        `${name} was called without its network. Call network.${name}(…) itself: where a function is ` +
          `wanted, write (…) => network.${name}(…).`,
      );
    };
    Object.defineProperty(networks, name, { ...property, value: onNetwork });
  }
}
