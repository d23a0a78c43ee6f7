/** How formulas are read aloud. */
export interface SpokenWords {
  /** Between two terms. */
  readonly plus: string;
  /** Between two terms, and before a negative number. */
  readonly minus: string;
  /** Between two factors. */
  readonly times: string;
  /** Between what is divided and what it is divided by. */
  readonly dividedBy: string;
  /** Between the sides of an equation. */
  readonly equals: string;
  /** Between a name and what takes its place. */
  readonly becomes: string;
  /** What stands in brackets. */
  bracketed(inside: string): string;
  /** A base with its exponent. */
  power(base: string, exponent: string): string;
  /** Digits with the power of ten that they are multiplied by. */
  scientific(digits: string, exponent: string): string;
  /** A derivative: of what, and with respect to what. */
  derivative(of: string, by: string): string;
  /** A function of one or several numbers, by its name. */
  call(name: string, operands: readonly string[]): string;
  /** What functions are called that aren't read by their names in formulas, by those: `"log"`, `"sqrt"`, `"abs"`. */
  readonly functions: Readonly<Record<string, string>>;
  /** Said after the letter of a function, where its derivative is meant. */
  readonly prime: string;
  /** A sum of a term over an index, if there is one. */
  sum(term: string, index: string | undefined): string;
  /** A letter with a hat. */
  hat(letter: string): string;
  /** A number of one of several examples. */
  inExample(name: string, example: string): string;
  /** Terms that are left out. */
  readonly ellipsis: string;
  /** What is to be filled in. */
  readonly blank: string;
}
