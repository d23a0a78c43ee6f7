import { type Titles, trueOrFalse } from "@nn/core/component";
import { type PyTorchKind, resetBeforeModules } from "../formats/modules.js";
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
      ? { cell: RESET_AFTER, equations: RESET_AFTER_EQUATIONS, pytorch: PYTORCH_AFTER }
      : { cell: RESET_BEFORE, equations: RESET_BEFORE_EQUATIONS, pytorch: PYTORCH_BEFORE };
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

/** It has the reset gate before the update gate. */
const PYTORCH_AFTER: PyTorchKind = {
  name: "GRU",
  gates: [1, 0, 2],
  step: `    def step(self, z, states):
        (h,) = states
        of_inputs, of_outputs = z.chunk(3, dim=1), self.share_of(h).chunk(3, dim=1)
        r, u = (torch.sigmoid(a + b) for a, b in zip(of_inputs[:2], of_outputs[:2]))
        n = torch.tanh(of_inputs[2] + r * of_outputs[2])
        return [(1 - u) * n + u * h]`,
};

const PYTORCH_BEFORE: PyTorchKind = {
  name: "ResetBeforeGRU",
  gates: [0, 1, 2],
  step: `    def step(self, z, states):
        (h,) = states
        gates, candidate = self.weight_hh_l0.split([2 * self.units, self.units])
        opened, z = (z + self.bias_hh_l0).split([2 * self.units, self.units], dim=1)
        u, r = torch.sigmoid(opened + (h * self.kept) @ gates.T).chunk(2, dim=1)
        n = torch.tanh(z + (r * h * self.kept) @ candidate.T)
        return [(1 - u) * n + u * h]`,
  module: resetBeforeModules,
};
