/** A power of ten after a number, as the page writes it or as it is typed. */
const POWER = /\s*[·⋅×*]\s*10(\^[-−]?\d+|⁻?[⁰¹²³⁴-⁹]+)$/;

/** A number as it is typed, with a point or a comma; null for what is none. */
export function readNumber(typed: string): number | null {
  const text = typed
    .trim()
    .replace(POWER, (_, power: string) => `e${power.replace("^", "").normalize("NFKC")}`)
    .replace(",", ".")
    .replaceAll("\u2212", "-");
  const value = Number(text);
  return text === "" || !Number.isFinite(value) ? null : value;
}
