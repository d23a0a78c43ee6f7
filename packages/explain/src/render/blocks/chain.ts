import type { LayerChain, Path, PathChain } from "../../explanation/derivation.js";
import type { Explanation } from "../../explanation/explanation.js";
import { rightGradient } from "../../explanation/right.js";
import type { Delta, Product } from "../../explanation/steps.js";
import { callOf, type Expression, numberOf, productOf, sumOf } from "../../formula/expression.js";
import { sourceOf } from "../../formula/text/source.js";
import {
  BLANK,
  type Block,
  derivative,
  equation,
  formula,
  foundNumber,
  joined,
  type Mathematics,
  number,
  paragraph,
} from "../document.js";
import { valueFound, withNumbers } from "../found.js";
import type { Telling } from "../telling.js";
import { firstOfEach, hasManyNumbers } from "./first.js";
import { stepBlocks } from "./step.js";

/** The derivative, path by path or layer by layer, and what it means. */
export function chainBlocks(explanation: Explanation, telling: Telling): Block[] {
  const { chain, parameter } = explanation;
  const blocks =
    chain.kind === "paths"
      ? pathBlocks(chain, parameter.name, telling)
      : layerBlocks(chain, parameter.name, hasManyNumbers(explanation, telling), telling);
  return [...blocks, ...(telling.level !== null ? [] : readingBlocks(explanation, telling))];
}

function pathBlocks(chain: PathChain, parameter: string, telling: Telling): Block[] {
  const words = telling.language.explanation;
  const { paths, examples, value } = telling.elementary ? chain.elementary : chain.neurons;
  const from = formula(parameter);
  const shown = new Set<string>();
  const [only] = examples;
  if (examples.length === 1) {
    return [paragraph(words.paths(paths.length, from)), ...exampleBlocks(only!.loss, paths, value, telling, shown)];
  }
  const isSame = examples.every((example) => example.paths === only!.paths);
  const ends = examples.map((_, i) => examples.slice(0, i + 1).reduce((count, example) => count + example.paths, 0));
  const own = examples.flatMap((example, i) => [
    paragraph(words.example(i + 1)),
    ...exampleBlocks(example.loss, paths.slice(ends[i]! - example.paths, ends[i]), example.value, telling, shown),
  ]);
  const sum = sumOf(examples.map((example) => numberOf(example.value)));
  const mean = allFound(callOf("divide", sum, numberOf(examples.length)), examples.length);
  return [
    paragraph(isSame ? words.pathsInBatch(only!.paths, examples.length, from) : words.paths(paths.length, from)),
    ...own,
    paragraph(words.meanOfExamples(examples.length)),
    equation(derivative("L", parameter), ...(telling.blank ? [BLANK] : [mean, foundNumber(value)])),
  ];
}

/** The derivative of one example's loss. */
function exampleBlocks(
  loss: string,
  paths: readonly Path[],
  sum: number,
  telling: Telling,
  shown: Set<string>,
): Block[] {
  const words = telling.language.explanation;
  const total = derivative(loss, paths[0]!.nodes[0]!);
  const found = (...sides: Mathematics[]): Mathematics[] => (telling.blank ? [BLANK] : sides);
  const blocks = paths.flatMap(({ nodes, factors, value }, i): Block[] => {
    // A factor that an earlier path has, too, was explained there.
    const fresh = factors.filter(({ of, by }) => !shown.has(`${of} ${by}`));
    for (const { of, by } of factors) shown.add(`${of} ${by}`);
    const numbers: Mathematics = {
      ...formula(sourceOf(productOf(factors.map((factor) => numberOf(factor.value))))),
      found: factors.map((factor) => valueFound(factor.value, factor.formula, telling.given).found === true),
    };
    const product: Mathematics = { kind: "derivatives", factors };
    const isPathOpen = telling.level === "path";
    const way = joined(
      nodes.map((node) => [isPathOpen ? BLANK : formula(node)]),
      " → ",
    );
    const only = paths.length === 1;
    return [
      ...(isPathOpen && only ? [paragraph([...telling.language.worksheet.path, " ", ...way])] : []),
      ...(paths.length === 1 ? [] : [paragraph([...words.pathNumber(i + 1, paths.length), " ", ...way, "."])]),
      ...fresh.flatMap((factor) => productBlocks(derivative(factor.of, factor.by), factor, shown, telling)),
      isPathOpen
        ? blanks(only ? total : BLANK, only ? 2 : 1)
        : equation(only ? total : null, product, ...found(numbers, foundNumber(value))),
    ];
  });
  if (paths.length === 1) return blocks;
  const terms = allFound(sumOf(paths.map(({ value }) => numberOf(value))), paths.length);
  return [...blocks, paragraph(words.sumOfPaths), equation(total, ...found(terms, foundNumber(sum)))];
}

