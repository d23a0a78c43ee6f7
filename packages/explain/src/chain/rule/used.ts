import type { LayerChain, PathChain } from "../../explanation/derivation.js";
import type { Delta, Equation, Factor, Given, Step } from "../../explanation/steps.js";
import type { Chain } from "../chain.js";
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
export function usedIn(derivation: PathChain | LayerChain, chain: Chain, { given, forward, ends }: Trace): Used {
  const named = new Set(["L"]);
  // Layers without formulas take all their inputs.
  const taken = new Map(
    ends.flatMap((links) =>
      links.flatMap(({ inputNames, outputNames }, at) => {
        const inputs = chain.links[at]!.isInNumbers ? someOf(inputNames) : [];
        return outputNames.map((output) => [output, inputs] as const);
      }),
    ),
  );
  const nameAll = ({ formula }: Step): void => {
    for (const [name] of formula?.matchAll(/[A-Za-z]\w*/g) ?? []) named.add(name);
  };
  for (const step of stepsOf(derivation)) {
    nameAll(step);
    if ("of" in step) named.add(step.of).add(step.by);
    else named.add(step.symbol.replace("delta_", ""));
  }
  // A loss without a formula takes the outputs and the targets.
  for (const { outputNames } of isLossUnknown(forward) ? ends.map((links) => links.at(-1)!) : []) {
    for (const name of someOf(outputNames)) named.add(name).add(name.replace("o", "t"));
  }
  for (const equation of [...forward].reverse()) {
    if (!named.has(equation.symbol)) continue;
    nameAll(equation);
    for (const name of taken.get(equation.symbol) ?? []) named.add(name);
  }
  return {
    given: given.filter(({ symbol }) => named.has(symbol)),
    forward: forward.filter(({ symbol }) => named.has(symbol)),
  };
}

/** As a sum names them. */
function someOf(names: readonly string[]): string[] {
  return names.filter((_, i) => isNamedInSum(i, names.length));
}

function isLossUnknown(forward: readonly Equation[]): boolean {
  return forward.some(({ symbol, formula }) => /^L(__\d+)?$/.test(symbol) && formula === null);
}

function stepsOf(derivation: PathChain | LayerChain): readonly (Factor | Delta)[] {
  if (derivation.kind === "layers") return [...derivation.deltas, derivation.last];
  return [derivation.neurons, derivation.elementary].flatMap(({ paths }) => paths.flatMap(({ factors }) => factors));
}
