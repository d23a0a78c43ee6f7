import { show } from "@nn/core/component";

/** Set before « : » and inside « guillemets ». */
export const NBSP = "\u00a0";

/** A text in guillemets, with what would act on a terminal written out. */
export function inGuillemets(text: string): string {
  return `«${NBSP}${show(text).replace(/^"|"$/g, "")}${NBSP}»`;
}

/** In French, 0 is singular, too. */
export function plural(count: number, one: string, many: string): string {
  return `${count} ${count < 2 ? one : many}`;
}

/** In English, only 1 is singular. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A number's text with a decimal comma. */
export function withComma(text: string): string {
  return text.replace(/(\d)\.(?=\d)/g, "$1,");
}
