import type { LayerChain, PathChain } from "../../explanation/derivation.js";
import type { Delta, Equation, Factor, Given } from "../../explanation/steps.js";
import { isNamedInSum } from "../../formula/symbols.js";
import { Named } from "../named-numbers.js";
import type { Trace } from "../trace.js";

/** The numbers of a pass that a derivation uses. */
export interface Used {
  readonly given: readonly Given[];
  readonly forward: readonly Equation[];
}

/**
 * What of a forward pass leads to the loss and to the derivative: the numbers that their formulas name, those that the
 * formulas of these name, and so on. What an ellipsis stands for is left out.
 */
export function usedIn(derivation: PathChain | LayerChain, trace: Trace): Used {
  const named = new Named().add("L");
  for (const step of stepsOf(derivation)) {
    named.addFrom(step.formula);
    if ("of" in step) named.add(step.of).add(step.by);
    else named.add(step.symbol.replace("delta_", ""));
  }
  // A loss without a formula takes the outputs and the targets.
  for (const ends of trace.isLossUnknown ? trace.ends : []) {
    const { outputNames } = ends.at(-1)!;
    const taken = outputNames.filter((_, i) => isNamedInSum(i, outputNames.length));
    for (const name of taken) named.add(name).add(name.replace("o", "t"));
  }
  const forward = trace.equations(named);
  return { given: trace.given(named), forward };
}

function stepsOf(derivation: PathChain | LayerChain): readonly (Factor | Delta)[] {
  if (derivation.kind === "layers") return [...derivation.deltas, derivation.last];
  return [derivation.neurons, derivation.elementary].flatMap(({ paths }) => paths.flatMap(({ factors }) => factors));
}
