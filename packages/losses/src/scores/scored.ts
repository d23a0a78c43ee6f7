import { DataError, type DatasetMetric, sizeOf } from "@nn/core/component";
import { checkLabels } from "../probabilities.js";

/** What examples of one label are scored, from the lowest score on, and what each counts; as one without it. */
export interface Scored {
  readonly scores: Float64Array;
  readonly counts: Float64Array | undefined;
}

/**
 * A figure of the order in which outputs put examples of 0 and of 1, the mean over the outputs. With an output or a target of NaN, it is NaN.
 *
 * @param areaOf - That of one output, which has examples of both.
 */
export function areaOver(name: string, areaOf: (zeros: Scored, ones: Scored) => number): DatasetMetric {
  return {
    kind: name,
    name,
    takesWeights: true,

    begin(examples, output) {
      const size = sizeOf(output);
      const scores = new Float64Array(examples * size);
      const labels = new Uint8Array(examples * size);
      const counts = new Float64Array(examples * size);
      let isWeighted = false;
      let seen = 0;
      const areaAt = (place: number): number => {
        const of = (label: number): Scored => {
          const isOne = (i: number): boolean =>
            i < seen && i % size === place && labels[i] === label && (!isWeighted || counts[i] > 0);
          return inOrder(
            scores.filter((_, i) => isOne(i)),
            isWeighted ? counts.filter((_, i) => isOne(i)) : undefined,
          );
        };
        const [zeros, ones] = [of(0), of(1)];
        for (const [label, other] of [
          [0, ones],
          [1, zeros],
        ] as const) {
          if (other.scores.length > 0) continue;
          throw new DataError(
            `${name} needs targets of 0 and of 1, but those of output ${place} are all ${label}. Evaluate more examples.`,
          );
        }
        // NaN comes last in order.
        if (Number.isNaN(zeros.scores.at(-1)) || Number.isNaN(ones.scores.at(-1))) return Number.NaN;
        return areaOf(zeros, ones);
      };
      return {
        add(frame) {
          checkLabels(name, frame);
          const { batch, prediction, target, weights } = frame;
          isWeighted = weights !== undefined;
          for (let i = 0; i < batch * size; i++, seen++) {
            // A label of NaN would become 0.
            scores[seen] = Number.isNaN(target[i]) ? Number.NaN : prediction[i];
            labels[seen] = target[i];
            counts[seen] = weights?.[Math.floor(i / size)] ?? 1;
          }
        },
        result() {
          let sum = 0;
          for (let i = 0; i < size; i++) sum += areaAt(i);
          return sum / size;
        },
      };
    },
  };
}

function inOrder(scores: Float64Array, counts: Float64Array | undefined): Scored {
  // By their values: −0 is 0.
  if (counts === undefined) return { scores: scores.map((score) => score + 0).sort(), counts };
  const order = Uint32Array.from(scores.keys()).sort((a, b) => byValue(scores[a], scores[b]));
  const ordered = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]);
  return { scores: ordered(scores), counts: ordered(counts) };
}

/** What the example at a place counts. */
export function countOf({ counts }: Scored, i: number): number {
  return counts?.[i] ?? 1;
}

/** What all of them count together. */
export function totalOf({ scores, counts }: Scored): number {
  return counts?.reduce((sum, count) => sum + count, 0) ?? scores.length;
}

function byValue(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}
