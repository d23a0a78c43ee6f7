import { DataError } from "@nn/numerics";
import { shortNumber as short } from "../../advice/short-number.js";
import { ALLOWED, constantOutput, inWords } from "../../components/mismatch.js";
import type { OutputRange } from "../../contracts/mathematics/range.js";
import type { Observation } from "./observation.js";
import { listColumns, type Warning } from "./warning.js";

/** How far beyond a range a target may lie without being out of reach: rounding. */
const ROUNDING = 1e-6;

/** A layer whose rows of outputs add up to a fixed number, with one output in each: that is the number, whatever is learnt. */
export function findConstantOutput({ layers }: Observation): Warning | undefined {
  const found = layers.find(
    ({ place: { layer, outputShape } }) => layer.outputRange!.sum !== undefined && outputShape.at(-1) === 1,
  );
  if (found === undefined) return undefined;
  const { label, layer } = found.place;
  const message = constantOutput(label, layer.outputRange!.sum!);
  return { kind: "constant output", message, layer: label };
}

/**
 * Refuses labels of two classes one of which the last layer can't give, as -1 under a sigmoid: every example of it would be wrong,
 * whatever is learnt. Of two examples, any two numbers would be a pair.
 *
 * @throws DataError with both numbers, and what to encode them as.
 */
export function refuseLabels({ labels, areOutputs, examples, last }: Observation): void {
  const { pair } = labels;
  const range = last.layer.outputRange;
  if (pair === undefined || range === undefined || !areOutputs || examples < 3) return;
  const [low, high] = pair;
  const { least, most } = range;
  if (low >= least && high <= most) return;
  const encoded = most - least < Infinity ? `Encode them as ${least} and ${most}, or end` : "End";
  throw new DataError(
    `The targets are all ${low} or ${high}, but ${last.label}, the last one, gives ${inWords(range)}, and never ` +
      `${low < least ? low : high}. ${encoded} the network in ${low < -1 || high > 1 ? "identity" : "tanh"}. ${ALLOWED}`,
  );
}

/** Targets that no parameters can bring the last layer to. */
export function findUnreachableTargets(observation: Observation): Warning | undefined {
  const { targets, areOutputs, largestSum, last, names } = observation;
  const range = last.layer.outputRange;
  if (range === undefined || !areOutputs) return undefined;
  const columns = targets.where((least, most) => isBelow(least, range.least) || isBelow(-most, -range.most));
  if (columns.length === 0) {
    // Rows that add up to less may be weighted, or left out on purpose.
    return isBelow(-largestSum, -(range.sum ?? Infinity))
      ? unreachableSums(largestSum, range.sum!, last.label)
      : undefined;
  }
  const [least, most] = [
    Math.min(...columns.map((c) => targets.least[c]!)),
    Math.max(...columns.map((c) => targets.most[c]!)),
  ];
  const numbers =
    targets.least.length === 1
      ? "go"
      : `of column${columns.length === 1 ? "" : "s"} ${listColumns(columns, names.targetNames)} go`;
  const message =
    `The targets ${numbers} from ${beyond(range, least)} to ${beyond(range, most)}, but ${last.label}, the last one, gives ${inWords(range)}: ` +
    "the loss can't come near its least value. End the network in identity, or scale the targets into that range (minMax).";
  return { kind: "unreachable targets", message, layer: last.label, columns };
}

/** Targets at an end of a last layer that learns nothing, and that is given numbers between two ends: it comes near neither. */
export function findNarrowOutputs({ targets, areOutputs, areFilled, last, before }: Observation): Warning | undefined {
  const [given, range] = [before?.layer.outputRange, last.layer.outputRange];
  if (given === undefined || range === undefined || areFilled || last.parameters.length > 0) return undefined;
  const [width, own] = [given.most - given.least, range.most - range.least];
  const isAsked = !areOutputs || targets.where((least, most) => least <= range.least || most >= range.most).length > 0;
  if (!isAsked || width === own || width + own === Infinity) return undefined;
  const { label } = last;
  const message =
    `The targets are out of reach for ${label}, the last one, as it is given ${inWords(given)}: ` +
    "the loss can't come near its least value. Put a Dense with identity before it.";
  return { kind: "unreachable targets", message, layer: label };
}

function unreachableSums(largest: number, sum: number, label: string): Warning {
  const message =
    `The targets of an example add up to as much as ${beyond({ least: -Infinity, most: sum }, largest)}, but the outputs of ${label}, the last one, always ` +
    `add up to ${sum}: the loss can't come near its least value. For classes that don't exclude each other, end the ` +
    "network in sigmoid, with binaryCrossEntropy.";
  return { kind: "unreachable targets", message, layer: label };
}

/** A target in three digits, or in all where three would lie within the range. */
function beyond(range: OutputRange, target: number): string {
  const isOutside = (value: number): boolean => isBelow(value, range.least) || isBelow(-value, -range.most);
  return isOutside(target) && !isOutside(Number(short(target))) ? String(target) : short(target);
}

function isBelow(value: number, end: number): boolean {
  return value < end - ROUNDING * Math.max(1, Math.abs(end));
}

/** Targets that are the same for all examples, of which there is more than one. */
export function findConstantTargets({ targets, examples }: Observation): Warning | undefined {
  if (examples < 2 || targets.where((least, most) => least !== most).length > 0) return undefined;
  const { length } = targets.least;
  const what = length === 1 ? `are all ${short(targets.least[0]!)}` : "are the same for every example";
  const message =
    `The targets ${what}, so the network can only learn to give that whatever comes in. ` +
    "Look at where the targets are read, and at how examples were chosen.";
  return { kind: "constant targets", message, columns: Array.from({ length }, (_, column) => column) };
}
