/** What options are of, where other libraries call them otherwise. */
export type Asker = "layer" | "training";

/**
 * What errors advise beside what is wrong: with a space before it, or an empty text. Without advice, as in a page that is
 * made of the small doors, errors say what is wrong, and that is all.
 */
export interface Advice {
  /** The name that was probably meant by a misspelt one; `undefined` where none is near. */
  onName(name: string, known: readonly string[]): string | undefined;
  /** What was given in the place of options, as the end of a sentence, where that is a component; `undefined` for options. */
  onOptions(given: object, known: readonly string[]): string | undefined;
  /** How an option of another library is written here; `undefined` for one that no other has. */
  onOption(asker: Asker, name: string, known: readonly string[]): string | undefined;
  /** About a value that came too early. */
  onPromise(value: unknown): string;
  /** Refuses something else than names, where an author of components gives them. */
  onNames(where: string, names: unknown): void;
  /** Refuses something else than the bounds of a number. */
  onBounds(bounds: unknown): void;
  /** Refuses a text of a computation that isn't one. Gives a copy, which doesn't change while some backends have read it and others haven't. */
  onComputation<Text>(text: Text): Text;
  /** Refuses to compute what is no computation. */
  onCompute(computation: unknown): void;
}

/** What there is. A program that carries advice fills it in; see `giveAdvice` of core. */
export const advice: Partial<Advice> = {};
