/** Whether it has functions. */
export function isComponent(value: object): boolean {
  return functionsOf(value).length > 0;
}

/** The names of an object's functions, its own and inherited ones. */
export function functionsOf(object: object): string[] {
  const names = new Set<string>();
  let holder: object | null = object;
  for (; holder !== null && holder !== Object.prototype; holder = Object.getPrototypeOf(holder) as object | null) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
      if (typeof value === "function" && name !== "constructor") names.add(name);
    }
  }
  return [...names];
}
