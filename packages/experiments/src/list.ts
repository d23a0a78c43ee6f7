/**
 * A plain copy of an array with an element at each place, and one at least; `undefined` for all else.
 */
export function listOf<Element>(value: unknown): Element[] | undefined {
  if (!Array.isArray(value)) return undefined;
  // Stops at the first hole: an array may have room for billions and hold nothing.
  for (let index = 0; index < value.length; index++) if (!(index in value)) return undefined;
  return value.length > 0 ? Array.from<Element>(value) : undefined;
}

/** Whether a value holds things by their names, as an object literal does. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}
