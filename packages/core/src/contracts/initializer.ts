import type { FloatArray, Random } from "@nn/numerics";
import type { Described } from "./formats/described.js";

/** The fan-in and fan-out of a layer's weights, which scaled initializers go by. */
export interface Fans {
  /** How many numbers one unit sums up: in a dense layer, its inputs. */
  readonly fanIn: number;
  /** How many units one number goes to: in a dense layer, all of them. */
  readonly fanOut: number;
}

/** A rule for the first values of a parameter. */
export interface Initializer extends Described {
  /** As `summary()` and error messages show it: `"glorotUniform"`. */
  readonly name: string;
  /** Writes every element of `values`, drawing from `random` alone. */
  fill(values: FloatArray, fans: Fans, random: Random): void;
}
