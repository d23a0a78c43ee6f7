import type { DType } from "../../arrays/dtype.js";
import type { Computation } from "../../expressions/computation.js";
import { graphFor } from "../../expressions/graph.js";
import { keyOf } from "../../expressions/key.js";
import type { Machine } from "../runtime/machine.js";
import { moduleOf } from "./binary/module.js";
import { VectorCode } from "./formulas/vector-code.js";

/** The computations of one number format that have become functions, each compiled when it is first asked for. */
export class Formulas {
  readonly #machine: Machine;
  readonly #dtype: DType;
  readonly #places: Map<string, number | undefined> = new Map();

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#dtype = dtype;
  }

  /** Whether it is compiled already. */
  has(computation: Computation): boolean {
    return this.#places.has(keyOf(computation));
  }

  /** Its place in the table that instructions name; `undefined` where the engine takes no more code. */
  placeOf(computation: Computation): number | undefined {
    const key = keyOf(computation);
    if (!this.#places.has(key)) this.#places.set(key, this.#compile(computation));
    return this.#places.get(key);
  }

  #compile(computation: Computation): number | undefined {
    const code = new VectorCode(graphFor(computation), this.#dtype).finish();
    try {
      return this.#machine.add((shared) => moduleOf(shared, code));
    } catch {
      return undefined;
    }
  }
}
