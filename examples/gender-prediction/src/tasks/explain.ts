import { basename } from "node:path";
import {
  type Explanation,
  explain,
  type Mathematics,
  type ParameterName,
  parameterNames,
  type Sentence,
} from "@nn/explain";
import type { Arguments } from "../command/arguments.js";
import { Complaint } from "../command/complaint.js";
import { inSmallLetters } from "../command/values.js";
import { madeOf, readLesson } from "../network/data.js";
import { networkOf } from "../network/network.js";
import { printTold } from "../printed/shown.js";
import { short } from "../printed/table.js";
import { explainAll } from "./gradients.js";
import { inputOf, personOf } from "./person.js";

function checkParameter({ explain, words }: Arguments, names: readonly ParameterName[]): void {
  const isThere = names.some(({ name, fullName, element }) => [name, `${fullName}[${element}]`].includes(explain!));
  if (explain === "all" || isThere) return;
  const last = (letter: string): string => names.filter(({ name }) => name.startsWith(letter)).at(-1)!.name;
  const { noParameter, didYouMean } = words.complaints;
  const sentence = noParameter(words.shown(explain!), last("w"), last("b"));
  const meant = inSmallLetters(explain!, [...names.map(({ name }) => name), "all", "prediction"]);
  throw new Complaint(meant === undefined ? sentence : `${sentence} ${didYouMean(`--explain ${meant}`)}`);
}

/** Shows where the first update of a parameter comes from, or of all, or how the network comes to its output. */
export function explainPart(chosen: Arguments): void {
  const { words, loss, optimizer, digits, exact } = chosen;
  const network = networkOf(chosen);
  const byHand = digits === undefined || exact ? {} : { significantDigits: digits };
  const heading = `\n${words.summary(network)}\n\n`;
  if (chosen.explain === "prediction") {
    const { name, input, tooLarge } = inputOf(chosen);
    const explanation = madeOf(tooLarge, () => explain(network, { input, ...byHand }));
    printTold(chosen, explanation, `${heading}${words.explaining.prediction(short(name))}\n\n`);
    return;
  }
  if (chosen.input !== undefined) {
    throw new Complaint(words.complaints.goesWith("--input", words.or(["--explain prediction", "--neuron"])));
  }
  const lesson = readLesson(chosen);
  const { name, row } = personOf(chosen, lesson);
  const names = parameterNames(network);
  checkParameter(chosen, names);
  const given = { input: lesson.inputs[row], target: [lesson.targets[row]], loss, optimizer };
  const of = (parameter: string): Explanation =>
    madeOf(words.complaints.hugeMeasures(basename(chosen.data)), () =>
      explain(network, { ...given, ...byHand, parameter }),
    );
  if (chosen.explain === "all") {
    const all = names.map((each) => each.name);
    explainAll(chosen, name, all, of, heading);
    return;
  }
  const explanation = of(chosen.explain!);
  const before = `${heading}${words.explaining.first(short(name))}\n\n`;
  printTold(chosen, explanation, before, exact ? readings() : undefined);

  /** The exact value beside the one by hand, with the digits of the lab at most. */
  function readings(): Sentence {
    const few = Math.min(digits!, 3);
    const { parameter, gradient } = explanation;
    const hand = explain(network, { ...given, parameter: parameter.name, significantDigits: few }).gradient;
    const { sameReading, readings } = words.explaining;
    const isSame = Number(gradient.toPrecision(few)) === hand;
    const text = isSame
      ? sameReading(parameter.name, "⟨exact⟩", "⟨rounded⟩", few)
      : readings(parameter.name, "⟨exact⟩", "⟨rounded⟩", "⟨hand⟩", few);
    const shown = (value: number, significant: number): Mathematics => ({ kind: "number", value, significant });
    const parts = new Map<string, Mathematics>([
      [`∂L/∂${parameter.name}`, { kind: "derivatives", factors: [{ of: "L", by: parameter.name }] }],
      ["⟨exact⟩", shown(gradient, digits!)],
      ["⟨rounded⟩", shown(gradient, few)],
      ["⟨hand⟩", shown(hand, few)],
    ]);
    return text.split(/(∂\S+|⟨\w+⟩)/).map((part) => parts.get(part) ?? part);
  }
}
