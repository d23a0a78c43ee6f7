import { OptionError } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { activationFromFormula, lossFromFormula } from "@nn/explain";
import { MOST_LETTERS } from "../state/limits.js";

// What a formula warns of, as that its slope is 0 everywhere, is what is to be seen.
const silent = { onWarning: (): void => {} };

export const activationOf = (formula: string): Activation => activationFromFormula(formula, silent);
export const lossOf = (formula: string): Loss => lossFromFormula(formula, silent);

/** Why a text is no formula of an activation or a loss. */
export interface FormulaFault {
  /** In English. */
  readonly message: string;
  /** What can't be read, and where it stands, counting from 1. */
  readonly typed?: string;
  readonly character?: number;
  /** What @nn/explain calls what is wrong with it, and the texts that it is said with. */
  readonly why?: string;
  readonly values?: readonly string[];
  /** Where its value or its slope isn't finite. */
  readonly at?: number;
  /** What each formula of its kind has in it, and this one hasn't. */
  readonly lacks?: "x" | "p";
  /** How many letters it has, where a link takes fewer. */
  readonly letters?: number;
}

/** Null for a text that is a formula. */
export function faultOf(kind: "activation" | "loss", text: string): FormulaFault | null {
  const { length: letters } = text;
  if (letters > MOST_LETTERS) {
    return { message: `This formula has ${letters} characters; the page takes ${MOST_LETTERS}.`, letters };
  }
  try {
    (kind === "activation" ? activationOf : lossOf)(text);
    return null;
  } catch (error) {
    if (error instanceof OptionError) {
      const needed = kind === "activation" ? "x" : "p";
      const lacks = RegExp(`\\b${needed}\\b`).test(text) ? {} : ({ lacks: needed } as const);
      return { ...lacks, ...(error.cause as object | undefined), message: error.message };
    }
    throw error;
  }
}
