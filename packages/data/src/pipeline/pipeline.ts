import { type Data, DataError } from "@nn/core";
import { checkOptions, type NetworkPipeline, OptionError, show, type TakenPredictions } from "@nn/core/component";
import { checkList, checkWhole } from "../rows.js";
import { numberIn } from "../table/number-cell.js";
import { answerTo, type ClassAnswer, type ClassOutputs, type TargetColumn, takenBy } from "./answers.js";
import { label as labelOf, oneHot } from "./categories.js";
import { CategoryCode } from "./category-code.js";
import { checkName, isMissing } from "./column-code.js";
import type { ColumnMaker } from "./column-maker.js";
import { NumberCode } from "./number-code.js";
import { numeric } from "./numeric.js";
import { columnOf, isColumnar, isRawRow, outlineOf, type RawRow, type RawRows } from "./rows.js";

/** A column that a network takes. */
export interface InputColumn {
  /** Its name. */
  readonly column: string;
  /** What its cells are as numbers. */
  readonly code: NumberCode | CategoryCode;
}

/** What a {@link Pipeline} is made from. */
export interface PipelineSettings {
  /** The columns that the network takes, in the order of its inputs. */
  readonly inputs: readonly InputColumn[];
  /** Those that it predicts, in the order of its outputs. */
  readonly targets: readonly TargetColumn[];
}

/** The columns of a table by what they are for. */
export interface PipelineOptions<Inputs extends Makers = Makers, Target extends string | Makers = string | Makers> {
  /**
   * The columns that the network is to take, each with how it is prepared. Unless given, all that are neither target nor
   * ignored: numbers are standardized, and all else is one-hot.
   */
  readonly inputs?: Inputs;
  /** What it is to predict: the column of labels by its name, or columns with how they are prepared, such as `{ price: numeric() }`. */
  readonly target: Target;
  /** The columns that have no part in it, where `inputs` isn't given. */
  readonly ignored?: readonly string[];
  /** What the network's outputs for labels are; `"probabilities"` unless given. */
  readonly outputs?: ClassOutputs;
}

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

/** A column of more numbers than these isn't taken for one of labels. */
const MOST_NUMBER_LABELS = 20;

/**
 * The way from raw rows to a network's inputs, and from its outputs to answers, learnt from training rows alone. A network
 * that has one takes rows as they are, in training and afterwards; nothing can be scaled twice, or not at all.
 *
 * @example
 * const people = [
 *   { weight: 133, height: 65, gender: "F" }, { weight: 160, height: 72, gender: "M" },
 *   { weight: 152, height: 70, gender: "M" }, { weight: 120, height: 60, gender: "F" },
 * ];
 * const pipeline = Pipeline.fit(people, { target: { gender: label(["M", "F"]) } });
 * pipeline.inputSize; // => 2
 * const network = new Sequential([new Dense(pipeline.inputSize, 1)], { pipeline, seed: 1 });
 * const options = { loss: binaryCrossEntropy, optimizer: new SGD({ learningRate: 1 }), epochs: 20, batchSize: 4 };
 * await network.fit(people, options);
 * network.predict({ weight: 128, height: 63 }).label; // => "F"
 * network.predict({ weight: 128, hieght: 63 });
 * // throws DataError: The row has no column "height". Did you mean "hieght"? A cell without a value is null.
 */
export class Pipeline<Row = RawRow, Answer = ClassAnswer | number> implements NetworkPipeline<Row, Answer, RawRows> {
  /** The columns that a network takes, in the order of its inputs. */
  readonly inputColumns: readonly InputColumn[];
  /** Those that it predicts, in the order of its outputs. */
  readonly targetColumns: readonly TargetColumn[];
  readonly inputSize: number;
  readonly outputSize: number;
  readonly inputNames: readonly string[];
  readonly targetNames: readonly string[];
  readonly predictions: TakenPredictions | undefined;

  /** @throws OptionError for settings that are missing or wrong. */
  constructor(settings: PipelineSettings) {
    checkOptions("Pipeline", settings, ["inputs", "targets"]);
    const { inputs, targets } = settings;
    for (const [key, columns] of Object.entries({ inputs, targets })) checkColumns(key, columns);
    this.inputColumns = Array.from(inputs, ({ column, code }) => ({ column, code }));
    this.targetColumns = Array.from(targets, ({ column, code, outputs = "probabilities" }) => ({
      column,
      code,
      outputs,
    }));
    for (const { column, code, outputs } of this.targetColumns) checkTarget(column, code, outputs!);
    this.inputSize = sizeOf(this.inputColumns);
    this.outputSize = sizeOf(this.targetColumns);
    this.inputNames = this.inputColumns.flatMap(({ column, code }) => code.names(column));
    this.targetNames = this.targetColumns.flatMap(({ column, code }) => code.names(column));
    this.predictions = takenBy(this.targetColumns);
  }

