/** What a brain.js file says, in whichever of its two forms. */
export interface BrainFile {
  /** How many units each layer has, the inputs first. */
  readonly sizes: readonly number[];
  /** What its inputs are called; nothing where they are lists. */
  readonly inputs: readonly string[] | undefined;
  /** What its outputs are called. */
  readonly outputs: readonly string[] | undefined;
  /** The layers behind the inputs. */
  readonly layers: readonly {
    readonly biases: readonly number[];
    /** Those of a unit in one list. */
    readonly weights: readonly (readonly number[])[];
  }[];
}
