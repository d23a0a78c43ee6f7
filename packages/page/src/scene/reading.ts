/** A number as it is typed, with a point or a comma; null for what is none. */
export function readNumber(typed: string): number | null {
  const text = typed.trim().replace(",", ".").replace("\u2212", "-");
  const value = Number(text);
  return text === "" || !Number.isFinite(value) ? null : value;
}
