import { type DatasetMetric, type KernelsOnly, lackOf, type Metric, OptionError } from "@nn/core/component";

/**
 * Looks at a metric of which another is to be made.
 *
 * @param wanted - Where it is given, and what is expected there.
 * @returns Whether it is one of a whole data set.
 * @throws OptionError for what is no metric.
 */
export function isOfDataset(wanted: string, metric: Metric | DatasetMetric<unknown>): metric is DatasetMetric<unknown> {
  const isOfAll = "begin" in Object(metric);
  const lack = lackOf(metric, [isOfAll ? "begin" : "value"]);
  if (lack !== undefined) throw new OptionError(`${wanted}, but got ${lack}`);
  return isOfAll;
}

/** A metric that is made of another, and calls kernels alone where that does. */
export function wrapping(made: Metric & { readonly metric: Metric }): Metric {
  const kernelsOnly: KernelsOnly = { of: made, functions: { value: made.value }, settings: ["metric"] };
  // Not enumerable, as nothing of that is said of copies.
  return Object.freeze(Object.defineProperty(made, "kernelsOnly", { value: kernelsOnly }));
}
