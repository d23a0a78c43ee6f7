import type { DType } from "../../arrays/dtype.js";
import type { Computation } from "../../expressions/computation.js";
import { graphFor } from "../../expressions/graph.js";
import { keyOf } from "../../expressions/key.js";
import type { KernelCode } from "../../own-kernel.js";
import { bytesOf, type Machine } from "../runtime/machine.js";
import { moduleOf } from "./binary/module.js";
import { VectorCode } from "./formulas/vector-code.js";

/** The computations and components' own code that have become functions, each compiled when it is first asked for. */
export class Formulas {
  readonly #machine: Machine;
  readonly #dtype: DType;
  readonly #places: Map<string | KernelCode, number | undefined> = new Map();

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#dtype = dtype;
  }

  /** Whether it is compiled already. */
  has(what: Computation | KernelCode): boolean {
    return this.#places.has(keyFor(what));
  }

  /** Its place in the table that instructions name; `undefined` where the engine takes no more code. */
  placeOf(what: Computation | KernelCode): number | undefined {
    const key = keyFor(what);
    if (!this.#places.has(key)) this.#places.set(key, this.#compile(what));
    return this.#places.get(key);
  }

  #compile(what: Computation | KernelCode): number | undefined {
    const moduleFor = "digits" in what ? (shared: boolean) => bytesOf(what, shared) : this.#written(what);
    try {
      return this.#machine.add(moduleFor);
    } catch {
      return undefined;
    }
  }

  #written(computation: Computation): (shared: boolean) => Uint8Array {
    const code = new VectorCode(graphFor(computation), this.#dtype).finish();
    return (shared) => moduleOf(shared, code);
  }
}

function keyFor(what: Computation | KernelCode): string | KernelCode {
  return "digits" in what ? what : keyOf(what);
}
