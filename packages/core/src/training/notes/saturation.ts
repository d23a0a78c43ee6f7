import { sizeOf } from "@nn/numerics";
import { inWords } from "../../components/mismatch.js";
import type { Extremes } from "./extremes.js";
import { largeInputs } from "./large-inputs.js";
import { type LayerOutputs, NEAR } from "./layer-outputs.js";
import type { Observation } from "./observation.js";
import type { Warning } from "./warning.js";

/** The same for the last layer of a network that learns: some losses make up for a small gradient there. */
const VERY_NEAR = 1e-9;
/** A layer with so large a share of such units at its first weights has too few others to learn with. */
const NEARLY_ALL = 0.75;
/** The same of outputs: grey levels from 0 to 255 give 93 to 99 % of them, the lab's first weights up to 63 %, and it learns. */
const NEARLY_ALL_OUTPUTS = 0.9;
/** Of fewer large columns the chance first weights of a hidden layer may be enough to tell simple classes apart. */
const MANY_COLUMNS = 16;

/**
 * A layer nearly all of whose units give the same end of their range for every example: what comes after it has one
 * answer for all, and no gradient comes through to what is before it. Or, of inputs with many large columns such as grey
 * levels, a hidden layer nearly all of whose outputs are at either end: it keeps its first weights. Small inputs at which
 * it is so may be meant to be.
 *
 * @param epoch - The last one that was trained; `undefined` before the first.
 * @param learns - Whether the loss has fallen since, or may yet.
 */
export function findSaturation(
  observation: Observation,
  epoch: number | undefined,
  learns: boolean,
): Warning | undefined {
  const large = largeInputs(observation.inputs, observation.names.inputNames);
  for (const watched of observation.layers) {
    const isLast = watched.place === observation.last;
    const { units, shareAtAnEnd } = watched;
    const { label, layer } = watched.place;
    // While biases are 0, outputs for zeros are in the middle whatever the weights are.
    const leavesOut = epoch === undefined && !observation.hasBiases && observation.zeros < observation.examples;
    const near = isLast && learns ? VERY_NEAR : NEAR;
    const ofAll = countAtAnEnd(watched, watched.extremes, near);
    const count = leavesOut ? countAtAnEnd(watched, watched.extremesByWeights, near) : ofAll;
    const isSameForAll = count > 0 && count >= units * shareThatStops(watched, epoch);
    const isFrozen =
      epoch === undefined && !isLast && large.columns.length >= MANY_COLUMNS && shareAtAnEnd >= NEARLY_ALL_OUTPUTS;
    if (!isSameForAll && !isFrozen) continue;
    const many = units === 1 ? "the unit" : count === units ? "every unit" : `${count} of the ${units} units`;
    const what = isSameForAll
      ? `${many} of ${label}, gives the same for every example${count > ofAll ? " but those of zeros" : ""},`
      : `${Math.floor(100 * shareAtAnEnd)} % of the outputs of ${label}, are at`;
    const message =
      `${epoch === undefined ? "Before the first step" : `After epoch ${epoch}`}, ${what} an end of its range ` +
      `(${inWords(layer.outputRange!)}), where hardly any gradient comes through. ${remedyFor(large, epoch)}`;
    const { columns } = large;
    return { kind: "saturated", message, layer: label, ...(columns.length > 0 && { columns }) };
  }
  return undefined;
}

/**
 * A last layer all of whose outputs are at an end of their range, some of them at the wrong one. Some losses make up for the small
 * gradient there, and lead back: it has to be seen again with the same sum.
 */
export function findWrongEnds({ last, wrongEnds, examples }: Observation, epoch: number): Warning | undefined {
  if (wrongEnds <= 0) return undefined;
  const outputs = examples * sizeOf(last.outputShape);
  const message =
    `After epoch ${epoch}, all outputs of ${last.label}, are at an end of its range (${inWords(last.layer.outputRange!)}), ` +
    `${wrongEnds} of ${outputs} at the wrong one, where hardly any gradient comes through. A smaller learning rate is the remedy.`;
  return { kind: "saturated", message, layer: last.label };
}

/** How many units are near one end of the range for all examples whose extremes these are. */
function countAtAnEnd(layer: LayerOutputs, extremes: Extremes, near: number): number {
  const { least, most } = layer.place.layer.outputRange!;
  const margin = layer.margin(near);
  const other = layer.margin(NEAR);
  const all = layer.extremes;
  // What gives examples that were left out the other end tells them from these.
  const isTelling = (unit: number): boolean => all.least[unit]! <= least + other && all.most[unit]! >= most - other;
  return extremes.where((low, high, unit) => (high <= least + margin || low >= most - margin) && !isTelling(unit))
    .length;
}

/** Units that rest at their one end for these examples are common in a relu layer, and do no harm beside others. */
function shareThatStops({ place }: LayerOutputs, epoch: number | undefined): number {
  const { least, most } = place.layer.outputRange!;
  return epoch === undefined && most - least < Infinity ? NEARLY_ALL : 1;
}

function remedyFor({ columns, inWords }: ReturnType<typeof largeInputs>, epoch: number | undefined): string {
  if (columns.length > 0)
    return `The inputs are large (${inWords()}): scale them to about -1 to 1 (standardize, minMax).`;
  return epoch === undefined
    ? "Other first weights are the remedy: another seed, or a weightInitializer that gives smaller ones."
    : "The updates were too large: begin again from new weights with a smaller learningRate.";
}
