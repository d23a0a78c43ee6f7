import type { Titles } from "@nn/core/component";
import type { Equation, Given, Step } from "./steps.js";

/** A setting of an optimizer that its rule uses. */
export interface UpdateSetting extends Given {
  /** What the optimizer calls it: `"learningRate"`. */
  readonly name: string;
}

/** A line of an optimizer's rule. */
export interface UpdateLine extends Equation {
  /** Whether the name had a value before: the new one takes its place. */
  readonly replaces: boolean;
  /** That value, of what the optimizer remembers. */
  readonly before?: number;
  /** By hand, what is taken from the parameter. */
  readonly change?: UpdateChange;
}

/** What an update takes from the parameter by hand: it is rounded, and the parameter then keeps its decimals. */
export interface UpdateChange extends Step {
  /** In general: `"eta * partial(L, w1)"`; `null` of a rule that isn't `w - …`. */
  readonly formula: string | null;
  /** The parameter less it, with numbers: `"1 - 0.00214"`. */
  readonly applied: string;
}

/** An optimizer's update of the parameter: its first one, or the next one of a training. */
export interface Update {
  /** The optimizer's name with its settings. */
  readonly optimizer: string;
  /** What readers are shown in the place of its name, by their language. */
  readonly titles?: Titles;
  /** The parameter before it. */
  readonly before: number;
  /** The gradient that the optimizer was given. */
  readonly gradient: number;
  /** The number of the update, from 1. */
  readonly step: number;
  /** What it remembers of the parameter before it. */
  readonly remembered: readonly Given[];
  /** The settings in its rule. */
  readonly settings: readonly UpdateSetting[];
  /** Its rule line by line; none of an optimizer that doesn't say it. */
  readonly lines: readonly UpdateLine[];
  /** What it remembers of the parameter after it. */
  readonly slots: readonly Given[];
  /** The parameter after it. */
  readonly after: number;
}
