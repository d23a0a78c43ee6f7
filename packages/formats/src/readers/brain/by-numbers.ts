import { DataError, show } from "@nn/core/component";
import { countOf, type Fields, fieldsOf, listOf, numberOf } from "../checked.js";
import type { BrainFile } from "./brain-file.js";

/** Files of brain.js 2: a layer is its lists of biases and of weights, those of a unit in one list. */
export function readByNumbers(file: Fields): BrainFile {
  const what = "The brain.js network's";
  const layers = listOf(file.layers, `${what} layers`);
  const sizes = listOf(file.sizes, `${what} sizes`, layers.length).map((size, i) => countOf(size, `${what} size ${i}`));
  const rest = layers.slice(1).map((value, before) => {
    const place = `${what} layer ${before + 1}`;
    const layer = fieldsOf(value, place);
    const units = sizes[before + 1]!;
    const rows = listOf(layer.weights, `${place}: weights`, units);
    const weights = rows.map((row, i) => numbersOf(row, `${place}: the weights of unit ${i}`, sizes[before]!));
    return { biases: numbersOf(layer.biases, `${place}: biases`, units), weights };
  });
  const inputs = lookupOf(file.inputLookup, `${what} inputLookup`, sizes[0]);
  return { sizes, layers: rest, inputs, outputs: lookupOf(file.outputLookup, `${what} outputLookup`, sizes.at(-1)) };
}

function numbersOf(value: unknown, what: string, length: number): number[] {
  return listOf(value, what, length).map((number, i) => numberOf(number, `${what}: number ${i}`));
}

/** The keys in the order of the units. */
function lookupOf(value: unknown, what: string, size: number | undefined): string[] | undefined {
  if (value === null || value === undefined) return undefined;
  const entries = Object.entries(fieldsOf(value, what)).sort(([, a], [, b]) => Number(a) - Number(b));
  const wrong = entries.find(([, at], i) => at !== i);
  if (wrong === undefined && entries.length === size) return entries.map(([key]) => key);
  const got = wrong === undefined ? `there are ${entries.length}` : `${show(wrong[0])} has ${show(wrong[1])}`;
  throw new DataError(`${what} must give each key its unit, from 0 to ${(size ?? 1) - 1}, but ${got}.`);
}
