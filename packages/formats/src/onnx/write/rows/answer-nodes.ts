import { CategoryCode, type NumberCode, type TargetColumn } from "@nn/data";
import { sigmoid, softmax } from "@nn/layers";
import { activationNodes } from "../activation-nodes.js";
import { formulaNodes } from "../formula-nodes.js";
import type { GraphWriter } from "../graph-writer.js";
import { computedOf } from "./computed-of.js";

/** What a label is where there is no answer. */
const NO_LABEL = "";

/** What the outputs for one column are made of. */
export interface Answered {
  readonly writer: GraphWriter;
  readonly place: string;
  /** What the network gives for it, [examples, size]. */
  readonly y: string;
  /** Whether there is no answer, [examples, 1]. */
  readonly refused: string;
}

/** The names of what a file gives for a target: one of a label and one of probabilities, or one of a number. */
export type AnswerNames = readonly [string, string] | readonly [string];

/** A column's answers under their names. */
export function answerNodes(answered: Answered, names: AnswerNames, { code, outputs }: TargetColumn): void {
  if (!(code instanceof CategoryCode)) numberNodes(answered, names[0], code);
  else classNodes(answered, names as readonly [string, string], code, outputs === "logits");
}

/** The number in the column's unit. */
function numberNodes({ writer, place, y, refused }: Answered, name: string, code: NumberCode): void {
  const doubles = writer.doubles();
  const constants = Object.entries(code.constants).map(([name, value]) =>
    doubles.numbers(`${place}.${name}`, [value], []),
  );
  const scaled = doubles === writer ? y : doubles.cast(place, { name: y, shape: [1] }).name;
  const number = formulaNodes(doubles, place, computedOf(code.name, code.inverse, "y", code.constants), {
    ...{ arrays: [undefined, scaled], scalars: constants, size: 1 },
  });
  doubles.add(name, "Where", [refused, doubles.scalar(Number.NaN), number], [name]);
}

/** The label, [examples], and how likely each is, [examples, labels]. */
function classNodes(
  { writer, place, y, refused }: Answered,
  [label, likely]: readonly [string, string],
  { categories, size }: CategoryCode,
  isLogits: boolean,
): void {
  const given = { name: y, shape: [size] };
  const activation = size === 1 ? sigmoid : softmax;
  const one = isLogits ? activationNodes(writer, { path: place, label: place }, given, activation).name : y;
  const other = (): string => writer.node(place, "Sub", [writer.scalar(1), one]);
  const all = size === 1 ? writer.node(place, "Concat", [other(), one], { integers: { axis: 1 } }) : one;
  // Of two classes that are as likely the second is the answer, and of more the first: as `predict` has it.
  const integers = { axis: 1, keepdims: 0, select_last_index: size === 1 ? 1 : 0 };
  const most = writer.node(place, "ArgMax", [all], { integers });
  const isRefused = writer.reshaped(place, { name: refused, shape: [1] }, []).name;
  const none = writer.node(place, "Where", [isRefused, writer.integers([categories.length]), most]);
  const labels = writer.texts(`${place}.labels`, [...categories.map(String), NO_LABEL]);
  writer.add(label, "Gather", [labels, none], [label]);
  writer.add(likely, "Where", [refused, writer.scalar(Number.NaN), all], [likely]);
}
