import type { FloatArray, Shape, TrainFrame } from "@nn/core/component";

/** The parameters: those of the heads lie one behind the other. @inline */
export type Parameter = "query" | "key" | "value" | "output" | "queryBias" | "keyBias" | "valueBias" | "outputBias";
/** What is left for backward, head by head; `part` and, with a mask, `places` are in between. @inline */
export type Saved = "query" | "key" | "value" | "head" | "scores" | "shares" | "places" | "part";
/** The derivatives of those. @inline */
export type Scratch = "dQuery" | "dKey" | "dValue" | "dHead" | "dShares" | "dScores";

/** A part of an array for each head. */
export type Matrix = readonly FloatArray[];

/** What becomes of x in one of three ways, head by head. */
interface Projection {
  readonly values: Matrix;
  readonly weight: Matrix;
  readonly bias: Matrix;
  readonly dValues: Matrix;
  readonly dWeight: Matrix;
  readonly dBias: Matrix;
}

/** The arrays of one example in one head. */
type Example = Readonly<
  Record<
    "q" | "k" | "v" | "scores" | "shares" | "head" | "dq" | "dk" | "dv" | "dScores" | "dShares" | "dHead",
    FloatArray
  >
>;

/** Parts of a frame's arrays, as the passes need them. What only trainings have is empty elsewhere. */
export interface Views {
  readonly projections: readonly Projection[];
  readonly output: Matrix;
  readonly dOutput: Matrix;
  readonly heads: Matrix;
  readonly dHeads: Matrix;
  /** All examples of the first head, then those of the next. */
  readonly examples: readonly Example[];
}

export function savedShapes([steps, inputs]: Shape, heads: number, isMasked: boolean): Partial<Record<Saved, Shape>> {
  const each = [steps, inputs];
  const pairs = [heads, steps, steps];
  const projections = { query: each, key: each, value: each };
  const shapes = { ...projections, head: each, scores: pairs, shares: pairs, part: each };
  return isMasked ? { ...shapes, places: [heads, steps] } : shapes;
}

export function scratchShapes([steps, inputs]: Shape, heads: number): Record<Scratch, Shape> {
  const each = [steps, inputs];
  const pairs = [heads, steps, steps];
  return { dQuery: each, dKey: each, dValue: each, dHead: each, dShares: pairs, dScores: pairs };
}

export function viewsOf(frame: TrainFrame<Parameter, Saved>, heads: number): Views {
  const { batch, inputShape, parameters, gradients, saved, scratch } = frame;
  const [steps, inputs] = inputShape;
  const all = (array: FloatArray | undefined, count: number, size: number): FloatArray[] =>
    Array.from({ length: count }, (_, i) => (array ?? NOTHING).subarray(i * size, (i + 1) * size));
  const size = inputs / heads;
  const rows = batch * steps * size;
  const projection = (name: "query" | "key" | "value", dName: Scratch): Projection => ({
    values: all(saved[name], heads, rows),
    weight: all(parameters[name], heads, inputs * size),
    bias: all(parameters[`${name}Bias`], heads, size),
    dValues: all(scratch[dName], heads, rows),
    dWeight: all(gradients[name], heads, inputs * size),
    dBias: all(gradients[`${name}Bias`], heads, size),
  });
  const count = heads * batch;
  const [each, pairs] = [steps * size, steps * steps];
  const [q, k, v] = [saved.query, saved.key, saved.value].map((array) => all(array, count, each));
  const [dq, dk, dv] = [scratch.dQuery, scratch.dKey, scratch.dValue].map((array) => all(array, count, each));
  const [head, dHead] = [saved.head, scratch.dHead].map((array) => all(array, count, each));
  const [scores, shares] = [saved.scores, saved.shares].map((array) => all(array, count, pairs));
  const [dScores, dShares] = [scratch.dScores, scratch.dShares].map((array) => all(array, count, pairs));
  return {
    projections: [projection("query", "dQuery"), projection("key", "dKey"), projection("value", "dValue")],
    output: all(parameters.output, heads, size * inputs),
    dOutput: all(gradients.output, heads, size * inputs),
    heads: all(saved.head, heads, rows),
    dHeads: all(scratch.dHead, heads, rows),
    examples: q.map((_, i) => ({
      ...{ q: q[i], k: k[i], v: v[i], scores: scores[i], shares: shares[i], head: head[i] },
      ...{ dq: dq[i], dk: dk[i], dv: dv[i], dScores: dScores[i], dShares: dShares[i], dHead: dHead[i] },
    })),
  };
}

const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);
