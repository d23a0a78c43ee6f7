import { DataError, type FloatArray } from "@nn/numerics";
import { ALLOWED, inWords } from "../../components/mismatch.js";
import type { Observation } from "./observation.js";

/** The numbers that targets are, as long as there are no more than two of them. */
export class TwoLabels {
  readonly #found: number[] = [];

  see(targets: FloatArray, length: number): void {
    const found = this.#found;
    for (let i = 0; i < length && found.length < 3; i++) if (!found.includes(targets[i]!)) found.push(targets[i]!);
  }

  /** Both, the smaller first; `undefined` where there are others, or one alone. */
  get pair(): readonly [number, number] | undefined {
    const [one, other, more] = this.#found;
    if (one === undefined || other === undefined || more !== undefined) return undefined;
    return one < other ? [one, other] : [other, one];
  }
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
