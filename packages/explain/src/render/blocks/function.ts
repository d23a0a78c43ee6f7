import type { Explanation, PredictionExplanation } from "../../explanation/explanation.js";
import type { ExplainedFunction } from "../../explanation/pass.js";
import { callOf, type Expression, rewrite, substitute, symbolOf } from "../../formula/expression.js";
import { parseOwn } from "../../formula/text/parse.js";
import { sourceOf } from "../../formula/text/source.js";
import type { Language } from "../../languages/language.js";
import { type Block, derivative, equation, formula, type Mathematics, paragraph } from "../document.js";
import { titleOf } from "../titles.js";
import { layerTitle } from "./network.js";

/** f and f′, and what isn't known of them. */
export function functionBlocks(explanation: Explanation | PredictionExplanation, language: Language): Block[] {
  const words = language.explanation;
  const { functions, forward } = explanation;
  const isDerived = explanation.kind === "gradient";
  const blocks = functions.flatMap((one): Block[] => {
    const { symbol, formula: value } = one;
    const title = titleOf(one, "function", language);
    if (value === null) return [paragraph(words.functionUnknown(formula(symbol), title))];
    const equations = one.crossDerivative === undefined ? ownEquations(one, value) : rowEquations(one, value);
    return [paragraph(words.functionIs(formula(symbol), title)), ...(isDerived ? equations : equations.slice(0, 1))];
  });
  const unknown = new Set(
    explanation.stages.flatMap(({ told }, i) => (told === "in numbers" ? [layerTitle(explanation, i, language)] : [])),
  );
  const lossIsKnown = !isDerived || forward.find(({ symbol }) => /^L(__1)?$/.test(symbol))?.formula !== null;
  const usesStep = JSON.stringify(isDerived ? explanation : [functions.map((one) => one.formula), forward]).includes(
    "step(",
  );
  return [
    ...blocks,
    ...[...unknown].map((title) => paragraph(words.layerUnknown(title))),
    ...(lossIsKnown ? [] : [paragraph(words.lossUnknown)]),
    ...(usesStep ? [paragraph(words.step)] : []),
  ];
}

/** f(z) = …, f′(z) = … */
function ownEquations({ symbol, derivative: slope }: ExplainedFunction, value: string): Block[] {
  const at = (f: string): Expression => callOf(f, symbolOf("z"));
  return [
    equation(formula(sourceOf(at(symbol))), formula(value)),
    ...(slope === null
      ? []
      : [equation(formula(sourceOf(at(`${symbol}prime`))), written(slope, new Map([["a", at(symbol)]])))]),
  ];
}

/** f(z)ᵢ = …, ∂fᵢ/∂zᵢ = …, ∂fᵢ/∂zⱼ = …, of a function of whole rows; sums go over j. */
function rowEquations({ symbol, derivative: slope, crossDerivative }: ExplainedFunction, value: string): Block[] {
  const names = new Map(
    [
      ["z", "z_i"],
      ["a", `${symbol}_i`],
      ["b", `${symbol}_j`],
      ["other", "z_j"],
    ].map(([name, indexed]) => [name!, symbolOf(indexed!)]),
  );
  return [
    equation(formula(`entry(${symbol}(z), i)`), written(value, names)),
    ...(slope === null ? [] : [equation(derivative(`${symbol}_i`, "z_i"), written(slope, names))]),
    equation(derivative(`${symbol}_i`, "z_j"), written(crossDerivative!, names)),
  ];
}

function written(source: string, names: ReadonlyMap<string, Expression>): Mathematics {
  const inSum = new Map([["z", symbolOf("z_j")]]);
  const summed = rewrite(parseOwn(source), (part) =>
    part.kind === "call" && part.name === "sum"
      ? callOf("sum", substitute(part.operands[0]!, inSum), symbolOf("j"))
      : undefined,
  );
  return formula(sourceOf(substitute(summed, names)));
}
