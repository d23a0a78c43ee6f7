import type { WholeMemory } from "../../wasm/runtime/machine.js";
import type { Place } from "../member.js";

/** What a thread is told first. */
export interface Start extends Place {
  readonly memory: WholeMemory;
}
