/** Properties that have to keep their values. Those that can't change aren't compared again. */
export class Watched {
  readonly #objects: Readonly<Record<string, unknown>>[] = [];
  readonly #names: string[] = [];
  readonly #values: unknown[] = [];

  /**
   * Adds what an object has under a name, whether its own or inherited.
   *
   * @returns That property; `undefined` for one that isn't there or has a getter, which may give another value each time.
   */
  add(object: object, name: string): { readonly value?: unknown } | undefined {
    const property = findProperty(object, name);
    if (property === undefined || !("value" in property)) return undefined;
    if (property.writable || property.configurable || !Object.hasOwn(object, name)) {
      this.#objects.push(object as Record<string, unknown>);
      this.#names.push(name);
      this.#values.push(property.value);
    }
    return property;
  }

  /** Whether there are none that could change. */
  get isEmpty(): boolean {
    return this.#values.length === 0;
  }

  /** Whether all of them have the values that they had. */
  hold(): boolean {
    const count = this.#values.length;
    // In most programs each of these lines meets one name, and the engine remembers where that lies. A loop, in which one
    // line meets all of them, takes several times as long.
    return (
      count === 0 ||
      (this.#objects[0]![this.#names[0]!] === this.#values[0] &&
        (count < 2 || this.#objects[1]![this.#names[1]!] === this.#values[1]) &&
        (count < 3 || this.#objects[2]![this.#names[2]!] === this.#values[2]) &&
        (count < 4 || this.#objects[3]![this.#names[3]!] === this.#values[3]) &&
        (count < 5 || this.#objects[4]![this.#names[4]!] === this.#values[4]) &&
        (count < 6 || this.#holdFrom(5)))
    );
  }

  #holdFrom(first: number): boolean {
    for (let i = first; i < this.#objects.length; i++) {
      if (this.#objects[i]![this.#names[i]!] !== this.#values[i]) return false;
    }
    return true;
  }
}

/** What an object has under a name, whether its own or inherited. */
export function findProperty(object: object, name: string): PropertyDescriptor | undefined {
  for (let holder: object | null = object; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const own = Object.getOwnPropertyDescriptor(holder, name);
    if (own !== undefined) return own;
  }
  return undefined;
}
