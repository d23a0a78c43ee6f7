import { DivergenceError } from "@nn/core";
import { type Explanation, explainStep, getByName, type StepExplanation, setByName } from "@nn/explain";
import type { Training } from "./build.js";

type Along = readonly [value: number, loss: number];

/** The loss of a step's rows as a function of one parameter, the others as they are. */
export interface Slice {
  readonly value: number;
  readonly loss: number;
  /** Of the tangent. */
  readonly slope: number;
  /** A value that is tried, what the loss is there, and what the tangent makes expect. */
  readonly tried: { readonly value: number; readonly loss: number; readonly predicted: number };
  /** The values that can be tried. */
  readonly from: number;
  readonly to: number;
  readonly points: readonly Along[];
  /** The ends of the tangent. */
  readonly tangent: readonly [Along, Along];
  /** The update of all parameters at once; null where its numbers aren't finite. */
  readonly step: StepExplanation | null;
}

const POINTS = 61;
/** Of a large number, so much on both sides: closer, there are not as many others as points. */
const SHARE = 1e-6;

/** Looks along a parameter: each loss is the network's own. It is left as it was. */
export function sliceOf(
  { network, trainer, loss, optimizer }: Training,
  { parameter: { name }, exactGradient: slope, update }: Explanation,
  inputs: number[][],
  targets: number[][],
  tried: number | null,
): Slice {
  // An explanation by hand has it rounded.
  const value = getByName(network)[name]!;
  const question = { input: inputs, target: targets, loss, optimizer, from: trainer.state() };
  const step = finiteOrNull(() => explainStep(network, question));
  const lossAt = (other: number): number | null => {
    setByName(network, { [name]: other });
    return finiteOrNull(() => network.evaluate({ inputs, targets }, { loss, allowMismatch: true }).loss);
  };
  const after = update!.after;
  const reach = Math.max(3, 2 * Math.abs(after - value), SHARE * Math.abs(value));
  const [from, to] = [value - reach, value + reach];
  try {
    const here = lossAt(value)!;
    const wanted = Math.min(to, Math.max(from, tried ?? after));
    const lossWanted = lossAt(wanted);
    // Where there is no loss, there is nothing to be tried.
    const [there, lossThere] = lossWanted === null ? [value, here] : [wanted, lossWanted];
    const tangentAt = (other: number): number => here + slope * (other - value);
    const values = Array.from({ length: POINTS }, (_, i) => from + (i / (POINTS - 1)) * (to - from));
    return {
      value,
      loss: here,
      slope,
      tried: { value: there, loss: lossThere, predicted: tangentAt(there) },
      from,
      to,
      points: values.flatMap((other) => {
        const loss = lossAt(other);
        return loss === null ? [] : [[other, loss] as const];
      }),
      tangent: [
        [from, tangentAt(from)],
        [to, tangentAt(to)],
      ],
      step,
    };
  } finally {
    setByName(network, { [name]: value });
  }
}

/** What a step gives that may leave the finite numbers. */
export function finiteOrNull<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DivergenceError) return null;
    throw error;
  }
}
