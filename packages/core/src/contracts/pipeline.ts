import type { Shape } from "@nn/numerics";
import type { Data } from "../data/data.js";
import type { Warning } from "../training/notes/warning.js";
import type { Described } from "./formats/described.js";
import type { RowFormat } from "./formats/row-format.js";
import type { TakenPredictions } from "./mathematics/range.js";

/**
 * What turns raw rows into a network's inputs, and its outputs into answers. `Pipeline` of `@nn/data` is one; any object
 * with these members is as good. A network has it as its option `pipeline`, and is then given rows in the place of arrays.
 *
 * @typeParam Row - A row that `predict` takes, as an object by the names of its columns.
 * @typeParam Answer - What `predict` answers to it.
 * @typeParam Table - What `fit` and `evaluate` take: many rows with their targets.
 */
export interface NetworkPipeline<Row = unknown, Answer = unknown, Table = unknown> extends Described {
  /** What it is: `"Pipeline"`. */
  readonly kind: string;
  /** How many numbers a row becomes: as many as the network takes. */
  readonly inputSize: number;
  /** How many numbers the targets of a row become: as many as the network gives. */
  readonly outputSize: number;
  /** What warnings call each number of an input: the name of its column, or `"island = Biscoe"`. By their numbers unless given. */
  readonly inputNames?: readonly string[];
  /** What they call each number of a target. */
  readonly targetNames?: readonly string[];
  /** The labels of its classes, where it predicts nothing else: those of the class numbers 0, 1 and so on. */
  readonly labels?: readonly (string | number | boolean)[] | undefined;
  /** What outputs it can answer from, such as probabilities; any, unless given. */
  readonly predictions?: TakenPredictions | undefined;
  /** What it makes of rows and of outputs, as data. Without it, files for other systems are of the network alone. */
  readonly rowFormat?: RowFormat | undefined;
  /** What an equal one is made from. */
  settings(): object;
  /** Whether a value is for the pipeline: a row, some rows or a table. Arrays of numbers and data sets go to the network. */
  takes(value: unknown): boolean;
  /**
   * Refuses inputs that it doesn't take, such as the numbers of a row that isn't scaled. The network takes all, unless given.
   *
   * @param given - Inputs, or inputs and targets, or a data set.
   */
  check?(given: unknown): void;
  /** Whether what it takes is a single row, to which there is a single answer. */
  isRow(value: unknown): value is Row;
  /** What the network is given for a row, or for each row of a list or of a table. */
  inputs(rows: Row | readonly Row[] | Table): number[][];
  /** What it is trained on, or measured with: inputs and targets, these of the shape that the loss takes. */
  data(table: Table, targetShape: Shape): Data;
  /** What is most likely not meant about rows that are trained on, and about those that the training is judged by. */
  warnings?(table: Table, validation: Table | undefined): readonly Warning[];
  /** What the outputs for some rows mean: an answer for each. */
  answers(outputs: readonly ArrayLike<number>[]): Answer[];
}

/** The pipeline of a network; the compiler doesn't know whether there is one where nothing says so. */
export type PipelineOf<P> = P extends NetworkPipeline ? P : NetworkPipeline | undefined;

/** The row that a network's `predict` takes beside arrays; none without a pipeline. */
export type RowOf<P> = P extends NetworkPipeline<infer Row> ? (unknown extends Row ? object : Row) : never;

/** What it answers to that. */
export type AnswerOf<P> = P extends NetworkPipeline<unknown, infer Answer> ? Answer : unknown;

/** What a network's `fit` takes beside arrays and data sets; nothing without a pipeline. */
export type TableOf<P> =
  P extends NetworkPipeline<unknown, unknown, infer Table> ? (unknown extends Table ? object : Table) : never;
