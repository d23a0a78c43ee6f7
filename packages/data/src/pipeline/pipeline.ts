import { type Data, DataError, type Warning } from "@nn/core";
import {
  checkOptions,
  isShape,
  type NetworkPipeline,
  OptionError,
  show,
  type TakenPredictions,
} from "@nn/core/component";
import { checkList, checkWhole } from "../rows.js";
import { answerTo, type ClassAnswer, outputAt, type TargetColumn, takenBy } from "./answers.js";
import { type Category, CategoryCode } from "./codes/category-code.js";
import { checkName } from "./codes/column-code.js";
import { encoded, type InputColumn, sizeOf } from "./encode-rows.js";
import { checkColumns, checkIgnored, checkMakers, checkTarget, refuseNoAnswers } from "./pipeline-checks.js";
import type { AnswerFor, Makers, Names, PipelineOptions, RowFor } from "./pipeline-options.js";
import type { PipelineRowFormat, PipelineSettings } from "./pipeline-settings.js";
import { refuseRawNumbers } from "./raw-numbers.js";
import { labelsIn, rolesOf } from "./roles.js";
import { columnOf, isColumnar, isRawRow, outlineOf, type RawRow, type RawRows } from "./rows.js";
import { warningsOn } from "./warnings.js";

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
 * // throws DataError: The row has no column "height", which the pipeline takes, but has "hieght". A cell without a value is null.
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
  readonly rowFormat: PipelineRowFormat;
  /** The columns of the rows it was learnt from that nothing was said of: as others are, they are taken, or left out. */
  #unnamed: readonly string[] = [];

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
    this.rowFormat = { of: "cells", inputs: this.inputColumns, targets: this.targetColumns };
  }

  /**
   * Learns from training rows how columns are prepared: each of a number scaled, each of categories coded. Test rows have no
   * part in it.
   *
   * @param rows - A table, or a list of objects.
   * @throws DataError for columns that don't exist, and for cells that can't be prepared; OptionError for options that
   *   don't exist or have a value they can't have.
   */
  static fit<
    const Inputs extends Makers,
    const Target extends string | Makers,
    const Ignored extends Names = undefined,
  >(
    rows: RawRows,
    options: PipelineOptions<Inputs, Target, Ignored>,
  ): Pipeline<RowFor<Inputs, Ignored>, AnswerFor<Target>> {
    checkOptions("Pipeline.fit", options, ["inputs", "target", "ignored", "outputs"]);
    const { target, outputs = "probabilities" } = options;
    const { ignored = [] } = options as { readonly ignored?: readonly string[] };
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
    if (options.inputs !== undefined) checkMakers("inputs", options.inputs);
    checkIgnored(ignored, { inputs: options.inputs, target: targets });
    const free = outline.columns.filter((column) => !Object.hasOwn(targets, column) && !ignored.includes(column));
    const inputs =
      options.inputs && !options.ignored ? options.inputs : rolesOf(rows, free, options.inputs ?? {}, ignored);
    checkMakers("inputs", inputs);
    const learnt = (makers: Makers): InputColumn[] =>
      Object.entries(makers).map(([column, maker]) => {
        const { cells, place } = columnOf(rows, column);
        return { column, code: maker.fit(cells, place) };
      });
    const pipeline = new Pipeline<RowFor<Inputs, Ignored>, AnswerFor<Target>>({
      inputs: learnt(inputs),
      targets: learnt(targets).map((each) => (each.code instanceof CategoryCode ? { ...each, outputs } : each)),
    });
    pipeline.#unnamed = free.filter((column) => !Object.hasOwn(options.inputs ?? {}, column));
    return pipeline;
  }

  get kind(): string {
    return "Pipeline";
  }

  /** The labels of its one target column, in the order of their class numbers; `undefined` where it predicts numbers, or more. */
  get labels(): readonly Category[] | undefined {
    const [target] = this.targetColumns;
    const isOnly = this.targetColumns.length === 1 && target!.code instanceof CategoryCode;
    return isOnly ? (target!.code as CategoryCode).categories : undefined;
  }

  settings(): PipelineSettings {
    const targets = this.targetColumns.map(({ column, code, outputs }) =>
      code instanceof CategoryCode ? { column, code, outputs: outputs! } : { column, code },
    );
    return { inputs: this.inputColumns, targets };
  }

  /**
   * Whether a value is a row, rows or a table: what a network hands to its pipeline.
   *
   * @example
   * const pipeline = Pipeline.fit([{ weight: 133, sex: "F" }, { weight: 160, sex: "M" }], { target: "sex" });
   * pipeline.takes({ weight: 128 }); // => true
   * pipeline.takes([-1]); // => false
   */
  takes(value: unknown): boolean {
    return isColumnar(value) || this.isRow(value) || (Array.isArray(value) && this.isRow(value[0]));
  }

  /**
   * Looks at inputs that a network is given in the place of rows, in training too, and that go past the pipeline.
   *
   * @param given - Inputs, or inputs and targets; a data set may scale what it reads.
   * @throws DataError for a list of numbers that looks like a row which isn't scaled, and for a list of rows half of which do.
   *
   * @example
   * const pipeline = Pipeline.fit([{ weight: 133, sex: "F" }, { weight: 160, sex: "M" }], { target: "sex" });
   * pipeline.check([-1]);
   * pipeline.check([128]); // throws DataError: Numbers in a list go past the pipeline, but these look like a row …
   */
  check(given: unknown): void {
    const { inputs = given, read } = Object(given) as { readonly inputs?: unknown; readonly read?: unknown };
    if (read === undefined) refuseRawNumbers(inputs, this.inputColumns, this.inputSize);
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
   * @param targetShape - The shape of a target. Where that is one number and there is an output for each label, it is the
   *   label's number, from 0, as the losses take it whose names begin with `sparse`.
   * @throws DataError as for {@link Pipeline.inputs}; OptionError for what is no shape.
   */
  data(table: RawRows, targetShape: readonly number[] = [this.outputSize]): Data {
    if (!isShape(targetShape)) {
      throw new OptionError(`Pipeline.data: targetShape must be a shape, such as [1], but is ${show(targetShape)}.`);
    }
    refuseNoAnswers(table, this.targetColumns);
    const targets = encoded(table, this.targetColumns, this.outputSize);
    const areNumbers =
      this.outputSize > 1 && this.targetColumns.length === 1 && targetShape.every((size) => size === 1);
    return {
      inputs: this.inputs(table),
      targets: areNumbers ? targets.map((target) => [target.indexOf(1)]) : targets,
    };
  }

  /**
   * What is most likely not meant about rows that a network is trained on: a column of one value, one that numbers the rows, one
   * that tells the target, a label that is in no row of the training, or of the validation, and columns that `inputs` has left
   * out. A fit has them among its warnings.
   *
   * @example
   * const rows = [{ weight: 133, year: 2021, sex: "F" }, { weight: 160, year: 2021, sex: "M" }];
   * const [warning] = Pipeline.fit(rows, { target: "sex" }).warnings(rows);
   * warning.message; // => 'The column "year" has one value in all 2 rows, of which nothing can be learnt. Leave it out, with ignored.'
   */
  warnings(table: RawRows, validation?: RawRows): Warning[] {
    return warningsOn(this.inputColumns, this.targetColumns, table, validation, this.#unnamed);
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
