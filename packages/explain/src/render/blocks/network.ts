import type { Titles } from "@nn/core/component";
import { outputNames } from "../../chain/names.js";
import type { Explanation, PredictionExplanation } from "../../explanation/explanation.js";
import type { ForwardPass, Stage } from "../../explanation/pass.js";
import type { ExplanationWords, Language, Letter } from "../../languages/language.js";
import { type Block, formula, heading, joined, paragraph, type Sentence } from "../document.js";
import { nameParts } from "../notation/notation.js";
import { titleOf } from "../titles.js";

/** What the network, its loss and its letters are. */
export function networkBlocks(explanation: Explanation | PredictionExplanation, language: Language): Block[] {
  const words = language.explanation;
  const { inputs, stages, batch } = explanation;
  const layers = stages.flatMap(({ outputs, isWeighted, told }, layer): Sentence[] => {
    if (told === "unchanged") return [];
    const names = namesSentence(outputNames(layer, stages.length, outputs), words);
    const isLast = layer === stages.length - 1;
    if (told !== undefined) return [words.ownLayer(layerTitle(explanation, layer, language), outputs, names, isLast)];
    return [isLast ? words.outputs(outputs, names) : words.hiddenLayer(outputs, names, isWeighted)];
  });
  const unchanged = stages.flatMap(({ told, titles }, layer) =>
    told === "unchanged" && titles !== undefined ? [layerTitle(explanation, layer, language)] : [],
  );
  const loss = explanation.kind === "gradient" ? words.loss(titleOf(lossOf(explanation), "function", language)) : [];
  const sentences = [
    words.network(inputs, joined(layers, ", ")),
    ...[...new Set(unchanged)].map((title) => words.unchanged(title)),
    loss,
    batch > 1 && loss.length > 0 ? words.batch(batch) : [],
  ];
  return [
    paragraph(
      joined(
        sentences.filter((sentence) => sentence.length > 0),
        " ",
      ),
    ),
    paragraph(legend(explanation, language)),
  ];
}

function lossOf({ loss: name, lossTitles: titles }: Explanation): { readonly name: string; readonly titles?: Titles } {
  return { name, ...(titles && { titles }) };
}

/** What a layer is called. */
export function layerTitle({ layers, stages }: ForwardPass, layer: number, language: Language): string {
  return titleOf({ name: layers[layer]!, ...stages[layer] }, "layer", language);
}

/** More names than this are told by the first and the last. */
const MOST_NAMES = 6;

function namesSentence(names: readonly string[], words: ExplanationWords): Sentence {
  if (names.length > MOST_NAMES) return words.range(formula(names[0]!), formula(names.at(-1)!));
  return joined(
    names.map((name) => [formula(name)]),
    ", ",
  );
}

/** x: input, t: target, … for the letters that there are. */
function legend(
  { given, forward, stages }: ForwardPass,
  { explanation: { letters, hiddenNumber, innerNumber, letterIs }, listSeparator }: Language,
): Sentence {
  const used = new Set(
    [...given, ...forward].map(({ symbol }) => {
      const { inner, letter } = nameParts(symbol);
      return inner === "" ? letter : inner;
    }),
  );
  const isOfNeurons = ({ told }: Stage): boolean => told === undefined || told === "unchanged";
  const others: Partial<Record<Letter, string>> = {
    ...(!stages.slice(0, -1).every(isOfNeurons) && { h: hiddenNumber }),
    ...(!stages.every(isOfNeurons) && { a: innerNumber }),
  };
  const told = (Object.keys(letters) as Letter[]).filter((letter) => used.has(letter));
  return [
    ...joined(
      told.map((letter) => letterIs(formula(letter), others[letter] ?? letters[letter])),
      listSeparator,
    ),
    ".",
  ];
}

/** More numbers than this are counted, not listed. */
const MOST_GIVEN = 40;

/** x1 = −2, x2 = −1, … */
export function givenBlocks({ given }: ForwardPass, { explanation: words, listSeparator }: Language): Block[] {
  const listed = given.slice(0, MOST_GIVEN).map((one): Sentence => [{ kind: "equality", ...one }]);
  const more = given.length - listed.length;
  const sentence = [...joined(listed, listSeparator), ...(more > 0 ? words.moreGiven(more) : ["."])];
  return [heading(words.given), paragraph(sentence)];
}
