import { OptionError } from "@nn/core";

/** What the classes of other libraries are asked for, and how it is written here. */
export type WrittenHere = readonly (readonly [names: string, here: string])[];

/**
 * Gives a class the methods of other libraries, each of which says how it is written here; a class that has such a method
 * keeps it. They are not in the types, and not listed.
 *
 * @param what - What asks for it, as the message should name it: `"A scaler"`.
 */
export function refuseForeignMethods(prototype: object, what: string, writtenHere: WrittenHere): void {
  for (const [names, here] of writtenHere) {
    for (const name of names.split(" ")) {
      if (name in prototype) continue;
      const notHere = (): never => {
        throw new OptionError(`${what} has no ${name}. Here it is ${here}.`);
      };
      Object.defineProperty(prototype, name, { value: notHere, configurable: true, writable: true });
    }
  }
}
