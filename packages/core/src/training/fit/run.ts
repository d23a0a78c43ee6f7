import type { Network } from "../../contracts/network.js";
import type { Companion, Pause } from "../../equipment/companion.js";
import type { Notes } from "../../equipment/equipment.js";
import type { Occupancy, Occupant } from "../occupancy.js";

/** A training from its first step to its last, as the driver of its loop sees it: reports, and what has to be waited for. */
export interface Run<Report extends object, History> extends Occupant {
  readonly network: Network;
  /** Whether the first step was taken, or is about to be. */
  readonly begun: boolean;
  /** Whether it is awaited, so that nothing looks at a report before the end. */
  isAwaited: boolean;
  readonly occupancy: Occupancy;
  readonly notes: Pick<Notes, "awaited" | "wentOn"> | undefined;
  readonly companion: Pick<Companion, "failed"> | undefined;
  events(): Generator<Pause | Report, void>;
  /** The end for those that go along with it. Gives what has to be waited for. */
  ending(): Generator<Pause, void>;
  /** To be called when it has ended, whatever way: the network may be trained again. */
  release(): void;
  history(): History;
}
