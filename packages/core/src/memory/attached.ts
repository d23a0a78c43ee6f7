/** Lets a constructor give the fields of its class to an object of another class. */
class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is what it is for.
    return object;
  }
}

/**
 * Values for objects of any class, as in a WeakMap. But what a WeakMap holds is let go of by whole collections alone in V8,
 * together with all that it refers to, its key as well: all memory of a short training would grow old. A private field
 * dies with its object. So with getters: an object that has one of its own has a hidden class of its own, which is as old
 * from its beginning, and refers to the getter and what that can reach.
 */
export interface Attached<Value> {
  get(object: unknown): Value | undefined;
  set(object: object, value: Value | undefined): void;
}

export function attached<Value>(): Attached<Value> {
  return class Holder extends Given {
    #value: Value | undefined;

    static get(object: unknown): Value | undefined {
      const holder: object = Object(object);
      return #value in holder ? holder.#value : undefined;
    }

    static set(object: object, value: Value | undefined): void {
      const holder = #value in object ? object : (new Holder(object) as Holder);
      holder.#value = value;
    }
  };
}
