/** Whether a value can have properties that say something of it: an object or a function. */
export function isThing(value: unknown): value is object {
  return Object(value) === value;
}
