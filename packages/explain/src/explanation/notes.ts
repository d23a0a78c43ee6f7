import type { Given } from "./steps.js";

/** An activation that is nearly level here, as a sigmoid is far from 0: little of a derivative comes through it. */
export interface SaturatedNote {
  /** What tells it from other notes. */
  readonly kind: "saturated";
  /** The output that it gives. */
  readonly of: string;
  /** Its derivative here, with all its digits; 0 stands for what is too small for a float64. */
  readonly slope: number;
}

/** An activation that is level here, as a ReLU below 0: nothing of a derivative comes through it. */
export interface DeadNote {
  /** What tells it from other notes. */
  readonly kind: "dead";
  /** The output that it gives. */
  readonly of: string;
}

/** The loss has a kink at these parameters. */
export interface KinkNote {
  /** What tells it from other notes. */
  readonly kind: "kink";
  /** Its slope on the left of it. */
  readonly left: number;
  /** Its slope on the right of it. */
  readonly right: number;
}

/** The derivative is too small beside the loss to be measured by differences of it. */
export interface UnmeasurableNote {
  /** What tells it from other notes. */
  readonly kind: "unmeasurable";
  /** The derivative. */
  readonly gradient: number;
  /** How far differences of the loss may be off. */
  readonly uncertainty: number;
}

/** Rounding has made another number of the derivative: they are more than 5 % apart. */
export interface CancelledNote {
  /** What tells it from other notes. */
  readonly kind: "cancelled";
  /** The derivative, computed from numbers that were rounded as they were written down. */
  readonly gradient: number;
  /** The same without rounding. */
  readonly exact: number;
}

/** Units of a layer that have the same parameters and the same gradients: they will stay alike. */
export interface SymmetricNote {
  /** What tells it from other notes. */
  readonly kind: "symmetric";
  /** Their outputs. */
  readonly of: readonly string[];
}

/** Of the paths from the parameter to the loss, some give exactly 0. */
export interface ZeroPathNote {
  /** What tells it from other notes. */
  readonly kind: "zeroPath";
  /** How many do. */
  readonly zero: number;
  /** Of how many. */
  readonly paths: number;
}

/** The loss takes another number in the place of a prediction. */
export interface ClippedNote extends Given {
  /** What tells it from other notes. */
  readonly kind: "clipped";
  /** What it takes. */
  readonly taken: number;
}

/** What is remarkable about a derivative, as data; `noteSentence` has its words. */
export type Note =
  | SaturatedNote
  | DeadNote
  | KinkNote
  | UnmeasurableNote
  | CancelledNote
  | SymmetricNote
  | ZeroPathNote
  | ClippedNote;
