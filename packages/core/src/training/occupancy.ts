import { OptionError } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Network } from "../contracts/network.js";
import { type Attached, attached } from "../memory/attached.js";

/** A training, as shown to other code that wants to train the same network. */
export interface Occupant {
  /** Whether it makes no more updates: its signal aborted. */
  readonly isOver: boolean;
  /** How far it is: `"in epoch 3 of 100"`. */
  readonly progress: string;
}

/**
 * The training that a network is in at present. One `fit` at a time: two would mix their updates in the order of the event loop's
 * turns, which is another one in each run.
 */
export class Occupancy {
  /** The `fit` waits, for its turn or for a callback: whatever moves the parameters now does so by the clock. */
  waits = false;
  /** The rule of the last fit, unless the parameters were set since. */
  lastRule: string | undefined = undefined;
  /** Whether it was told before that fits follow one another. */
  wasToldOfAgain = false;
  #occupant: { deref(): Occupant | undefined } | undefined;

  /** The training that makes updates at present. */
  get occupant(): Occupant | undefined {
    const occupant = this.#occupant?.deref();
    return occupant?.isOver ? undefined : occupant;
  }

  /** @throws OptionError while a fit has not ended. */
  checkFree(): void {
    const { occupant } = this;
    if (occupant === undefined) return;
    throw new OptionError(
      `This network is being trained by another fit, which is ${occupant.progress}; two at once would mix their updates.` +
        (advice.remedy?.("two fits") ?? ""),
    );
  }

  take(occupant: Occupant): void {
    this.#occupant = { deref: () => occupant };
    this.waits = false;
  }

  /**
   * Holds a training weakly from now on, so that a loop over reports that was simply dropped doesn't lock the network for ever.
   * Others come to their end: engines keep what a weak reference was made for until the event loop's next turn, which
   * for many trainings, one after another, would be all their memory.
   */
  loosen(occupant: Occupant): void {
    // Some engines have no weak references.
    if (typeof WeakRef === "function" && this.isOf(occupant)) this.#occupant = new WeakRef(occupant);
  }

  /** Ends an occupation, unless another training has taken the network since. */
  release(occupant: Occupant): void {
    if (!this.isOf(occupant)) return;
    this.#occupant = undefined;
    this.waits = false;
  }

  /** Whether it is this training's: after an abort, another one may have taken the network. */
  isOf(occupant: Occupant): boolean {
    return this.#occupant?.deref() === occupant;
  }

  /** Says whether a training waits, as long as it has the network. */
  hold(occupant: Occupant, waits: boolean): void {
    if (this.isOf(occupant)) this.waits = waits;
  }
}

/** To be called before parameters are moved. @throws OptionError while a fit waits for its turn. */
export function checkStill(occupancy: Occupancy, what: string): void {
  const occupant = occupancy.waits ? occupancy.occupant : undefined;
  if (occupant === undefined) return;
  throw new OptionError(
    `${what} was called while a fit of the same network runs in the background, ${occupant.progress}: what comes of it would ` +
      `depend on the clock.${advice.remedy?.("within a fit") ?? ""}`,
  );
}

/** Has a training wait for something, while other code may not move the parameters. */
export async function waiting<Value>(
  occupancy: Pick<Occupancy, "hold">,
  occupant: Occupant,
  task: () => PromiseLike<Value>,
): Promise<Value> {
  occupancy.hold(occupant, true);
  try {
    return await task();
  } finally {
    occupancy.hold(occupant, false);
  }
}

const OCCUPANCIES: Attached<Occupancy> = /* @__PURE__ */ attached();

/** The training of this network. */
export function occupancyOf(network: Network): Occupancy {
  const known = OCCUPANCIES.get(network);
  if (known !== undefined) return known;
  const occupancy = new Occupancy();
  OCCUPANCIES.set(network, occupancy);
  return occupancy;
}
