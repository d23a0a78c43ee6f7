import { type NetworkPipeline, OptionError, type Shape, show } from "@nn/core/component";
import { CategoryCode, Pipeline, type TargetColumn } from "@nn/data";
import type { Message } from "../../schema/message.js";
import { TYPE } from "../../schema/types.js";
import { described, type Ends } from "../ends.js";
import type { GraphWriter } from "../graph-writer.js";
import { type AnswerNames, answerNodes } from "./answer-nodes.js";
import { categoryNodes, numberNodes } from "./column-nodes.js";
import { notFinite } from "./finite.js";

/**
 * Raw columns in, each [examples, 1], and answers out, as of a network with a pipeline. A row that a network refuses has the
 * label "" and numbers that are NaN.
 *
 * @throws OptionError for a pipeline that isn't one of `@nn/data`.
 */
export function rowEnds(writer: GraphWriter, pipeline: NetworkPipeline, inputShape: Shape): Ends {
  if (!(pipeline instanceof Pipeline)) {
    throw new OptionError(
      `toOnnx: the pipeline can't be written in operators: it is ${show(pipeline)}, and no Pipeline of @nn/data. Write the network without it: { pipeline: false }.`,
    );
  }
  const { inputColumns, targetColumns, outputSize } = pipeline;
  const inputs = inputColumns.map(({ column, code }) => {
    const type = code instanceof CategoryCode ? TYPE.string : TYPE.float64;
    return described(writer.name(column), type, [1]);
  });
  const names = targetColumns.map((target) => namesOf(writer, target, targetColumns.length === 1));
  const [inside, last] = [writer.name("network/inputs"), writer.name("network/outputs")];
  const doubles = writer.doubles();
  const parts = inputColumns.flatMap(({ column, code }, i) => {
    const place = `columns/${column}`;
    const x = inputs[i]!.name!;
    return code instanceof CategoryCode ? categoryNodes(doubles, place, x, code) : numberNodes(doubles, place, x, code);
  });
  const row = {
    name: doubles.node("columns", "Concat", parts, { integers: { axis: 1 } }),
    shape: [pipeline.inputSize],
  };
  const refused = notFinite(doubles, "columns", row.name);
  // Layers get numbers in any case: a table would have no row for NaN.
  const given = { ...row, name: doubles.node("columns", "Where", [refused, doubles.scalar(0), row.name]) };
  const cast = doubles === writer ? given : writer.cast("columns", given);
  const x = writer.reshaped("columns", cast, inputShape);
  writer.add(inside, "Identity", [x.name], [inside]);
  return {
    inputs,
    x: { name: inside, shape: inputShape },
    last,
    outputs(y) {
      writer.add(last, "Identity", [y.name], [last]);
      const flat = writer.reshaped("answer", { ...y, name: last }, [outputSize]).name;
      const all = writer.node("answer", "Or", [refused, notFinite(writer, "answer", flat)]);
      const parts = partsOf(writer, flat, targetColumns);
      return targetColumns.flatMap((target, i) => {
        const place = `answer/${target.column}`;
        answerNodes({ writer, place, y: parts[i]!, refused: all }, names[i]!, target);
        return outputsOf(writer, target, names[i]!);
      });
    },
  };
}

/** `label` and `probabilities`, or the column's own name; with the columns before them where there are several. */
function namesOf(writer: GraphWriter, { column, code }: TargetColumn, isOnly: boolean): AnswerNames {
  if (!(code instanceof CategoryCode)) return [writer.name(column)];
  const before = isOnly ? "" : `${column}.`;
  return [writer.name(`${before}label`), writer.name(`${before}probabilities`)];
}

function outputsOf(
  writer: GraphWriter,
  { code }: TargetColumn,
  [first, second]: AnswerNames,
): readonly Message<"ValueInfoProto">[] {
  if (!(code instanceof CategoryCode)) return [described(first, TYPE.float64, [1])];
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
