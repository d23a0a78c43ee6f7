import type { ComponentMaker, Described } from "@nn/core/component";
import { activationFromFormula } from "./activation.js";
import { lossFromFormula } from "./loss.js";

interface Settings {
  readonly formula: string;
}

/** What there was to warn of was told when the formula was first used. */
const QUIETLY = { onWarning: (): void => {} };

/** Copies don't have the settings of what they were copied from. */
const isWhole = (component: Described): boolean => typeof component.settings === "function";

/**
 * Activations and losses from formulas, for a registry, which writes down their formulas and makes them again.
 *
 * @example
 * const registry = new Registry([...layerKinds, ...formulaKinds]);
 * registry.describe(new Activate(activationFromFormula("x / (1 + exp(-x))"))).settings;
 * // => { activation: { kind: "activationFromFormula", settings: { formula: "x / (1 + exp(-x))" } } }
 */
export const formulaKinds: readonly ComponentMaker[] = [
  { kind: "activationFromFormula", from: ({ formula }: Settings) => activationFromFormula(formula, QUIETLY), isWhole },
  { kind: "lossFromFormula", from: ({ formula }: Settings) => lossFromFormula(formula, QUIETLY), isWhole },
];