  /**
   * Learns from training rows how columns are prepared: each of a number scaled, each of categories coded. Test rows have no
   * part in it.
   *
   * @param rows - A table, or a list of objects.
   * @throws DataError for columns that don't exist, and for cells that can't be prepared; OptionError for options that
   *   don't exist or have a value they can't have.
   */
  static fit<const Inputs extends Makers, const Target extends string | Makers>(
    rows: RawRows,
    options: PipelineOptions<Inputs, Target>,
  ): Pipeline<
    Makers extends Inputs ? RawRow : Readonly<Record<keyof Inputs & string, RawRow[string]>>,
    AnswerFor<Target>
  > {
    checkOptions("Pipeline.fit", options, ["inputs", "target", "ignored", "outputs"]);
    const { target, ignored = [], outputs = "probabilities" } = options;
    checkList("Pipeline.fit: ignored", 'names of columns, as in ["name"]', ignored);
    checkWhole("Pipeline.fit: ignored", ignored);
    for (const column of ignored) checkName(column);
    const outline = outlineOf(rows);
    if (outline.size === 0) throw new DataError("A pipeline learns from at least one row, but got none.");
    const targets: Makers = typeof target === "string" ? { [target]: labelsIn(rows, target) } : (target as Makers);
    checkMakers("target", targets);
    for (const column of [...Object.keys(targets), ...ignored]) {
      // For its sentence.
      if (!outline.columns.includes(column)) columnOf(rows, column);
    }
    const others = outline.columns.filter((column) => !Object.hasOwn(targets, column) && !ignored.includes(column));
    const inputs: Makers = options.inputs ?? Object.fromEntries(others.map((column) => [column, roleOf(rows, column)]));
    checkMakers("inputs", inputs);
    const learnt = (makers: Makers): InputColumn[] =>
      Object.entries(makers).map(([column, maker]) => {
        const { cells, place } = columnOf(rows, column);
        return { column, code: maker.fit(cells, place) };
      });
    return new Pipeline({
      inputs: learnt(inputs),
      targets: learnt(targets).map((each) => (each.code instanceof CategoryCode ? { ...each, outputs } : each)),
    });
  }

  get kind(): string {
    return "Pipeline";
  }

  settings(): PipelineSettings {
    const targets = this.targetColumns.map(({ column, code, outputs }) =>
      code instanceof CategoryCode ? { column, code, outputs: outputs! } : { column, code },
    );
    return { inputs: this.inputColumns, targets };
  }

  /** Whether a value is a row, rows or a table: what a network hands to its pipeline. */
  takes(value: unknown): boolean {
    return isColumnar(value) || this.isRow(value) || (Array.isArray(value) && this.isRow(value[0]));
  }

  isRow(value: unknown): value is Row {
    return isRawRow(
      value,
      this.inputColumns.map(({ column }) => column),
    );
  }

  /**
   * The numbers that a network is given for a row, or for each of several.
   *
   * @throws DataError for a column that isn't there, and a cell that can't be prepared.
   */
  inputs(rows: Row | readonly Row[] | RawRows): number[][] {
    return encoded((this.isRow(rows) ? [rows] : rows) as RawRows, this.inputColumns, this.inputSize);
  }

  /**
   * Inputs and targets of rows, as a network is trained on them.
   *
   * @throws DataError as for {@link Pipeline.inputs}.
   */
  data(table: RawRows): Data {
    return {
      inputs: this.inputs(table),
      targets: encoded(table, this.targetColumns, this.outputSize),
    };
  }

  /**
   * What outputs mean: for a column of labels the most likely one and how likely each is, for a column of numbers the number
   * in its own unit. Of several target columns, an object by their names.
   *
   * @throws DataError for outputs that are no probabilities where they are to be.
   */
  answers(outputs: readonly ArrayLike<number>[]): Answer[] {
    checkList("Pipeline.answers", "outputs, a list of numbers for each row, as in [[0.5]]", outputs);
    checkWhole("Pipeline.answers", outputs);
    return Array.from(outputs, (values) => {
      let at = 0;
      const answers = this.targetColumns.map((target) => {
        const own = Float64Array.from({ length: target.code.size }, (_, i) => outputAt(values, at + i));
        at += own.length;
        return [target.column, answerTo(target, own)] as const;
      });
      return (answers.length === 1 ? answers[0]![1] : Object.fromEntries(answers)) as Answer;
    });
  }
}

