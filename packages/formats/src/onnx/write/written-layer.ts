import type { Place } from "@nn/core/component";
import type { GraphWriter } from "./graph-writer.js";
import type { LayerNumbers, Value } from "./value.js";

/** A layer that is to be written. */
export interface WrittenLayer {
  readonly writer: GraphWriter;
  readonly place: Place;
  /** What it takes. */
  readonly x: Value;
  readonly numbers: LayerNumbers;
  /** What the stacks inside of it give, by their names. */
  readonly branches: ReadonlyMap<string, Value>;
}
