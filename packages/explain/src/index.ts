export type { ParameterName } from "./chain/names.js";
export { parameterNames } from "./chain/names.js";
export type { SettableNetwork } from "./chain/values.js";
export { getByName, setByName } from "./chain/values.js";
export { lossCode, lossOfCode } from "./experiment/loss-code.js";
export type { Spread, SpreadOptions } from "./experiment/spread.js";
export { spreadOf } from "./experiment/spread.js";
export type { ExplainOptions, ExplainPredictionOptions } from "./explain.js";
export { explain } from "./explain.js";
export type { AnyExplanation } from "./explanation/check.js";
export type * from "./explanation/derivation.js";
export type * from "./explanation/explanation.js";
export type * from "./explanation/notes.js";
export type * from "./explanation/pass.js";
export type * from "./explanation/steps.js";
export type * from "./explanation/training.js";
export type * from "./explanation/update.js";
export type { FormulaActivation } from "./formula/components/activation.js";
export { activationFromFormula } from "./formula/components/activation.js";
export { formulaKinds } from "./formula/components/kinds.js";
export type { FormulaLoss } from "./formula/components/loss.js";
export { lossFromFormula } from "./formula/components/loss.js";
export type { FormulaOptions } from "./formula/components/options.js";
export type { CheckedParameter, GradientCheck } from "./gradients/check-gradients.js";
export { checkGradients } from "./gradients/check-gradients.js";
export { english } from "./languages/english.js";
export { french } from "./languages/french.js";
export type { CheckedLayer, ExplanationWords, GradientCheckWords, Language, Letter } from "./languages/language.js";
export type { NoteWords } from "./languages/notes.js";
export type { SpokenWords } from "./languages/spoken.js";
export type { TrainingWords } from "./languages/training.js";
export type { WorksheetWords } from "./languages/worksheet.js";
export { noteSentence } from "./notes/sentence.js";
export type { RenderOptions } from "./render/blocks/blocks.js";
export type {
  BlankPart,
  DerivativesPart,
  EqualityPart,
  FormulaPart,
  Mathematics,
  NumberPart,
  Sentence,
} from "./render/document.js";
export { sentence } from "./render/document.js";
export type { Told } from "./render/render.js";
export { toJson, toLatex, toMarkdown, toMathML, toSpeech, toText } from "./render/render.js";
export type { ExplainEpochOptions } from "./training/epoch.js";
export { explainEpoch } from "./training/epoch.js";
export { explainStep } from "./training/step.js";
export type { ExplainTrainingOptions } from "./training/training-copy.js";
export type { PrintedClass, PrintedClassOptions } from "./worksheet/class.js";
export { worksheetsHtml, worksheetsLatex } from "./worksheet/class.js";
export { worksheetCodes } from "./worksheet/codes.js";
export type { WorksheetLine } from "./worksheet/found-lines.js";
export type { WorksheetLevel } from "./worksheet/level.js";
export { isRightAnswer, worksheetLines } from "./worksheet/lines.js";
export type { LinkedWorksheet } from "./worksheet/link.js";
export { worksheetSettings } from "./worksheet/link.js";
export type { PrintedWorksheet } from "./worksheet/pages.js";
export { worksheetLatex, worksheetMarkdown, worksheetText } from "./worksheet/pages.js";
export type { Mistake, Worksheet } from "./worksheet/sheet.js";
export type { WorksheetOptions } from "./worksheet/worksheet.js";
export { worksheet } from "./worksheet/worksheet.js";
