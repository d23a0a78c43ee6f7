import type { FormulaEquations, Titles } from "@nn/core/component";
import type { StepEquations } from "../equations.js";
import type { PyTorchKind } from "../formats/modules.js";
import type { RecurrentOptions, RecurrentSettings } from "../options.js";
import { RecurrentLayer } from "../recurrent-layer.js";
import { SIMPLE_CELL } from "./simple-cell.js";

/**
 * The class `SimpleRNN`. As a type without arguments, `SimpleRNN` of `any-simple-rnn.ts` takes those of all settings, which no
 * class can.
 */
export class SimpleRNN<
  const Inputs extends number = number,
  const Units extends number = number,
  const Sequences extends boolean = false,
> extends RecurrentLayer<Inputs, Units, Sequences> {
  /**
   * @param inputs - How many numbers a time step of the input has.
   * @param units - How many units there are.
   */
  constructor(inputs: Inputs, units: Units, options: RecurrentOptions<Sequences> = {}) {
    const like = { kind: "SimpleRNN", type: SimpleRNN, cell: SIMPLE_CELL, equations: EQUATIONS, options: [] };
    super({ ...like, operator: { operator: "RNN", gates: [0] }, pytorch: PYTORCH }, inputs, units, options);
  }

  get kind(): string {
    return "SimpleRNN";
  }

  get titles(): Titles {
    return { en: "the simple recurrent layer", fr: "la couche récurrente simple" };
  }

  /** What its settings describe. */
  static from({ inputs, units, ...options }: RecurrentSettings): SimpleRNN<number, number, boolean> {
    return new SimpleRNN(inputs, units, options);
  }
}

const EQUATIONS: StepEquations = {
  lists: 2,
  states: [1],
  of({ units, sums }) {
    const output: FormulaEquations = { formula: "tanh(z)", size: units, reads: (at) => ({ z: at }) };
    return [sums([0]), output];
  },
};

const PYTORCH: PyTorchKind = {
  name: "RNN",
  gates: [0],
  step: `    def step(self, z, states):
        (h,) = states
        return [torch.tanh(z + self.share_of(h))]`,
};
