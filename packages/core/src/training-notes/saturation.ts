import { inWords } from "../mismatch.js";
import { largeInputs } from "./large-inputs.js";
import type { Observation, WatchedLayer } from "./observation.js";
import type { Warning } from "./warning.js";

/** How near an end of its range an output of a hidden unit has no gradient to speak of: a sigmoid's is below 0.001 there. */
const NEAR = 1e-3;
/** The same for the last layer of a network that learns: some losses make up for a small gradient there. */
const VERY_NEAR = 1e-9;
/** A layer with so large a share of such units at its first weights has too few others to learn with. */
const NEARLY_ALL = 0.75;

/**
 * A layer nearly all of whose units give the same end of their range for every example: what comes behind it has one
 * answer for all, and no gradient comes through to what is before it.
 *
 * @param epoch - The last one that was trained; `undefined` before the first.
 * @param learns - Whether the loss has fallen since, or may yet.
 */
export function findSaturation(
  observation: Observation,
  epoch: number | undefined,
  learns: boolean,
): Warning | undefined {
  for (const watched of observation.layers) {
    const isLast = watched.place === observation.last;
    const units = watched.outputs.least.length;
    const count = countAtAnEnd(watched, isLast && learns ? VERY_NEAR : NEAR);
    if (count === 0 || count < units * shareThatStops(watched, epoch)) continue;
    const many = units === 1 ? "The unit" : count === units ? "Every unit" : `${count} of the ${units} units`;
    const { label, layer } = watched.place;
    const since = epoch === undefined ? "Before the first step" : `After epoch ${epoch}`;
    const message =
      `${since}, ${many.toLowerCase()} of ${label}, gives the same for every example, an end of its range ` +
      `(${inWords(layer.outputRange!)}), where hardly any gradient comes through. ${remedyFor(observation, epoch)}`;
    return { kind: "saturated", message, layer: label, ...columnsOf(observation) };
  }
  return undefined;
}

/** How many units are near one end of the range for all examples. */
function countAtAnEnd({ place, outputs }: WatchedLayer, near: number): number {
  const { least, most, sum } = place.layer.outputRange!;
  // Outputs that share a sum are small where there are many; and with one end, as relu has, only that has no gradient.
  const share = sum === undefined ? 1 : outputs.least.length;
  const margin = most - least < Infinity ? (near * (most - least)) / share : 0;
  return outputs.where((low, high) => high <= least + margin || low >= most - margin).length;
}

/** Units that rest at their one end for these examples are common in a relu layer, and do no harm beside others. */
function shareThatStops({ place }: WatchedLayer, epoch: number | undefined): number {
  const { least, most } = place.layer.outputRange!;
  return epoch === undefined && most - least < Infinity ? NEARLY_ALL : 1;
}

function columnsOf(observation: Observation): Pick<Warning, "columns"> {
  const { columns } = largeInputs(observation.inputs);
  return columns.length > 0 ? { columns } : {};
}

function remedyFor(observation: Observation, epoch: number | undefined): string {
  const { columns, inWords: large } = largeInputs(observation.inputs);
  if (columns.length > 0) return `The inputs are large (${large}): scale them to about -1 to 1 (standardize, minMax).`;
  return epoch === undefined
    ? "Other first weights are the remedy: another seed, or a weightInitializer that gives smaller ones."
    : "The updates were too large: begin again from new weights with a smaller learningRate.";
}
