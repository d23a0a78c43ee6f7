import type { Kink } from "@nn/core/testing";
import type {
  Equation,
  Explanation,
  Factor,
  ForwardPass,
  LayerChain,
  PathChain,
  PathSum,
  PredictionExplanation,
} from "../explanation.js";
import { callOf, numberOf, productOf, substitute, sumOf, symbolOf } from "../formula/expression.js";
import { parseOwn } from "../formula/parse.js";
import { sourceOf } from "../formula/source.js";
import type { ExplanationWords, Language } from "../languages/language.js";
import {
  BLANK,
  type Block,
  derivative,
  equation,
  formula,
  heading,
  joined,
  type Mathematics,
  number,
  paragraph,
  type Sentence,
} from "./document.js";
import type { Telling } from "./telling.js";
import { updateBlocks } from "./update-blocks.js";

/** How an explanation is told. */
export interface RenderOptions {
  /** The language: `english` unless given, or `french`, or one of your own. */
  readonly language?: Language;
  /** Whether factors go through the weighted sums: `false` unless given, which is the lab's view, neuron by neuron. */
  readonly elementary?: boolean;
  /**
   * The most decimals that numbers are shown with: 4 shows 0.021469… as 0.0215. A number that would be shown as 0, or
   * is below a thousandth, has a power of ten, and so many decimals before it. All digits are shown unless given.
   * Nothing is computed with what is shown: see `significantDigits` of `explain` for that.
   */
  readonly digits?: number;
}

/** More numbers than this are counted, not listed. */
const MOST_GIVEN = 40;

/** An explanation as a document, which each medium prints in its own way; without its title. */
export function explanationBlocks(explanation: Explanation | PredictionExplanation, telling: Telling): Block[] {
  const words = telling.language.explanation;
  const { layers, batch, significantDigits } = explanation;
  const loss = explanation.kind === "gradient" ? explanation.loss : null;
  return [
    paragraph(words.network(layers.join(", "), loss, batch)),
    ...(significantDigits === null ? [] : [paragraph(words.rounded(significantDigits))]),
    ...(telling.digits === null ? [] : [paragraph(words.shown(telling.digits, significantDigits === null))]),
    ...functionBlocks(explanation, words),
    heading(words.given),
    paragraph(givenSentence(explanation, telling.language)),
    heading(words.forward),
    ...explanation.forward.flatMap((step) => stepBlocks(formula(step.symbol), step, telling)),
    ...(explanation.kind === "gradient" ? derivationBlocks(explanation, telling) : []),
  ];
}

/** The derivative, its check, and the update. */
function derivationBlocks(explanation: Explanation, telling: Telling): Block[] {
  const words = telling.language.explanation;
  const { parameter, chain } = explanation;
  const name = formula(parameter.name);
  return [
    heading(words.chainRule),
    paragraph(
      chain.kind === "paths"
        ? words.paths(viewed(chain, telling).paths.length, name)
        : words.layers(chain.pathCount, name),
    ),
    ...(chain.kind === "paths" ? pathBlocks(chain, parameter.name, telling) : layerBlocks(chain, telling)),
    ...(telling.blank ? [] : checkBlocks(explanation, words)),
    ...updateBlocks(explanation, telling),
  ];
}

/** f and f′, and what isn't known of them. */
function functionBlocks(explanation: Explanation | PredictionExplanation, words: ExplanationWords): Block[] {
  const { functions, forward } = explanation;
  const derived = explanation.kind === "gradient" ? explanation : null;
  const blocks = functions.flatMap(({ symbol, name, formula: value, derivative: slope }): Block[] => {
    const at = (f: string): string => sourceOf(callOf(f, symbolOf("z")));
    if (value === null || slope === null) return [paragraph(words.functionUnknown(formula(symbol), name))];
    const called = new Map([["a", callOf(symbol, symbolOf("z"))]]);
    return [
      paragraph(words.functionIs(formula(symbol), name)),
      equation(formula(at(symbol)), formula(value)),
      ...(derived === null
        ? []
        : [equation(formula(at(`${symbol}prime`)), formula(sourceOf(substitute(parseOwn(slope), called))))]),
    ];
  });
  const lossIsKnown = derived === null || forward.find(({ symbol }) => /^L(__1)?$/.test(symbol))?.formula !== null;
  const usesStep = JSON.stringify(derived ?? [functions.map((one) => one.formula), forward]).includes("step(");
  return [
    ...blocks,
    ...(lossIsKnown ? [] : [paragraph(words.lossUnknown(derived.loss))]),
    ...(usesStep ? [paragraph(words.step)] : []),
  ];
}

