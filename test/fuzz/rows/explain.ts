import { type Data, Sequential } from "@nn/core";
import type { Loss, Network } from "@nn/core/component";
import {
  activationFromFormula,
  checkGradients,
  type ExplainEpochOptions,
  type ExplainOptions,
  type ExplainTrainingOptions,
  type Explanation,
  english,
  explain,
  explainEpoch,
  explainStep,
  french,
  getByName,
  isRightAnswer,
  type Language,
  lossCode,
  lossFromFormula,
  lossOfCode,
  type Note,
  noteSentence,
  type PrintedClassOptions,
  parameterNames,
  type RenderOptions,
  type Sentence,
  type SettableNetwork,
  type SpreadOptions,
  sentence,
  setByName,
  spreadOf,
  toJson,
  toLatex,
  toMarkdown,
  toMathML,
  toSpeech,
  toText,
  type Worksheet,
  type WorksheetLine,
  type WorksheetOptions,
  worksheet,
  worksheetCodes,
  worksheetLatex,
  worksheetLines,
  worksheetMarkdown,
  worksheetSettings,
  worksheetsHtml,
  worksheetsLatex,
  worksheetText,
} from "@nn/explain";
import { Dense, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { rowsOf } from "../row.js";

const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
const optimizer = new SGD({ learningRate: 0.1 });

const training = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 });

/** Plain objects and lists to their depths, as JSON has them: each may be wrong. */
const asData = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const explanation = asData(
  explain(network, { input: [-2, -1], target: [1], loss: meanSquaredError, optimizer, parameter: "w1" }),
);
const byLayers = asData(
  explain(network, { input: [-2, -1], target: [1], loss: meanSquaredError, parameter: "w1", maximumPaths: 0 }),
);
const sheet = asData(worksheet({ seed: 1 }));

const told = (print: (told: Explanation, options: RenderOptions) => string, name: string) => ({
  name,
  right: () => [asData(explanation), { language: { ...french }, elementary: true }],
  call: (given: Explanation, options: RenderOptions) => print(given, options) + print(byLayers, options),
});

const printed = (print: (given: Worksheet, options: RenderOptions) => object, name: string) => ({
  name,
  right: () => [asData(sheet), { language: { ...english }, elementary: false }],
  call: (given: Worksheet, options: RenderOptions) => print(given, options),
});

const wrongSheet = worksheet({ seed: 1, level: "error" });

const ofClass = (print: (given: readonly Worksheet[], options: PrintedClassOptions) => object, name: string) => ({
  name,
  right: () => [
    [asData(wrongSheet)],
    { language: { ...english }, elementary: false, page: "https://school.example/atelier.html" },
  ],
  call: (given: readonly Worksheet[], options: PrintedClassOptions) => print(given, options),
});

