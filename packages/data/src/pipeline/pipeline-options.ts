import type { Cell } from "../table/columnar.js";
import type { ClassAnswer, ClassOutputs } from "./answers.js";
import type { ColumnMaker } from "./codes/column-maker.js";
import type { NumberCode } from "./codes/number-code.js";
import type { RawRow } from "./rows.js";

/** The columns of a table by what they are for. */
export interface PipelineOptions<
  Inputs extends Makers = Makers,
  Target extends string | Makers = string | Makers,
  Ignored extends Names = Names,
> {
  /**
   * The columns that the network is to take, each with how it is prepared; with `ignored` beside it, those that are prepared
   * in another way than the rest. Unless given, all that are neither target nor ignored: numbers are standardized, and all
   * else is one-hot.
   */
  readonly inputs?: Inputs;
  /** What it is to predict: the column of labels by its name, or columns with how they are prepared, such as `{ price: numeric() }`. */
  readonly target: Target;
  /** The columns that have no part in it. Given, even as `[]`, it says that all others have. */
  readonly ignored?: Ignored;
  /** What the network's outputs for labels are; `"probabilities"` unless given. */
  readonly outputs?: ClassOutputs;
}

/** Names of columns, or none. @inline */
export type Names = readonly string[] | undefined;

/** The row that a pipeline takes: of the columns of `inputs`, or of all where others are taken with them. */
export type RowFor<Inputs extends Makers, Ignored extends Names> = Makers extends Inputs
  ? RawRow
  : Readonly<Record<keyof Inputs & string, Cell | undefined>> & (undefined extends Ignored ? unknown : RawRow);

/** Columns by their names, with how they are prepared. */
export type Makers = Readonly<Record<string, ColumnMaker>>;

/** What a network answers for a column. @inline */
type AnswerOf<Maker> = Maker extends ColumnMaker<NumberCode> ? number : ClassAnswer;

/** What it answers for a target: for one column its answer, and for several an object by their names. */
export type AnswerFor<Target> = Target extends string
  ? ClassAnswer
  : IsOne<keyof Target> extends true
    ? AnswerOf<Target[keyof Target]>
    : { readonly [Column in keyof Target]: AnswerOf<Target[Column]> };

/** Whether a union has one member. @inline */
type IsOne<T, All = T> = [T] extends [never] ? false : T extends unknown ? ([All] extends [T] ? true : false) : never;