/** x1 = −2, x2 = −1, … */
function givenSentence({ given }: ForwardPass, { explanation: words, listSeparator }: Language): Sentence {
  const listed = given.slice(0, MOST_GIVEN).map((one): Sentence => [{ kind: "equality", ...one }]);
  const more = given.length - listed.length;
  return [...joined(listed, listSeparator), ...(more > 0 ? words.moreGiven(more) : ["."])];
}

function stepBlocks(left: Mathematics, step: Equation | Factor, { language, blank }: Telling): Block[] {
  const general = step.formula === null ? null : formula(step.formula);
  const named = step.named === undefined ? null : formula(step.named);
  if (blank) return [equation(left, named, general, BLANK)];
  // Where the slope has an equation of its own, its numbers stand there.
  const isTold = "slope" in step && step.slope !== undefined;
  const substituted = step.substituted === null || isTold ? null : formula(step.substituted);
  const product = "product" in step && step.product !== undefined ? formula(step.product) : null;
  const { formulaValue } = step;
  return [
    equation(left, named, general, substituted, product, number(step.value)),
    ...(formulaValue === undefined
      ? []
      : [paragraph(language.explanation.differs(formulaValue === null ? null : number(formulaValue)))]),
  ];
}

function viewed({ elementary, neurons }: PathChain, telling: Telling): PathSum {
  return telling.elementary ? elementary : neurons;
}

function pathBlocks(chain: PathChain, parameter: string, telling: Telling): Block[] {
  const words = telling.language.explanation;
  const { paths, value: sum } = viewed(chain, telling);
  const total = derivative("L", parameter);
  const found = (...sides: Mathematics[]): Mathematics[] => (telling.blank ? [BLANK] : sides);
  const shown = new Set<string>();
  const blocks = paths.flatMap(({ nodes, factors, value }, i): Block[] => {
    // A factor that an earlier path has, too, was explained there.
    const fresh = factors.filter(({ of, by }) => !shown.has(`${of} ${by}`));
    for (const { of, by } of factors) shown.add(`${of} ${by}`);
    const numbers = formula(sourceOf(productOf(factors.map((factor) => numberOf(factor.value)))));
    const product: Mathematics = { kind: "derivatives", factors };
    const way = joined(
      nodes.map((node) => [formula(node)]),
      " → ",
    );
    return [
      ...(paths.length === 1 ? [] : [paragraph([...words.pathNumber(i + 1, paths.length), " ", ...way, "."])]),
      ...fresh.flatMap((factor) => factorBlocks(factor, shown, telling)),
      equation(paths.length === 1 ? total : null, product, ...found(numbers, number(value))),
    ];
  });
  if (paths.length === 1) return blocks;
  const terms = formula(sourceOf(sumOf(paths.map(({ value }) => numberOf(value)))));
  return [...blocks, paragraph(words.sumOfPaths), equation(total, ...found(terms, number(sum)))];
}

/** A factor, after the slope that is one of its own, if no other factor has shown that. */
function factorBlocks(factor: Factor, shown: Set<string>, telling: Telling): Block[] {
  const { of, by, slope } = factor;
  const own = stepBlocks(derivative(of, by), factor, telling);
  if (slope === undefined || shown.has(slope.symbol)) return own;
  shown.add(slope.symbol);
  const numbers = telling.blank || slope.substituted === null ? null : formula(slope.substituted);
  const value = telling.blank ? BLANK : number(slope.value);
  return [equation(formula(slope.symbol), numbers, value), ...own];
}

function layerBlocks({ deltas, last }: LayerChain, telling: Telling): Block[] {
  const { symbol } = deltas[0]!;
  const meaning = derivative("L", symbol.replace("delta_", ""));
  return [
    paragraph(telling.language.explanation.delta(formula(symbol), meaning)),
    ...deltas.flatMap((delta) => stepBlocks(formula(delta.symbol), delta, telling)),
    ...stepBlocks(derivative(last.of, last.by), last, telling),
  ];
}

function checkBlocks(explanation: Explanation, words: ExplanationWords): Block[] {
  const { check, significantDigits, gradient, exactGradient } = explanation;
  const { measured, uncertainty, kink, verdict } = check;
  const exact = number(exactGradient);
  return [
    heading(words.check),
    paragraph(
      kink === null
        ? words.measured(exact, number(measured), number(uncertainty), verdict)
        : isBetween(exactGradient, kink, uncertainty) || verdict !== "right"
          ? words.kink(exact, number(kink.left), number(kink.right), verdict)
          : words.kinks(exact, number(kink.left), number(kink.right)),
    ),
    ...(significantDigits === null ? [] : [paragraph(words.rounding(number(gradient), exact, significantDigits))]),
  ];
}

/** Whether a derivative lies between the slopes on both sides of a kink; else several of them meet. */
function isBetween(derivative: number, { left, right }: Kink, uncertainty: number): boolean {
  return derivative >= Math.min(left, right) - 2 * uncertainty && derivative <= Math.max(left, right) + 2 * uncertainty;
}
