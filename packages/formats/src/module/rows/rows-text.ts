/** What a module has for raw rows. */
export interface RowsText {
  /** The types of a row and of an answer, in comments of `predict`. */
  readonly overloads: string;
  /** The columns and the functions that go from a row to numbers, and from outputs to an answer. */
  readonly source: string;
}
