import { OptionError } from "@nn/core";
import {
  checkNetwork,
  checkOptimizer,
  checkOptions,
  finiteNumber,
  type Loss,
  type Network,
  type Optimizer,
  positiveInteger,
} from "@nn/core/component";
import type { Examples, TrainerState } from "@nn/core/types";
import { chainOf } from "./chain/chain.js";
import { ComponentRunner } from "./chain/links/component-runner.js";
import { widestOf } from "./chain/links/said.js";
import { findParameter, Names } from "./chain/names.js";
import { roundingTo } from "./chain/rounding.js";
import { layerChain } from "./chain/rule/layers.js";
import { originOf } from "./chain/rule/origin.js";
import { countPaths, pathChain } from "./chain/rule/paths.js";
import { usedIn } from "./chain/rule/used.js";
import { Trace } from "./chain/trace.js";
import type { Check } from "./explanation/derivation.js";
import type { Explanation, PredictionExplanation } from "./explanation/explanation.js";
import { titlesOf } from "./explanation/titles.js";
import type { Update } from "./explanation/update.js";
import { MOST_TERMS, symbolsOfLoss } from "./formula/symbols.js";
import { notesOf } from "./notes/notes.js";
import { symmetricNotes } from "./notes/symmetric.js";
import { explainPrediction, passOf, rowsOf, writtenInputs } from "./passes/prediction.js";
import { GradientRun } from "./passes/run.js";
import { preciseGradient, type Unrounded } from "./precise/gradient.js";
import { isSuspicious } from "./precise/suspicion.js";
import { checkState } from "./update/state.js";
import { updateOf } from "./update/update.js";

/** What {@link explain} is asked. */
export interface ExplainOptions {
  /** One example, or several of which the loss is the mean. */
  readonly input: Examples;
  /** What the network should answer, one target for each example. */
  readonly target: Examples;
  /** What is to be minimised. */
  readonly loss: Loss;
  /** How the parameter moves; without it, the explanation ends at the gradient. */
  readonly optimizer?: Optimizer;
  /**
   * The state of a training, `trainer.state()`, whose next update is to be explained: with what the optimizer remembers, and
   * the number of the step. Unless given, it is the first update.
   */
  readonly from?: TrainerState;
  /** Which one: `"w1"` as the lab numbers them (see {@link parameterNames}), or `"0.weight[0]"`. */
  readonly parameter: string;
  /**
   * The digits that each number is rounded to as it is written down, parameters and data too, and used so from there
   * on: 3 is what the lab does by hand. All digits are kept unless given.
   */
  readonly significantDigits?: number;
  /**
   * The most paths that are written out one by one; beyond, they are taken together layer by layer. Unless given, 36, and six
   * where they go through more than six numbers of a layer: a sum of more isn't written in full either.
   */
  readonly maximumPaths?: number;
}

/** What {@link explain} is asked of a prediction. */
export interface ExplainPredictionOptions extends Pick<ExplainOptions, "input" | "significantDigits"> {
  /** Left out, as all that belongs to a derivative: `target`, `loss` and `parameter` are given together or not at all. */
  readonly parameter?: never;
}

/**
 * Why a parameter moves as it does: the chain rule of ∂L/∂parameter with its numbers, for any layers. Those that say by
 * `equations` what they do, as `Dense`, are explained by formulas; of others, the values and derivatives are the numbers that
 * their own passes give. The network is left as it is; everything is computed in float64.
 *
 *     ∂L/∂w = Σ over the paths from w to L of the product of the derivatives along the path
 *
 * Source: the lab, section 0.4; D. Rumelhart, G. Hinton and R. Williams, "Learning representations by back-propagating
 * errors", Nature 323 (1986), for the sum layer by layer.
 *
 * Without `parameter`, `target` and `loss` it explains a prediction: the weighted sums and outputs of the forward pass.
 *
 * @throws OptionError for a parameter that doesn't exist, or an unknown option; ShapeError or DataError for examples that
 *   don't fit, and for a loss that isn't finite, there or on either side.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
 * const alice = { input: [-2, -1], target: [1], loss: meanSquaredError, parameter: "w1" };
 * explain(network, alice).gradient; // => 0.0214695352658111
 * explain(network, { ...alice, significantDigits: 3 }).gradient; // => 0.0214
 * explain(network, { input: [2, 3] }).forward.map(({ symbol }) => symbol); // => ["z_h1", "z_h2", "h1", "h2", "z_o1", "o1"]
 */
