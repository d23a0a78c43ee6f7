/** What became of a network that `trainAll` trained. */
export interface Trained {
  /** A hash of all bits of its parameters. */
  readonly parameters: string;
  /** A hash of all bits of what it then predicts for its data. */
  readonly predictions: string;
  /** The last loss. */
  readonly loss: number;
}
