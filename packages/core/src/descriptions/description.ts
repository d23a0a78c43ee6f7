import { OptionError } from "@nn/numerics";

/** A component as data that JSON holds: {@link Registry.make} makes an equal one of it. */
export interface Description {
  /** What it is, `"Dense"`. */
  readonly kind: string;
  /** What it is made from; left out where there is nothing to say. */
  readonly settings?: { readonly [name: string]: DescribedSetting };
}

/** A number that JSON doesn't have. */
export interface DescribedNumber {
  /** That it is one. */
  readonly kind: "number";
  /** Which. */
  readonly value: "Infinity" | "-Infinity" | "NaN" | "-0";
}

/** A setting as data that JSON holds. */
export type DescribedSetting =
  | string
  | number
  | boolean
  | null
  | Description
  | DescribedNumber
  | readonly DescribedSetting[]
  | { readonly [name: string]: DescribedSetting };

/** What an object that is no component may not be named, as descriptions are told by it. */
export const RESERVED = "kind";

/** So deep a component may hold others; what is deeper most likely holds itself. */
export const DEEPEST = 100;

/** The lists, objects and components that one holds. Few that share others, sixty levels deep, are held without end. */
export class Held {
  readonly #parts = new Set<unknown>();
  #count = 0;

  /** @throws OptionError for one more that is held again and again */
  add(part: unknown, place: string): void {
    this.#parts.add(part);
    if (++this.#count <= 1000 + 100 * this.#parts.size) return;
    throw new OptionError(`${place} is held by others that are held again and again.`);
  }
}