export function explain(network: Network, options: ExplainOptions): Explanation;
export function explain(network: Network, options: ExplainPredictionOptions): PredictionExplanation;
export function explain(
  network: Network,
  options: ExplainOptions | ExplainPredictionOptions,
): Explanation | PredictionExplanation {
  checkOptions("explain", options, ["input", ...OF_GRADIENTS, "significantDigits", "maximumPaths"]);
  const { stack, parameters, backend, dtype, seed, pipeline } = checkNetwork("explain", network);
  // A network copies its parameters each time that it is asked for them.
  const still: Network = { stack, parameters, backend, dtype, seed, pipeline };
  const significantDigits = checkDigits(options.significantDigits);
  return isOfGradient(options)
    ? explainGradient(still, options, significantDigits)
    : explainPrediction(still, options.input, significantDigits);
}

const OF_GRADIENTS = ["parameter", "target", "loss", "optimizer", "from"] as const;

/** What a derivative needs is given as a whole, or not at all. */
function isOfGradient(options: ExplainOptions | ExplainPredictionOptions): options is ExplainOptions {
  const given: Partial<Record<(typeof OF_GRADIENTS)[number], unknown>> = options;
  const first = OF_GRADIENTS.find((name) => given[name] !== undefined);
  if (first === undefined) return false;
  const missing = OF_GRADIENTS.slice(0, 3).find((name) => !Object.hasOwn(given, name));
  if (missing === undefined) return true;
  throw new OptionError(
    `explain: ${missing} is missing, beside ${first}. A gradient is explained with parameter, target and loss, and a ` +
      "prediction with none of them.",
  );
}

