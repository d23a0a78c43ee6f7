/** What an engine is told of a sweep. */
export interface Manifest {
  readonly name: string;
  readonly file: string;
  readonly into: string;
  /** How many trials each round has at most. */
  readonly rounds: readonly number[];
  readonly parallel: number;
  readonly megabytes: number;
  readonly seconds: number;
}
