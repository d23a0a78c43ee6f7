/** The axes of an example: their sizes, and names for sizes that may be any. */
export type Axes = readonly (number | string)[];

/** Another number of axes that a layer's output may have; the last one keeps its size. */
export interface OtherAxes {
  /** How many. */
  readonly count: number;
  /** What to write for it: `"write { returnSequences: true }"`. */
  readonly write: string;
}
