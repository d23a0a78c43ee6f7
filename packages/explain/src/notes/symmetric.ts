import type { Network, Place } from "@nn/core/component";
import { linksOf } from "../chain/links/said.js";
import { outputNames } from "../chain/names.js";
import type { SymmetricNote } from "../explanation/notes.js";
import type { Stage } from "../explanation/pass.js";

/**
 * The units of each layer that have the same parameters and the same gradients, of which there are as many: what treats them
 * alike now will do so in the next step.
 */
export function symmetricNotes(
  { stack: { places }, parameters: { block } }: Network,
  stages: readonly Stage[],
  gradients: ArrayLike<number>,
): SymmetricNote[] {
  const isAlike = (a: readonly number[], b: readonly number[]): boolean =>
    a.length === b.length &&
    a.every((index, i) => block[index] === block[b[i]!] && gradients[index] === gradients[b[i]!]);
  return stages.flatMap(({ isWeighted, told, outputs }, layer): SymmetricNote[] => {
    // Only of neurons is each unit one output.
    if (!isWeighted || told !== undefined || outputs === 1) return [];
    const units = unitsOf(places[layer]!, outputs, block.length);
    const outputsOf = outputNames(layer, stages.length, outputs);
    const groups: { first: readonly number[]; of: string[] }[] = [];
    for (const [unit, indices] of units.entries()) {
      const group = groups.find(({ first }) => isAlike(first, indices));
      if (group === undefined) groups.push({ first: indices, of: [outputsOf[unit]!] });
      else group.of.push(outputsOf[unit]!);
    }
    return groups.flatMap(({ first, of }) => (of.length > 1 && first.length > 0 ? [{ kind: "symmetric", of }] : []));
  });
}

/**
 * The parameters of each unit by their indices in the block; one that several share is the first one's.
 *
 * @param count - How many numbers the block has.
 */
function unitsOf(place: Place, outputs: number, count: number): number[][] {
  const offsets = new Map(place.parameters.map(({ name, offset }) => [name, offset]));
  const units = Array.from({ length: outputs }, (): number[] => []);
  const isMet = new Uint8Array(count);
  for (const { spec } of linksOf(place) ?? []) {
    if (!("sums" in spec) || spec.sums.length !== outputs) continue;
    for (const [unit, own] of units.entries()) {
      const meet = (parameter: string, element: number): void => {
        const index = offsets.get(parameter)! + element;
        if (isMet[index] === 0) own.push(index);
        isMet[index] = 1;
      };
      spec.sums.forEachTerm(unit, (_, parameter, element) => meet(parameter, element));
      const bias = spec.sums.biasOf(unit);
      if (bias) meet(bias.parameter, bias.element);
    }
  }
  return units;
}
