import { numberIn } from "../number-cell.js";

/** More different texts are no words that come again and again. */
const MOST_WORDS = 256;

/** The texts of a column as they are read, with what is cheapest to find while each is at hand. */
export class ColumnTexts {
  readonly texts: string[] = [];
  /** The numbers in them, as long as all of them are numbers with a decimal point. */
  numbers: number[] | undefined = [];
  #words: Map<string, string> | undefined = new Map();

  add(text: string): void {
    const number = this.numbers && numberIn(text);
    if (number === undefined) {
      this.numbers = undefined;
      this.texts.push(this.#shared(text));
    } else {
      this.numbers!.push(number);
      this.texts.push(text);
    }
  }

  /**
   * The same text, as it came first: the words of a column come again in most of its rows, and to keep each apart would take the
   * engine longer than to find it here.
   */
  #shared(text: string): string {
    if (this.#words === undefined) return text;
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    if (this.#words.size === MOST_WORDS) this.#words = undefined;
    else this.#words.set(text, text);
    return text;
  }
}
