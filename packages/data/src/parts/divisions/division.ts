/** The numbers of the examples of the two parts. */
export interface RowsOfParts {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** A way to divide examples: by chance, by classes, by groups or by time. */
export interface Division {
  /** Keeps about so many examples for the test, and at least one in each part. */
  divide(testSize: number): RowsOfParts;
  /** Divides `count` times, so that every example is in one test; by time, all but the earliest. */
  folds(count: number): readonly RowsOfParts[];
}

/** Each fold once as the test, and the others to train on. */
export function eachAsTest(folds: readonly (readonly number[])[]): readonly RowsOfParts[] {
  return folds.map((test) => ({ train: folds.flatMap((fold) => (fold === test ? [] : fold)), test }));
}
