import { OptionError, show } from "@nn/core/component";
import type { CategoryCode, NumberCode, TargetColumn } from "@nn/data";
import { sigmoid, softmax } from "@nn/layers";
import { activationNodes } from "../activation-nodes.js";
import { formulaNodes } from "../formula-nodes.js";
import type { GraphWriter } from "../graph-writer.js";
import { computedOf } from "./computed-of.js";
import { notFinite, notProbabilities } from "./refused.js";

/** What a label is where there is no answer. */
const NO_LABEL = "";

/** The names of what a file gives for a target: one of a label and one of probabilities, or one of a number. */
export type AnswerNames = readonly [string, string] | readonly [string];

/** The answers for one column. */
export interface Answers {
  /** Which rows have none because of what the network gives for this column, [examples, 1]. */
  readonly refused: readonly string[];
  /** Writes them under their names. @param refused - Which rows have none for any reason. */
  write(names: AnswerNames, refused: string): void;
}

/**
 * A column's answers.
 *
 * @param y - What the network gives for it, [examples, size].
 * @throws OptionError for a label that a refused row has.
 */
export function answersOf(writer: GraphWriter, place: string, y: string, target: TargetColumn): Answers {
  const { column, code, outputs } = target;
  if (!("categories" in code)) return numberOf(writer, place, y, code);
  if (!code.categories.includes(NO_LABEL)) return classOf(writer, place, y, code, outputs === "logits");
  throw new OptionError(
    `An ONNX file can't have the label "" of ${show(column)}, which is that of rows without an answer. Give it another name, or write the network without its pipeline: { pipeline: false }.`,
  );
}

/** The number in the column's unit. */
function numberOf(writer: GraphWriter, place: string, y: string, code: NumberCode): Answers {
  const doubles = writer.doubles();
  const constants = Object.entries(code.constants).map(([name, value]) =>
    doubles.numbers(`${place}.${name}`, [value], []),
  );
  const scaled = doubles === writer ? y : doubles.cast(place, { name: y, shape: [1] }).name;
  const number = formulaNodes(doubles, place, computedOf(code.name, code.inverse, "y", code.constants), {
    ...{ arrays: [undefined, scaled], scalars: constants, size: 1 },
  });
  return {
    refused: [notFinite(doubles, place, number)],
    write([name], refused) {
      doubles.add(name, "Where", [refused, doubles.scalar(Number.NaN), number], [name]);
    },
  };
}

/** The label, [examples], and how likely each is, [examples, labels]. */
function classOf(
  writer: GraphWriter,
  place: string,
  y: string,
  { categories, size }: CategoryCode,
  isLogits: boolean,
): Answers {
  const activation = size === 1 ? sigmoid : softmax;
  const given = { name: y, shape: [size] };
  const one = isLogits ? activationNodes(writer, { path: place, label: place }, given, activation).name : y;
  const other = (): string => writer.node(place, "Sub", [writer.scalar(1), one]);
  const all = size === 1 ? writer.node(place, "Concat", [other(), one], { integers: { axis: 1 } }) : one;
  // Of two classes that are as likely the second is the answer, and of more the first: as `predict` has it.
  const integers = { axis: 1, keepdims: 0, select_last_index: size === 1 ? 1 : 0 };
  const most = writer.node(place, "ArgMax", [all], { integers });
  return {
    refused: isLogits ? [] : [notProbabilities(writer, place, y, size)],
    write(names, refused) {
      const [label, likely] = names as readonly [string, string];
      const isRefused = writer.reshaped(place, { name: refused, shape: [1] }, []).name;
      const none = writer.node(place, "Where", [isRefused, writer.integers([categories.length]), most]);
      const labels = writer.texts(`${place}.labels`, [...categories.map(String), NO_LABEL]);
      writer.add(label, "Gather", [labels, none], [label]);
      writer.add(likely, "Where", [refused, writer.scalar(Number.NaN), all], [likely]);
    },
  };
}
