import { DataError, show } from "@nn/numerics";

/**
 * The weights of examples, if there are any, checked and copied.
 *
 * @throws DataError for anything but a list with a finite number of at least 0 for each example, not all of them 0, and for
 *   weights by another name.
 */
export function weightsOf(data: { readonly weights?: unknown }, examples: number): Float64Array | undefined {
  const { weights } = data;
  if (weights === undefined) {
    const other = Object.keys(data).find((name) => /^(sample_?weights?|weight)$/i.test(name));
    if (other === undefined) return undefined;
    throw new DataError(`Data is { inputs, targets, weights } or a Dataset, but got ${other} in place of weights.`);
  }
  const list = Array.from(Object(weights) as ArrayLike<number>);
  // Their sum is to be finite in float32 as well.
  const at = list.findIndex(
    (weight) => !(typeof weight === "number" && weight >= 0 && Math.fround(weight * examples) < Infinity),
  );
  if (list.length === examples && at < 0 && list.some((weight) => Math.fround(weight) > 0)) {
    return Float64Array.from(list);
  }
  throw new DataError(
    `The weights must be finite numbers of at least 0, one for each of ${examples} examples and not all 0, but ` +
      (at < 0 ? `are ${show(weights)}.` : `that of example ${at} is ${show(list[at])}. Counts start at 0.`),
  );
}
