import { DataError, Sequential } from "@nn/core";
import { type Network, sizeOf } from "@nn/core/component";
import type { Examples } from "@nn/core/types";
import { type Chain, chainOf } from "../chain/chain.js";
import { ComponentRunner } from "../chain/links/component-runner.js";
import { widestOf } from "../chain/links/said.js";
import { Named } from "../chain/named-numbers.js";
import { Names } from "../chain/names.js";
import { type Rounding, roundingTo } from "../chain/rounding.js";
import type { Used } from "../chain/rule/used.js";
import { Trace } from "../chain/trace.js";
import type { PredictionExplanation } from "../explanation/explanation.js";
import type { ForwardPass } from "../explanation/pass.js";
import { titlesOf } from "../explanation/titles.js";

/** The forward pass of some examples, number by number. */
export function explainPrediction(
  network: Network,
  input: Examples,
  significantDigits: number | null,
): PredictionExplanation {
  const { stack, backend } = network;
  const layers = stack.places.map(({ layer }) => layer);
  // Refuses what the network can't take.
  new Sequential(layers, { inputShape: stack.inputShape, backend }).predict(input);
  const numbers = flattened(input);
  const rounding = roundingTo(significantDigits);
  const inputs = rowsOf(numbers, numbers.length / sizeOf(stack.inputShape)).map((row) =>
    writtenInputs(network, row, rounding),
  );
  const runner = new ComponentRunner(network, widestOf(network));
  const chain = chainOf(network, new Names(network), rounding, runner);
  const trace = new Trace(chain, { inputs, targets: [], ownTargets: [], loss: null, rowSize: 1 }, rounding, runner);
  return { kind: "prediction", ...passOf(network, chain, trace, significantDigits), ...wholeOf(trace) };
}

/** All numbers of a pass, with the parameters that its formulas name. */
function wholeOf(trace: Trace): Used {
  const named = new Named();
  for (const links of trace.ends) {
    for (const name of links.flatMap(({ inputNames, outputNames }) => [...inputNames, ...outputNames])) named.add(name);
  }
  const forward = trace.equations(named);
  return { given: trace.given(named), forward };
}

/** The inputs as they are written down. Indices stay what they are. */
export function writtenInputs({ stack }: Network, row: readonly number[], { round }: Rounding): readonly number[] {
  return stack.places[0]!.layer.indexCount === undefined ? row.map(round) : row;
}

function flattened(examples: Examples | number): number[] {
  if (typeof examples === "number") return [examples];
  return Array.from(examples as readonly (Examples | number)[]).flatMap(flattened);
}

/**
 * What is told of every forward pass.
 *
 * @throws DataError for a pass that leaves the finite numbers: what is beyond them can't be written down.
 */
export function passOf(
  { stack }: Network,
  { functions, weightedLayers, told }: Chain,
  { ends, beyond }: Trace,
  significantDigits: number | null,
): Omit<ForwardPass, keyof Used> {
  if (beyond !== undefined) {
    throw new DataError(
      `explain: ${beyond} isn't a finite number here. Look at the size of the parameters and of the inputs.`,
    );
  }
  const layers = stack.places.map(({ layer }) => layer.name);
  const inputs = sizeOf(stack.inputShape);
  const stages = stack.places.map(({ index, layer, outputShape }) => ({
    outputs: sizeOf(outputShape),
    isWeighted: weightedLayers.has(index),
    ...(told.has(index) && { told: told.get(index)!, ...titlesOf(layer) }),
  }));
  return { layers, inputs, stages, batch: ends.length, significantDigits, functions };
}

/** Numbers one after another as a list for each example. */
export function rowsOf(values: ArrayLike<number>, batch: number): number[][] {
  const size = values.length / batch;
  return Array.from({ length: batch }, (_, row) => Array.from({ length: size }, (_, i) => values[row * size + i]!));
}
