/** Makes properties unchangeable: recorded programs needn't compare them again, and what is prepared for a batch stays right. */
export function hold(layer: object, names: readonly string[]): void {
  for (const name of names) Object.defineProperty(layer, name, { writable: false, configurable: false });
}