function explainGradient(network: Network, options: ExplainOptions, significantDigits: number | null): Explanation {
  const { input, target, loss, optimizer, from } = options;
  const maximumPaths = options.maximumPaths === undefined ? undefined : checkPaths(options.maximumPaths);
  if (optimizer !== undefined) checkOptimizer(optimizer);
  if (from !== undefined) checkState("explain", from, network, optimizer);
  const rounding = roundingTo(significantDigits);
  const names = new Names(network);
  const parameter = findParameter(names, options.parameter);

  const run = new GradientRun(network, { inputs: input, targets: target }, loss);
  const { stack } = network;
  const runner = new ComponentRunner(network, Math.max(widestOf(network), run.targets.length, run.batch));
  const chain = chainOf(network, names, rounding, runner);
  const batch = {
    inputs: rowsOf(run.inputs, run.batch).map((row) => writtenInputs(network, row, rounding)),
    targets: run.targetsInFormulas.map((row) => row.map(rounding.round)),
    // A class number stays what it is.
    ownTargets: rowsOf(run.targets, run.batch).map((row) => (loss.formula?.oneHot ? row : row.map(rounding.round))),
    loss,
    rowSize: run.rowSize,
  };
  const trace = new Trace(chain, batch, rounding, runner);
  run.checkFinite("explain");

  const origin = originOf(chain, parameter);
  const { count, width } = countPaths(chain, trace, origin);
  const most = maximumPaths ?? (width > MOST_TERMS ? MOST_TERMS : FEW_PATHS);
  const derivation =
    count !== null && count > 0 && count <= most
      ? pathChain(chain, trace, origin, rounding)
      : layerChain(chain, trace, origin, count, rounding);
  const gradient = derivation.kind === "paths" ? derivation.neurons.value : derivation.last.value;

  const placed = stack.allPlaces.flatMap(({ parameters }) => parameters);
  const index = placed.find((one) => one.fullName === parameter.fullName)!.offset + parameter.element;
  const gradients = new Float64Array(run.gradients());
  const exactGradient = rounding.significantDigits === null ? gradient : gradients[index]!;
  const { name, fullName, element } = parameter;
  const value = rounding.round(network.parameters.block[index]!);
  const updateFor = (gradient: number): Update | null =>
    optimizer
      ? updateOf(network, optimizer, { gradients, index, name, before: value, gradient }, run, rounding, from)
      : null;
  const elementary = derivation.kind === "paths" ? derivation.elementary.value : gradient;
  const elementaryUpdate = elementary === gradient ? null : updateFor(elementary);
  const { titles } = titlesOf(loss);
  const explanation: Omit<Explanation, "notes"> = {
    kind: "gradient",
    parameter: { name, fullName, element, value },
    ...passOf(network, chain, trace, significantDigits),
    ...usedIn(derivation, trace),
    loss: loss.name,
    ...(titles && { lossTitles: titles }),
    chain: derivation,
    gradient,
    exactGradient,
    check: checkOf(run, index, exactGradient),
    update: updateFor(gradient),
    ...(elementaryUpdate && { elementaryUpdate }),
  };
  const withNotes = (told: Omit<Explanation, "notes">): Explanation => ({
    ...told,
    notes: [...notesOf(told), ...symmetricNotes(network, told.stages, gradients)],
  });
  const lossSymbols = symbolsOfLoss(loss);
  const rule = { bounds: loss.formula?.clip ?? ([-Infinity, Infinity] as const), rowSize: run.rowSize };
  const preciseLoss = lossSymbols && { ...rule, loss: lossSymbols };
  if (!isSuspicious(chain, trace, origin, batch.targets, preciseLoss)) return withNotes(explanation);
  const unrounded: Unrounded = {
    ...rule,
    chain: rounding.significantDigits === null ? chain : chainOf(network, names, roundingTo(null), runner),
    loss: lossSymbols,
    inputs: rowsOf(run.inputs, run.batch),
    targets: run.targetsInFormulas,
    origin,
  };
  const precise = preciseGradient(unrounded, exactGradient);
  return withNotes(precise === undefined ? explanation : { ...explanation, preciseGradient: precise });
}

function checkDigits(digits: number | undefined): number | null {
  if (digits === undefined) return null;
  if (positiveInteger("explain: significantDigits", digits) <= 15) return digits;
  throw new OptionError(`explain: significantDigits must be at most 15, but is ${digits}. Without it, all are kept.`);
}

/** So many paths can be read one by one. */
const FEW_PATHS = 36;
/** Each path is written out with all its numbers. */
const MOST_PATHS = 10_000;

function checkPaths(paths: number): number {
  if (finiteNumber("explain: maximumPaths", paths, { atLeast: 0 }) <= MOST_PATHS) return paths;
  throw new OptionError(`explain: maximumPaths must be at most ${MOST_PATHS}, but is ${paths}. Beyond, leave it out.`);
}

function checkOf(run: GradientRun, index: number, claimed: number): Check {
  const { parameters } = run;
  const claims = { parameter: { values: parameters.subarray(index, index + 1), gradient: [claimed] } };
  const alone = run.compare("explain", claims)[0]!;
  const isBeyondKink = alone.verdict === "wrong" && alone.kink !== null;
  const { measured, uncertainty, kink, verdict } = isBeyondKink ? amongAll() : alone;
  return { measured, uncertainty, kink, verdict, isBeyondBounds: run.isBeyondBounds() };

  /** With the other parameters, as several kinks may meet: what lies close by is moved in all of them. */
  function amongAll(): typeof alone {
    const gradient = run.gradients();
    const part = (from: number, to?: number) => ({
      values: parameters.subarray(from, to ?? gradient.length),
      gradient: gradient.slice(from, to),
    });
    const all = { ...claims, before: part(0, index), behind: part(index + 1) };
    return run.compare("explain", all)[0]!;
  }
}