/** @throws DataError for what is no number. */
function outputAt(values: ArrayLike<number>, at: number): number {
  const value: unknown = (values as Partial<ArrayLike<number>> | undefined)?.[at];
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new DataError(`The outputs of a network are finite numbers, but number ${at} of a row is ${show(value)}.`);
}

/** The codes of columns side by side, row by row. */
function encoded(rows: RawRows, columns: readonly InputColumn[], width: number): number[][] {
  const { size } = outlineOf(rows);
  const names = columns.map(({ column }) => column);
  const encodings = columns.map(({ column, code }) => {
    const { cells, place } = columnOf(rows, column, names);
    return { code, numbers: code.encode(cells, place) };
  });
  const all = Array.from({ length: size }, () => new Array<number>(width));
  let from = 0;
  for (const { code, numbers } of encodings) {
    for (let row = 0; row < size; row++) {
      for (let i = 0; i < code.size; i++) all[row]![from + i] = numbers[row * code.size + i]!;
    }
    from += code.size;
  }
  return all;
}

/** How a column is prepared whose cells alone are known. */
function roleOf(rows: RawRows, column: string): ColumnMaker {
  return holdsNumbers(rows, column) ? numeric() : oneHot();
}

/** The labels of a column, unless it holds measures. */
function labelsIn(rows: RawRows, column: string): ColumnMaker {
  const { cells } = columnOf(rows, column);
  const different = new Set(cells).size;
  if (different > MOST_NUMBER_LABELS && holdsNumbers(rows, column)) {
    throw new DataError(
      `The column ${show(column)} has ${different} different numbers, which are too many labels. Write target: { ${column}: numeric() } to predict numbers, or { ${column}: label() } if they are labels.`,
    );
  }
  return labelOf();
}

function holdsNumbers(rows: RawRows, column: string): boolean {
  return columnOf(rows, column).cells.every((cell) => {
    return (
      isMissing(cell) || typeof cell === "number" || (typeof cell === "string" && numberIn(cell.trim()) !== undefined)
    );
  });
}

function sizeOf(columns: readonly InputColumn[]): number {
  return columns.reduce((sum, { code }) => sum + code.size, 0);
}

function checkMakers(name: string, makers: Makers): void {
  const given: unknown = makers;
  const columns = typeof given === "object" && given !== null && !Array.isArray(given) ? Object.entries(given) : [];
  const wrong = columns.find(([, maker]) => typeof Object(maker).fit !== "function");
  if (columns.length > 0 && wrong === undefined) return;
  const got = wrong === undefined ? show(given) : `${show(wrong[1])} for ${show(wrong[0])}`;
  throw new OptionError(
    `Pipeline.fit: ${name} must name columns and how they are prepared, as in { weight: numeric() }, but is ${got}.`,
  );
}

function checkColumns(key: string, columns: readonly InputColumn[]): void {
  const given: unknown = columns;
  const isOne = (each: unknown): boolean => {
    const { column, code } = Object(each) as Partial<InputColumn>;
    return typeof column === "string" && (code instanceof NumberCode || code instanceof CategoryCode);
  };
  if (Array.isArray(given)) checkWhole("Pipeline", given);
  if (!Array.isArray(given) || given.length === 0 || !given.every(isOne)) {
    throw new OptionError(
      `Pipeline: ${key} must be a list of at least one column with its code, as in [{ column: "weight", code }], but is ${show(given)}.`,
    );
  }
  const names = Array.from(given as readonly InputColumn[], ({ column }) => column);
  if (new Set(names).size === names.length) return;
  throw new OptionError(`Pipeline: ${key} must have each column once, but has ${show(names)}.`);
}

function checkTarget(column: string, code: NumberCode | CategoryCode, outputs: ClassOutputs): void {
  if (outputs !== "probabilities" && outputs !== "logits") {
    throw new OptionError(`Pipeline: outputs must be "probabilities" or "logits", but is ${show(outputs)}.`);
  }
  const isWrong =
    code instanceof CategoryCode
      ? code.size !== code.categories.length && code.categories.length !== 2
      : code.indicator;
  if (!isWrong) return;
  throw new OptionError(
    `Pipeline: the target ${show(column)} must be numbers without an indicator, or have a number for each class, but is ${code.name} of ${code.size}.`,
  );
}
