import { DataError, type DatasetMetric, sizeOf } from "@nn/core/component";
import { checkLabels } from "./probabilities.js";

/**
 * The area under the receiver operating characteristic: how likely it is that an example of class 1 has a larger output
 * than one of class 0, from 0 to 1; equal outputs count half. Only the order of the outputs counts, so that probabilities
 * and logits give the same. Of several outputs, it is the mean of their areas.
 *
 *     A = (the sum of the ranks of class 1 − n₁·(n₁ + 1)/2) / (n₀·n₁)       equal outputs share the mean of their ranks
 *
 * This is the area by the trapezoidal rule, to the last digit. With an output of NaN, it is NaN.
 *
 * Source: J. Hanley and B. McNeil, "The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve",
 * Radiology 143 (1982).
 *
 * @throws DataError for targets that aren't 0 or 1, and where those of an output are all the same.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const options = { loss: binaryCrossEntropy, metrics: { area: areaUnderROCCurve } };
 * network.evaluate({ inputs: [-2, -1, -1, 3], targets: [0, 0, 1, 1] }, options).area; // => 0.875
 */
export const areaUnderROCCurve: DatasetMetric = {
  kind: "areaUnderROCCurve",
  name: "areaUnderROCCurve",
  takesWeights: true,

  begin(examples, output) {
    const size = sizeOf(output);
    const scores = new Float64Array(examples * size);
    const labels = new Uint8Array(examples * size);
    const counts = new Float64Array(examples * size);
    let isWeighted = false;
    let seen = 0;
    return {
      add(frame) {
        checkLabels("areaUnderROCCurve", frame);
        const { batch, prediction, target, weights } = frame;
        isWeighted = weights !== undefined;
        for (let i = 0; i < batch * size; i++, seen++) {
          scores[seen] = prediction[i];
          labels[seen] = target[i];
          counts[seen] = weights?.[Math.floor(i / size)] ?? 1;
        }
      },
      result() {
        let sum = 0;
        for (let i = 0; i < size; i++) sum += areaOf(scores, labels, isWeighted ? counts : undefined, i, size);
        return sum / size;
      },
    };
  },
};

/** What examples of one label are scored, from the lowest score on, and what each counts; as one without it. */
interface Scored {
  readonly scores: Float64Array;
  readonly counts: Float64Array | undefined;
}

/** The area of one output. @param counts - What each example counts; as one without it. */
function areaOf(
  scores: Float64Array,
  labels: Uint8Array,
  counts: Float64Array | undefined,
  output: number,
  size: number,
): number {
  const of = (label: number): Scored => {
    const isOne = (i: number): boolean => i % size === output && labels[i] === label && (counts?.[i] ?? 1) > 0;
    const own = scores.filter((_, i) => isOne(i));
    // By their values: −0 is 0.
    if (counts === undefined) return { scores: own.map((score) => score + 0).sort(), counts };
    const ownCounts = counts.filter((_, i) => isOne(i));
    const order = Uint32Array.from(own.keys()).sort((a, b) => byValue(own[a], own[b]));
    const ordered = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]);
    return { scores: ordered(own), counts: ordered(ownCounts) };
  };
  const [zeros, ones] = [of(0), of(1)];
  for (const [label, other] of [
    [0, ones],
    [1, zeros],
  ] as const) {
    if (other.scores.length > 0) continue;
    throw new DataError(
      `areaUnderROCCurve needs targets of 0 and of 1, but those of output ${output} are all ${label}. Evaluate more examples.`,
    );
  }
  // NaN comes last in order.
  if (Number.isNaN(zeros.scores.at(-1)) || Number.isNaN(ones.scores.at(-1))) return Number.NaN;
  return pairsInOrder(zeros, ones) / (totalOf(zeros) * totalOf(ones));
}

/** How many pairs of a 0 and a 1 are in order; those of one score are half in order. */
function pairsInOrder(zeros: Scored, ones: Scored): number {
  // Without weights whole numbers and halves, so that nothing is rounded before the division.
  let pairs = 0;
  let [below, upTo] = [0, 0];
  let [countBelow, countUpTo] = [0, 0];
  for (let i = 0; i < ones.scores.length; i++) {
    const score = ones.scores[i];
    for (; zeros.scores[below] < score; below++) countBelow += countOf(zeros, below);
    for (; zeros.scores[upTo] <= score; upTo++) countUpTo += countOf(zeros, upTo);
    pairs += countOf(ones, i) * ((countBelow + countUpTo) / 2);
  }
  return pairs;
}

function countOf({ counts }: Scored, i: number): number {
  return counts?.[i] ?? 1;
}

function totalOf({ scores, counts }: Scored): number {
  return counts?.reduce((sum, count) => sum + count, 0) ?? scores.length;
}

function byValue(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}
