import {
  type Explanation,
  english,
  explain,
  french,
  type Language,
  parameterNames,
  type RenderOptions,
  toJson,
  toLatex,
  toMarkdown,
  toText,
} from "@nn/explain";
import type { Arguments } from "./arguments.js";
import { readLesson } from "./data.js";
import { explainAll } from "./gradients.js";
import { printJson } from "./json.js";
import type { LanguageCode } from "./language.js";
import { networkOf } from "./network.js";
import { formatNumber } from "./numbers.js";
import { personOf } from "./person.js";
import { print, short, wrapped } from "./report.js";

/** The languages of explanations by the codes that the program's own have. */
export const LANGUAGES: Readonly<Record<LanguageCode, Language>> = { en: english, fr: french };

/** Shows where the first update of a parameter comes from. */
export function explainUpdate(chosen: Arguments): void {
  const { words, loss, optimizer, digits, exact, format = "text" } = chosen;
  const network = networkOf(chosen);
  const lesson = readLesson(chosen);
  const { name, row } = personOf(chosen, lesson);
  const given = { input: lesson.inputs[row]!, target: [lesson.targets[row]!], loss, optimizer };
  const byHand = digits === undefined || exact ? {} : { significantDigits: digits };
  const of = (parameter: string): Explanation => explain(network, { ...given, ...byHand, parameter });
  const heading = `\n${words.summary(network.summary())}\n\n`;
  if (chosen.explain === "all") {
    explainAll(
      chosen,
      name,
      parameterNames(network).map((each) => each.name),
      of,
      heading,
    );
    return;
  }
  const explanation = of(chosen.explain!);
  const options: RenderOptions = { language: LANGUAGES[words.code as LanguageCode], elementary: chosen.elementary };
  if (format === "json") printJson(JSON.parse(toJson(explanation)));
  if (format === "markdown") print(toMarkdown(explanation, options).trimEnd());
  if (format === "latex") print(toLatex(explanation, options).trimEnd());
  if (format === "text") {
    const first = words.explaining.first(short(name));
    print(`${heading}${first}\n\n${toText(explanation, options)}`);
    if (exact) print(`${wrapped(readings())}\n`);
  }

  /** The exact value beside the one by hand, with the digits of the lab at most. */
  function readings(): string {
    const few = Math.min(digits!, 3);
    const { parameter, gradient } = explanation;
    const hand = explain(network, { ...given, parameter: chosen.explain!, significantDigits: few }).gradient;
    const [all, rounded, other] = [
      formatNumber(gradient, digits!, words),
      formatNumber(gradient, few, words),
      formatNumber(hand, few, words),
    ];
    const { sameReading, readings } = words.explaining;
    return rounded === other
      ? sameReading(parameter.name, all, rounded, few)
      : readings(parameter.name, all, rounded, other, few);
  }
}
