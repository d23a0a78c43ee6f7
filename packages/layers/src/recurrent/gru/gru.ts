import { type Titles, trueOrFalse } from "@nn/core/component";
import type { Kind } from "../kind.js";
import { modulesOf, resetBeforeModules } from "../modules.js";
import type { GRUOptions, GRUSettings } from "../options.js";
import { RecurrentLayer } from "../recurrent-layer.js";
import { RESET_AFTER, RESET_BEFORE } from "./gru-cells.js";
import { RESET_AFTER_EQUATIONS, RESET_BEFORE_EQUATIONS } from "./gru-equations.js";

/** The class `GRU`. As a type without arguments, `GRU` of `any-gru.ts` takes those of all settings, which no class can. */
export class GRU<
  const Inputs extends number = number,
  const Units extends number = number,
  const Sequences extends boolean = false,
> extends RecurrentLayer<Inputs, Units, Sequences> {
  /** Whether the reset gate multiplies after the product with U. */
  readonly resetAfter: boolean;

  /**
   * @param inputs - How many numbers a time step of the input has.
   * @param units - How many units there are.
   */
  constructor(inputs: Inputs, units: Units, options: GRUOptions<Sequences> = {}) {
    const { resetAfter: given = true } = Object(options) as GRUOptions;
    const resetAfter = trueOrFalse("GRU: resetAfter", given);
    const like = { kind: "GRU", type: GRU, options: ["resetAfter"] };
    const operator = { operator: "GRU", gates: [0, 1, 2], integers: { linear_before_reset: Number(resetAfter) } };
    const way = resetAfter
      ? { cell: RESET_AFTER, equations: RESET_AFTER_EQUATIONS, modules: afterModules }
      : { cell: RESET_BEFORE, equations: RESET_BEFORE_EQUATIONS, modules: resetBeforeModules };
    super({ ...like, ...way, operator }, inputs, units, options);
    this.resetAfter = resetAfter;
  }

  get kind(): string {
    return "GRU";
  }

  get titles(): Titles {
    return { en: "the GRU layer", fr: "la couche GRU" };
  }

  override settings(): GRUSettings {
    return { ...super.settings(), resetAfter: this.resetAfter };
  }

  /** What its settings describe. */
  static from({ inputs, units, ...options }: GRUSettings): GRU<number, number, boolean> {
    return new GRU(inputs, units, options);
  }
}

const afterModules: Kind["modules"] = (layer, cell) => modulesOf(layer, cell, "GRU", [1, 0, 2]);
