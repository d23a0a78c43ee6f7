/** A public function, constructor or method, and how it is called right. Every wrong call is a right one with a change. */
export interface Row {
  /** The package's name, and the name there: `"@nn/core"` and `"Sequential.fit"`; a constructor is `"new Sequential"`. */
  readonly of: string;
  readonly name: string;
  /** Right arguments, made anew each time. */
  readonly right: () => readonly unknown[];
  /** The call. What it gives is waited for if it is a promise. */
  readonly call: (...given: never[]) => unknown;
  /** The places of arguments that the call is there to write. */
  readonly writes?: readonly number[];
  /** `true` where two wrong things at once could make a call that is right, and endless. */
  readonly oneChange?: true;
}

/** The rows of one package. */
export const rowsOf = (of: string, rows: readonly Omit<Row, "of">[]): readonly Row[] =>
  rows.map((row) => ({ of, ...row }));
