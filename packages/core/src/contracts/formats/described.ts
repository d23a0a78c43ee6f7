/** What a reader is shown of a component, by the code of the language: `{ en: "the sigmoid function", fr: "la fonction sigmoïde" }`. */
export type Titles = Readonly<Record<string, string>>;

/** What a component may say of itself, so that it can be written down and told of. */
export interface Described {
  /**
   * What it is, in a text that is the same in minified code: `"Dense"`, `"sigmoid"`. A class says it on its prototype:
   * `get kind() { return "Scale"; }`. See {@link Registry}.
   */
  readonly kind?: string | undefined;
  /** What readers are shown in the place of its `name`. */
  readonly titles?: Titles | undefined;
  /**
   * What an equal one is made from, by their names: numbers, texts, `true` and `false`, `null`, lists and objects of those,
   * and other components. What is `undefined` is left out. A component that is the only one of its kind has none.
   */
  settings?(): object;
}
