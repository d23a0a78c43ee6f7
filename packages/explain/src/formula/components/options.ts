import { OptionError, type Warning } from "@nn/core";
import { checkOptions, show } from "@nn/core/component";

/** How a component is made from its formula. */
export interface FormulaOptions {
  /** Is told what is allowed, and most likely not meant; unless given, a line on standard error says it. */
  readonly onWarning?: (warning: Warning) => void;
}

/** @throws OptionError for what isn't such an option. */
export function checkFormulaOptions(where: string, options: FormulaOptions): void {
  checkOptions(where, options, ["onWarning"]);
  const { onWarning } = options;
  if (onWarning === undefined || typeof onWarning === "function") return;
  throw new OptionError(`onWarning must be a function that takes a warning, but is ${show(onWarning)}.`);
}

declare const console: { warn(message: string): void } | undefined;

/** Tells each warning once. */
export function tell(warnings: readonly Warning[], { onWarning = print }: FormulaOptions): void {
  for (const warning of warnings) onWarning(warning);
}

function print({ message }: Warning): void {
  if (typeof console === "object") console.warn(`Warning: ${message}`);
}
