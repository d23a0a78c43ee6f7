import { DataError, DivergenceError, OptionError, ShapeError } from "@nn/core";
import { errorInFrench } from "../french/errors.js";
import type { Language } from "../language.js";
import { NBSP } from "../printing/typography.js";
import { Complaint, EXIT, type ExitCode } from "./complaint.js";
import { errorInEnglish } from "./in-english.js";
import { systemError } from "./system-errors.js";

/** An error as it is told, and what the process ends with. */
export interface Told {
  readonly sentence: string;
  readonly exitCode: ExitCode;
}

const CODES: readonly (readonly [new (...args: never) => Error, ExitCode])[] = [
  [OptionError, EXIT.wrongUse],
  [ShapeError, EXIT.wrongUse],
  [DataError, EXIT.badData],
  [DivergenceError, EXIT.diverged],
];

/** What went wrong in a sentence, and what to end with. A fault of ours is told with its place in the code. */
export function toldOf(error: unknown, language: Language): Told {
  if (error instanceof Complaint) return { sentence: error.text[language], exitCode: error.exitCode };
  const known = CODES.find(([kind]) => error instanceof kind);
  if (known !== undefined) {
    const said = language === "fr" ? errorInFrench : errorInEnglish;
    return { sentence: said(error as Error), exitCode: known[1] };
  }
  const refused = systemError(error);
  if (refused !== undefined) return { sentence: refused[language], exitCode: EXIT.badData };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const ours = {
    en: `This is a fault of nn, not yours. Please report it with these lines:\n${stack}`,
    fr: `C’est une erreur de nn, pas de vous. Veuillez la signaler avec ces lignes${NBSP}:\n${stack}`,
  };
  return { sentence: ours[language], exitCode: EXIT.ourFault };
}
