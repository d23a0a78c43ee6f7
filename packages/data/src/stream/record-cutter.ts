import { DataError } from "@nn/core";

/** The most characters of one record: a quotation mark that is never closed would otherwise take in the rest of a file. */
const MOST_CHARACTERS = 2 ** 24;

/** Some records of a CSV text, one after another as they stand in it. */
export interface CutRecords {
  readonly text: string;
  /** The line of the whole text on which they begin; the first is 1. */
  readonly line: number;
}

/**
 * Cuts a CSV text that comes in pieces after whole records, so that none of them is ever in two parts: a line break within
 * quotation marks ends no record. Blank lines don't count.
 */
export class RecordCutter {
  readonly #source: string;
  readonly #delimiters: string;
  /** Whole records that were not yet taken, and how many there are. */
  #parts: string[] = [];
  #records = 0;
  /** What comes after them: it is looked through up to `#seen` for the end of the record that begins at `#start`. */
  #rest = "";
  #start = 0;
  #seen = 0;
  #isQuoted = false;
  /** The next quotation mark in `#rest`, from `#seen` on. */
  #mark = -1;
  #held = "";
  #hasEnded = false;
  #line = 1;

  /** @param delimiters - The characters that may stand before a quoted cell. */
  constructor(source: string, delimiters: string) {
    this.#source = source;
    this.#delimiters = delimiters;
  }

  /** Adds the next piece of the text. */
  give(piece: string): void {
    // Two characters that end a line may come in two pieces, so the first of them waits for the next one.
    const text = this.#held + piece;
    this.#held = text.endsWith("\r") ? "\r" : "";
    const known = text.slice(0, text.length - this.#held.length);
    this.#rest += known.includes("\r") ? known.replace(/\r\n?/g, "\n") : known;
    this.#mark = -1;
    if (this.#rest.length - this.#start > MOST_CHARACTERS && this.#endOfRecord() < 0) {
      throw new DataError(
        `${this.#source}: a record has more than ${MOST_CHARACTERS} characters. Is a quotation mark not closed?`,
      );
    }
  }

  /** Tells that there are no more pieces, so that the last record is whole without a line break. */
  end(): void {
    if (this.#held !== "") this.#rest += "\n";
    this.#mark = -1;
    this.#hasEnded = true;
  }

  /** So many records, or at the end of the text those that are left; `undefined` where more of the text is needed. */
  take(count: number): CutRecords | undefined {
    while (this.#records < count) {
      const end = this.#endOfRecord();
      if (end < 0) break;
      if (this.#rest.slice(this.#start, end).trim() !== "") this.#records++;
      this.#start = end;
      this.#seen = end;
    }
    this.#parts.push(this.#rest.slice(0, this.#start));
    this.#rest = this.#rest.slice(this.#start);
    this.#seen -= this.#start;
    this.#mark = -1;
    this.#start = 0;
    if (this.#records < count && !(this.#hasEnded && this.#records > 0)) return undefined;
    const taken = { text: this.#parts.join(""), line: this.#line };
    for (let at = taken.text.indexOf("\n"); at >= 0; at = taken.text.indexOf("\n", at + 1)) this.#line++;
    this.#parts = [];
    this.#records = 0;
    return taken;
  }

  /** Where the record ends that begins at `#start`; -1 where its end didn't come yet. */
  #endOfRecord(): number {
    const text = this.#rest;
    for (;;) {
      if (this.#isQuoted) {
        const close = text.indexOf('"', this.#seen);
        // A mark that is written twice is text, and the second one may come with the next piece.
        if (close < 0 || (close === text.length - 1 && !this.#hasEnded)) {
          this.#seen = close < 0 ? text.length : close;
          return this.#endOfText();
        }
        this.#isQuoted = text[close + 1] === '"';
        this.#seen = close + (this.#isQuoted ? 2 : 1);
        continue;
      }
      if (this.#mark < this.#seen) this.#mark = text.indexOf('"', this.#seen);
      if (this.#mark < 0) this.#mark = text.length;
      const lineBreak = text.indexOf("\n", this.#seen);
      if (this.#mark < (lineBreak < 0 ? text.length : lineBreak)) {
        this.#isQuoted = this.#beginsCell(this.#mark);
        this.#seen = this.#mark + 1;
        continue;
      }
      if (lineBreak >= 0) return lineBreak + 1;
      this.#seen = text.length;
      return this.#endOfText();
    }
  }

  #endOfText(): number {
    return this.#hasEnded && this.#start < this.#rest.length ? this.#rest.length : -1;
  }

  /** Whether what stands at a place is the first of its cell, but for spaces: a mark further on is text. */
  #beginsCell(at: number): boolean {
    let before = at - 1;
    while (before >= this.#start && this.#rest[before] === " ") before--;
    return before < this.#start || this.#delimiters.includes(this.#rest[before]!);
  }
}
