import { OptionError } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { activationFromFormula, lossFromFormula } from "@nn/explain";

// What a formula warns of, as that its slope is 0 everywhere, is what is to be seen.
const silent = { onWarning: (): void => {} };

export const activationOf = (formula: string): Activation => activationFromFormula(formula, silent);
export const lossOf = (formula: string): Loss => lossFromFormula(formula, silent);

/** Why a text is no formula of an activation or a loss; null for one that is. */
export function faultOf(kind: "activation" | "loss", text: string): string | null {
  try {
    (kind === "activation" ? activationOf : lossOf)(text);
    return null;
  } catch (error) {
    if (error instanceof OptionError) return error.message;
    throw error;
  }
}
