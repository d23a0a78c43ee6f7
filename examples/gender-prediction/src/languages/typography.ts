/** Set before « : » and inside « guillemets ». */
export const NBSP = "\u00a0";
/** Set before « ; ? ! », and between a number and its unit. */
export const NARROW = "\u202f";

/** A number's text with a decimal comma. */
export function withComma(text: string): string {
  return text.replace(/(\d)\.(?=\d)/g, "$1,");
}

/** A text in guillemets, in the place of other quotation marks. */
export function inGuillemets(text: string): string {
  return `«${NBSP}${text.replace(/^"|"$/g, "")}${NBSP}»`;
}

/** In French, 0 is singular, too. */
export function plural(count: number, one: string, many: string): string {
  return `${count} ${count < 2 ? one : many}`;
}