/** An equation with so many sides to be found. */
function blanks(left: Mathematics, count: number): Block {
  return { kind: "equation", sides: [left, ...Array.from({ length: count }, () => BLANK)] };
}

/** A formula of which the first numbers were computed. */
function allFound(expression: Expression, count: number): Mathematics {
  return { ...formula(sourceOf(expression)), found: Array.from({ length: count }, () => true) };
}

/** A number, after the slope that it is made with, if that hasn't been shown. */
function productBlocks(left: Mathematics, product: Product, shown: Set<string>, telling: Telling): Block[] {
  const { slope } = product;
  const { level } = telling;
  const isOpen = level === "factors" || level === "path";
  const own = isOpen ? [blanks(level === "path" ? BLANK : left, 2)] : stepBlocks(left, product, telling);
  if (slope === undefined || shown.has(slope.symbol)) return own;
  shown.add(slope.symbol);
  if (level === "path") return [blanks(BLANK, 1), ...own];
  const numbers =
    telling.blank || slope.substituted === null ? null : withNumbers(slope.substituted, slope.formula!, telling.given);
  const value = telling.blank ? BLANK : foundNumber(slope.value);
  return [equation(formula(slope.symbol), numbers, value), ...own];
}

function layerBlocks(
  { pathCount, deltas, last }: LayerChain,
  parameter: string,
  hasMany: boolean,
  telling: Telling,
): Block[] {
  const words = telling.language.explanation;
  const [first] = deltas;
  const told = hasMany ? firstOfEach(deltas) : deltas;
  const shown = new Set<string>();
  return [
    paragraph(words.layers(pathCount, formula(parameter))),
    ...(first === undefined ? [] : [paragraph(words.delta(formula(first.symbol), meaningOf(first)))]),
    ...told.flatMap((delta) => productBlocks(formula(delta.symbol), delta, shown, telling)),
    ...stepBlocks(derivative(last.of, last.by), last, telling),
  ];
}

const meaningOf = ({ symbol }: Delta): Mathematics =>
  derivative(`L${/__\d+$/.exec(symbol)?.[0] ?? ""}`, symbol.replace("delta_", ""));

/** What is added to the parameter to say what its derivative means. */
const STEP = 0.01;

/** What the derivative means, where it is one: at a kink there are two, and beyond its bounds a loss doesn't change. */
function readingBlocks(explanation: Explanation, { language }: Telling): Block[] {
  const { parameter, check, update } = explanation;
  if (check.kink !== null) return [];
  const words = language.explanation;
  const name = formula(parameter.name);
  // Of the exact derivative, as rounding may have made 0 of it.
  const right = rightGradient(explanation);
  const change = right === 0 ? null : number(Math.abs(right) * STEP, 3);
  const reading = words.reading(name, number(STEP), change, right > 0);
  const direction = update && (update.after > update.before ? "up" : update.after < update.before ? "down" : "none");
  const sentences = [
    ...(check.isBeyondBounds ? [] : [reading]),
    ...(direction === null ? [] : [words.moves(update!.optimizer.split("(", 1)[0]!, name, direction)]),
  ];
  return sentences.length === 0 ? [] : [paragraph(joined(sentences, " "))];
}
