import { type NetworkPipeline, OptionError, type Shape } from "@nn/core/component";
import type { TargetColumn } from "@nn/data";
import { rowFormatOf } from "../../../row-format.js";
import type { Message } from "../../schema/message.js";
import { TYPE } from "../../schema/types.js";
import { described, type Ends } from "../ends.js";
import type { GraphWriter } from "../graph-writer.js";
import { namedEnds } from "../named-ends.js";
import { type AnswerNames, answersOf } from "./answer-nodes.js";
import { categoryNodes, numberNodes } from "./column-nodes.js";
import { either, notFinite, notIndices } from "./refused.js";

/** What a network takes of which its pipeline says nothing. */
export interface Taken {
  readonly inputShape: Shape;
  /** How many whole numbers there are, where it takes those. */
  readonly indexCount?: number | undefined;
}

/**
 * Raw columns in, each [examples, 1], and answers out, as of a network with a pipeline. A row that a network refuses has the
 * label "" and numbers that are NaN. Of arrays by name, these are what comes in and goes out.
 *
 * @throws OptionError for a pipeline that says no `rowFormat`, and for names that a file can't have.
 */
export function rowEnds(writer: GraphWriter, pipeline: NetworkPipeline, { inputShape, indexCount }: Taken): Ends {
  const { inputSize, outputSize } = pipeline;
  const rows = rowFormatOf(
    pipeline,
    "toOnnx: the pipeline can't be written in operators",
    " Write the network without it: { pipeline: false }.",
  );
  if (rows.of === "arrays") return namedEnds(writer, rows, inputShape);
  const { inputs: inputColumns, targets: targetColumns } = rows;
  const inputs = inputColumns.map(({ column, code }) => {
    const type = "categories" in code ? TYPE.string : TYPE.float64;
    return described(nameFor(writer, column), type, [1]);
  });
  const names = targetColumns.map((target) => namesOf(writer, target, targetColumns.length === 1));
  const [inside, last] = [writer.name("network/inputs"), writer.name("network/outputs")];
  const doubles = writer.doubles();
  const parts = inputColumns.flatMap(({ column, code }, i) => {
    const place = `columns/${column}`;
    const x = inputs[i]!.name!;
    return "categories" in code ? categoryNodes(doubles, place, x, code) : numberNodes(doubles, place, x, code);
  });
  const row = {
    name: doubles.node("columns", "Concat", parts, { integers: { axis: 1 } }),
    shape: [inputSize],
  };
  // Some doubles are infinite in the network's format.
  const cast = doubles === writer ? row : writer.cast("columns", row);
  const refused = either(writer, "columns", [
    notFinite(writer, "columns", cast.name),
    ...(indexCount === undefined ? [] : [notIndices(writer, "columns", cast.name, indexCount)]),
  ]);
  // Layers get numbers in any case: a table would have no row for NaN.
  const given = { ...row, name: writer.node("columns", "Where", [refused, writer.scalar(0), cast.name]) };
  const x = writer.reshaped("columns", given, inputShape);
  writer.add(inside, "Identity", [x.name], [inside]);
  return {
    inputs,
    x: { name: inside, shape: inputShape },
    last,
    outputs(y) {
      writer.add(last, "Identity", [y.name], [last]);
      const flat = writer.reshaped("answer", { ...y, name: last }, [outputSize]).name;
      const parts = partsOf(writer, flat, targetColumns);
      const answers = targetColumns.map((target, i) => answersOf(writer, `answer/${target.column}`, parts[i]!, target));
      // A row that has no answer in one column has none in the others.
      const own = answers.flatMap(({ refused }) => refused);
      const all = either(writer, "answer", [refused, notFinite(writer, "answer", flat), ...own]);
      return targetColumns.flatMap((target, i) => {
        answers[i]!.write(names[i]!, all);
        return outputsOf(writer, target, names[i]!);
      });
    },
  };
}

/** A name like that of a column. */
function nameFor(writer: GraphWriter, column: string): string {
  if (column !== "") return writer.name(column);
  throw new OptionError(
    `An ONNX file can't have a column of the pipeline without a name: there "" is what is left out. Give it one in the rows, or write the network without its pipeline: { pipeline: false }.`,
  );
}

/** `label` and `probabilities`, or the column's own name; with the columns before them where there are several. */
function namesOf(writer: GraphWriter, { column, code }: TargetColumn, isOnly: boolean): AnswerNames {
  if (!("categories" in code)) return [nameFor(writer, column)];
  const before = isOnly ? "" : `${column}.`;
  return [writer.name(`${before}label`), writer.name(`${before}probabilities`)];
}

function outputsOf(
  writer: GraphWriter,
  { code }: TargetColumn,
  [first, second]: AnswerNames,
): readonly Message<"ValueInfoProto">[] {
  if (!("categories" in code)) return [described(first, TYPE.float64, [1])];
  return [described(first, TYPE.string, []), described(second!, TYPE[writer.dtype], [code.categories.length])];
}

/** The outputs of each target. */
function partsOf(writer: GraphWriter, y: string, targets: readonly TargetColumn[]): readonly string[] {
  if (targets.length === 1) return [y];
  const parts = targets.map(({ column }) => writer.name(`answer/${column}`));
  const sizes = writer.integers(targets.map(({ code }) => code.size));
  writer.add(writer.name("answer/Split"), "Split", [y, sizes], parts, { integers: { axis: 1 } });
  return parts;
}