export const explainRows = rowsOf("@nn/explain", [
  {
    name: "explain",
    right: () => [
      network,
      {
        input: [[-2, -1]],
        target: [[1]],
        loss: { ...meanSquaredError },
        optimizer,
        parameter: "w1",
        significantDigits: 3,
        maximumPaths: 36,
      },
    ],
    call: (given: Network, options: ExplainOptions) => explain(given, options),
  },
  {
    name: "explainStep",
    right: () => [
      network,
      { input: [[-2, -1]], target: [[1]], loss: { ...meanSquaredError }, optimizer, from: training.state() },
    ],
    call: (given: Network, options: ExplainTrainingOptions) => toText(explainStep(given, options)),
  },
  {
    name: "explainEpoch",
    right: () => [
      network,
      { input: [[-2, -1]], target: [[1]], loss: { ...meanSquaredError }, optimizer, batchSize: 2 },
    ],
    call: (given: Network, options: ExplainEpochOptions) => toText(explainEpoch(given, options)),
  },
  {
    name: "noteSentence",
    right: () => [{ kind: "clipped", symbol: "o1", value: 1, taken: 0.9 }, { ...french }],
    call: (note: Note, language: Language) => toText(noteSentence(note, language), { language }),
  },
  {
    name: "checkGradients",
    right: () => [
      network,
      { inputs: [[-2, -1]], targets: [[1]] },
      { ...meanSquaredError },
      { language: { ...french } },
    ],
    call: (given: Network, data: Data, loss: Loss, options: object) => checkGradients(given, data, loss).table(options),
  },
  { name: "parameterNames", right: () => [network], call: (given: Network) => parameterNames(given) },
  {
    name: "activationFromFormula",
    right: () => ["x / 2", { onWarning: () => undefined }],
    call: (text: string, options: object) => activationFromFormula(text, options),
  },
  {
    name: "lossFromFormula",
    right: () => ["(y - p)^2", { onWarning: () => undefined }],
    call: (text: string, options: object) => lossFromFormula(text, options),
  },
  {
    name: "setByName",
    right: () => [network, { w1: 0, b1: 4 }],
    call: (given: SettableNetwork, values: Readonly<Record<string, number>>) => setByName(given, values),
  },
  { name: "getByName", right: () => [network], call: (given: SettableNetwork) => getByName(given) },
  told(toText, "toText"),
  told(toMarkdown, "toMarkdown"),
  told(toLatex, "toLatex"),
  told(toMathML, "toMathML"),
  {
    name: "toSpeech",
    right: () => [
      [
        "by ",
        { kind: "formula", source: "w1 * x1", decimals: 3, zeros: 3, found: [true, false] },
        { kind: "number", value: 0.5, decimals: 3, significant: 2, found: true, asFineAs: 1, zeros: 2 },
        { kind: "equality", symbol: "x1", value: -2 },
        { kind: "derivatives", factors: [{ of: "L", by: "w1" }] },
        { kind: "blank" },
      ],
      { language: { ...french }, digits: 3 },
    ],
    call: (given: Sentence, options: RenderOptions) =>
      [toSpeech, toText, toMarkdown, toLatex, toMathML].map((print) => print(given, options)),
  },
  { name: "toJson", right: () => [asData(explanation)], call: (given: Explanation) => toJson(given) },
  {
    name: "sentence",
    right: () => [["by ", ""], { kind: "formula", source: "w1" }],
    call: (words: TemplateStringsArray, ...parts: string[]) => sentence(words, ...parts),
  },
  {
    name: "worksheet",
    right: () => [
      {
        seed: 1,
        sizes: [2, 2, 1],
        activation: { ...sigmoid },
        loss: { ...meanSquaredError },
        optimizer,
        significantDigits: 3,
        level: "factors",
      },
    ],
    call: (options: WorksheetOptions) => worksheet(options),
  },
  printed(worksheetMarkdown, "worksheetMarkdown"),
  ofClass(worksheetsHtml, "worksheetsHtml"),
  ofClass(worksheetsLatex, "worksheetsLatex"),
  { name: "worksheetLines", right: () => [asData(wrongSheet)], call: (given: Worksheet) => worksheetLines(given) },
  { name: "worksheetCodes", right: () => [asData(wrongSheet)], call: (given: Worksheet) => worksheetCodes(given) },
  {
    name: "isRightAnswer",
    right: () => [{ value: 0.5, tolerance: 0.001 }, 0.501],
    call: (line: WorksheetLine, found: number) => isRightAnswer(line, found),
  },
  { name: "lossCode", right: () => [0.25], call: (loss: number) => lossCode(loss) },
  { name: "lossOfCode", right: () => [lossCode(0.25)], call: (code: string) => lossOfCode(code) },
  {
    name: "spreadOf",
    right: () => [[0.25, 0.001], { learnt: 0.01 }],
    call: (losses: readonly number[], options: SpreadOptions) => spreadOf(losses, options),
  },
  { name: "worksheetSettings", right: () => [sheet.link!], call: (link: string) => worksheetSettings(link) },
  printed(worksheetLatex, "worksheetLatex"),
  printed(worksheetText, "worksheetText"),
]);
