import type { LayerChain, PathChain } from "../../explanation/derivation.js";
import type { Equation, Given, Step } from "../../explanation/steps.js";
import type { Trace } from "../trace.js";
import { isNamedInSum } from "./layers.js";

/** The numbers of a pass that a derivation uses. */
export interface Used {
  readonly given: readonly Given[];
  readonly forward: readonly Equation[];
}

/**
 * What of a forward pass leads to the loss and to the derivative: the numbers that their formulas name, those that the
 * formulas of these name, and so on. What an ellipsis stands for is left out.
 */
export function usedIn(derivation: PathChain | LayerChain, { given, forward, ends }: Trace): Used {
  const named = new Set(["L"]);
  const nameAll = ({ formula }: Step): void => {
    for (const [name] of formula?.matchAll(/[A-Za-z]\w*/g) ?? []) named.add(name);
  };
  for (const step of stepsOf(derivation)) nameAll(step);
  // A loss without a formula takes the outputs and the targets.
  for (const { outputNames } of isLossUnknown(forward) ? ends.map((links) => links.at(-1)!) : []) {
    for (const name of outputNames.filter((_, i) => isNamedInSum(i, outputNames.length))) {
      named.add(name).add(name.replace("o", "t"));
    }
  }
  for (const equation of [...forward].reverse()) if (named.has(equation.symbol)) nameAll(equation);
  return {
    given: given.filter(({ symbol }) => named.has(symbol)),
    forward: forward.filter(({ symbol }) => named.has(symbol)),
  };
}

function isLossUnknown(forward: readonly Equation[]): boolean {
  return forward.some(({ symbol, formula }) => /^L(__\d+)?$/.test(symbol) && formula === null);
}

function stepsOf(derivation: PathChain | LayerChain): readonly Step[] {
  if (derivation.kind === "layers") return [...derivation.deltas, derivation.last];
  return [derivation.neurons, derivation.elementary].flatMap(({ paths }) => paths.flatMap(({ factors }) => factors));
}
