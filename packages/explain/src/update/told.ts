import type { UpdateSetting } from "../explanation/update.js";
import type { Expression } from "../formula/expression.js";

/** A line of an update: what its name is set to. */
export interface Assignment {
  readonly target: string;
  readonly expression: Expression;
}

/** An update as it is told, line by line. w is the parameter, g its derivative. */
export interface Told {
  readonly assignments: readonly Assignment[];
  readonly settings: readonly UpdateSetting[];
  /** By its letter, what the optimizer had remembered before. */
  readonly remembered: ReadonlyMap<string, number>;
  /** What it remembers afterwards, by its own code. */
  readonly kept: ReadonlyMap<string, number>;
}
