import { networkIn } from "./engine/files/network-file.js";
import { Refusal } from "./engine/files/table.js";
import { faultOf } from "./engine/formulas.js";
import type { Texts } from "./languages/en.js";
import type { Action } from "./state/actions.js";
import type { State } from "./state/state.js";

/** What comes of some work, or what its refusal says, in the reader's language. */
export function unlessRefused<T>(work: () => T, texts: Texts): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return texts.views.table.problem(error.problem);
    throw error;
  }
}

/** The network in a file, to be taken, or why it can't be. */
export function networkOf(text: string, { data, model }: State, texts: Texts): Action | string {
  const found = networkIn(text, model);
  const [inputs, { length }] = [found?.model.sizes[0], data.rows[0]!.features];
  if (found === null) return texts.unreadableNetwork;
  return inputs === length ? { kind: "network", ...found } : texts.otherInputs(inputs!, length);
}

/** Why a text is no formula; null for one that is. */
export function faultIn(kind: "activation" | "loss", text: string, texts: Texts): string | null {
  const fault = faultOf(kind, text);
  return fault && texts.views.formulaFault(fault);
}
