/** More different texts are no words that come again and again. */
const MOST = 256;

/**
 * The texts of a column, of which equal ones become one: the words of a column come again in most of its rows, and to keep each
 * apart would take the engine longer than to find it here.
 */
export class SharedTexts {
  #known: Map<string, string> | undefined = new Map();

  /** The same text, as it came first. */
  shared(text: string): string {
    if (this.#known === undefined) return text;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size === MOST) this.#known = undefined;
    else this.#known.set(text, text);
    return text;
  }
}
