import type { Optimizer } from "../../contracts/optimizer.js";
import { UpdateRecording } from "../../recording/recorded-update.js";
import type { Occupancy } from "../occupancy.js";
import type { Warning } from "./warning.js";

/** Warns of a fit that follows another one with the same rule on the same network. */
export function noteAgain(
  notes: { add(warning: Warning | undefined, isNew: boolean): void },
  occupancy: Occupancy,
  optimizer: Optimizer,
  isShuffled: boolean,
): void {
  if (occupancy.lastRule === optimizer.name) {
    const isForgetful = forgets(optimizer);
    // Orders alone are little to lose, and some want them repeated: these are in the history, and not printed.
    const isTold = !occupancy.wasToldOfAgain && isForgetful;
    notes.add(describeAgain(optimizer, isForgetful, isShuffled), isTold);
    occupancy.wasToldOfAgain ||= isTold;
  }
  occupancy.lastRule = optimizer.name;
}

/** Whether a rule isn't the same at its first step as at its hundredth. */
export function forgets(optimizer: Optimizer): boolean {
  return (
    optimizer.slots.length > 0 || optimizer.parts !== undefined || UpdateRecording.of(optimizer)?.areNumbers() !== true
  );
}

/** What a fit begins anew although another one with the same rule has just trained the network. */
function describeAgain(optimizer: Optimizer, isForgetful: boolean, isShuffled: boolean): Warning | undefined {
  const { name, slots } = optimizer;
  const lost = [
    ...(slots.length > 0 ? [`what the optimizer remembers (${slots.join(", ")}) at 0`] : []),
    ...(isForgetful ? ["its steps at 1"] : []),
    ...(isShuffled ? ["the orders of the examples with the first"] : []),
  ];
  if (lost.length === 0) return undefined;
  const message =
    `A fit with ${name} follows another one on the same network, and begins anew: ${lost.join(", ")}. To go on instead, ` +
    "give one fit all the epochs, and look at each in a for await loop over it; or keep one network.trainer and call its step.";
  return { kind: "begun anew", message };
}
