import { OptionError } from "@nn/core";
import { Computation } from "@nn/core/component";

/**
 * What is read of formulas; `undefined` for those that can be computed and have more in them than explanations write: a
 * condition, the largest number of a row. Such a component is explained as one without a formula.
 *
 * @param names - What the formulas are about.
 * @throws OptionError for a formula that can't be computed either, as it is misspelt.
 */
export function readable<Read>(
  formulas: readonly (string | undefined)[],
  names: readonly string[],
  read: () => Read,
): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof OptionError && areComputable(formulas, names))) throw error;
    return undefined;
  }
}

function areComputable(formulas: readonly (string | undefined)[], names: readonly string[]): boolean {
  const lines = formulas.filter((text) => text !== undefined).map((text) => `result = ${text}`);
  try {
    return new Computation({ name: "formula", arrays: ["result", ...names], lines }) !== undefined;
  } catch {
    return false;
  }
}
