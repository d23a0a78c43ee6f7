import { finiteNumber } from "@nn/core/component";
import { checkGiven, refuseMore } from "../checks.js";
import { RandomLayer } from "./random-layer.js";

/** What a layer is made from that drops numbers with one probability. @inline */
export interface RateSettings {
  /** The rate. */
  readonly rate: number;
}

/** What layers share that drop numbers with one probability. */
export abstract class RateLayer extends RandomLayer {
  /** As `summary()` and messages show it. */
  readonly name: string;
  /** The probability with which something is dropped. */
  readonly rate: number;

  /**
   * @param usual - A rate that is usual, for messages.
   * @param more - What else was given.
   */
  constructor(type: string, usual: number, rate: number, more: readonly unknown[]) {
    super();
    const takes = `its rate, new ${type}(${usual})`;
    checkGiven(type, takes, rate);
    refuseMore(type, takes, more);
    this.rate = finiteNumber(`${type}: rate`, rate, { atLeast: 0, below: 1 });
    this.name = `${type}(${rate})`;
  }

  /** What an equal one is made from. */
  settings(): RateSettings {
    return { rate: this.rate };
  }
}
