import type { FloatArray } from "@nn/numerics";
import { sizeOf } from "@nn/numerics";
import type { Place } from "../../network/stack/stack.js";
import { Extremes } from "./extremes.js";

/** How near an end of its range an output of a hidden unit has no gradient to speak of: a sigmoid's is below 0.001 there. */
export const NEAR = 1e-3;

/** What the outputs of a layer whose range has an end are like, over all examples. */
export class LayerOutputs {
  readonly place: Place;
  /** Of each unit. */
  readonly extremes: Extremes;
  /** Of each unit, without examples whose inputs are all 0: those show first biases alone, and no weights. */
  readonly extremesByWeights: Extremes;
  #seen = 0;
  #atAnEnd = 0;

  constructor(place: Place) {
    this.place = place;
    this.extremes = new Extremes(sizeOf(place.outputShape));
    this.extremesByWeights = new Extremes(sizeOf(place.outputShape));
  }

  get units(): number {
    return this.extremes.least.length;
  }

  /** How many of the outputs are near an end, of whichever example and unit; 0 for a range without two ends. */
  get shareAtAnEnd(): number {
    return this.#atAnEnd / this.#seen;
  }

  see(values: FloatArray, batch: number, isByWeights: readonly boolean[]): void {
    this.extremes.see(values, batch);
    this.extremesByWeights.see(values, batch, isByWeights);
    const { least, most } = this.place.layer.outputRange!;
    const [low, high] = [least + this.margin(NEAR), most - this.margin(NEAR)];
    const count = batch * this.units;
    this.#seen += count;
    if (most - least === Infinity) return;
    for (let i = 0; i < count; i++) if (values[i]! <= low || values[i]! >= high) this.#atAnEnd++;
  }

  /** A share of the way between both ends; 0 where there is but one, as relu's, since only that has no gradient. */
  margin(near: number): number {
    const { least, most, sum } = this.place.layer.outputRange!;
    // Outputs that share a sum are small where there are many.
    return most - least < Infinity
      ? (near * (most - least)) / (sum === undefined ? 1 : this.place.outputShape.at(-1)!)
      : 0;
  }
}
