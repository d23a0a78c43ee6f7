import type { Network } from "@nn/core/component";
import { outputNames, type ParameterName } from "../chain/names.js";
import type { SymmetricNote } from "../explanation/notes.js";
import type { Stage } from "../explanation/pass.js";

/**
 * The units of each layer that have the same parameters and the same gradients, of which there are as many: what treats them
 * alike now will do so in the next step.
 */
export function symmetricNotes(
  { stack, parameters: { block } }: Network,
  names: readonly ParameterName[],
  stages: readonly Stage[],
  gradients: ArrayLike<number>,
): SymmetricNote[] {
  const offsets = new Map(
    stack.allPlaces.flatMap(({ parameters }) => parameters.map(({ fullName, offset }) => [fullName, offset])),
  );
  const isAlike = (a: readonly number[], b: readonly number[]): boolean =>
    a.length === b.length &&
    a.every((index, i) => block[index] === block[b[i]!] && gradients[index] === gradients[b[i]!]);
  return stages.flatMap(({ isWeighted, told, outputs }, layer): SymmetricNote[] => {
    // Only of neurons is each unit one output.
    if (!isWeighted || told !== undefined || outputs === 1) return [];
    const units = Array.from({ length: outputs }, (): number[] => []);
    for (const { layer: own, unit, fullName, element } of names) {
      if (own === layer && unit !== null) units[unit]!.push(offsets.get(fullName)! + element);
    }
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
