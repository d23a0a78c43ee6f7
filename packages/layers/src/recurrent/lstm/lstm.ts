import { finiteNumber, type Titles } from "@nn/core/component";
import type { PyTorchKind } from "../formats/modules.js";
import type { LSTMOptions, LSTMSettings } from "../options.js";
import { RecurrentLayer } from "../recurrent-layer.js";
import { gateBiases } from "./gate-biases.js";
import { LSTM_CELL } from "./lstm-cell.js";
import { LSTM_EQUATIONS } from "./lstm-equations.js";

/** The class `LSTM`. As a type without arguments, `LSTM` of `any-lstm.ts` takes those of all settings, which no class can. */
export class LSTM<
  const Inputs extends number = number,
  const Units extends number = number,
  const Sequences extends boolean = false,
> extends RecurrentLayer<Inputs, Units, Sequences> {
  /** The first biases of the forget gate. */
  readonly forgetBias: number;

  /**
   * @param inputs - How many numbers a time step of the input has.
   * @param units - How many units there are.
   */
  constructor(inputs: Inputs, units: Units, options: LSTMOptions<Sequences> = {}) {
    const { forgetBias: given = 1 } = Object(options) as LSTMOptions;
    const forgetBias = finiteNumber("LSTM: forgetBias", given);
    const like = { kind: "LSTM", type: LSTM, cell: LSTM_CELL, equations: LSTM_EQUATIONS, options: ["forgetBias"] };
    const operator = { operator: "LSTM", gates: [0, 3, 1, 2] };
    super({ ...like, biasInitializer: gateBiases(forgetBias), operator, pytorch: PYTORCH }, inputs, units, options);
    this.forgetBias = forgetBias;
  }

  get kind(): string {
    return "LSTM";
  }

  get titles(): Titles {
    return { en: "the LSTM layer", fr: "la couche LSTM" };
  }

  override settings(): LSTMSettings {
    return { ...super.settings(), forgetBias: this.forgetBias };
  }

  override get drawingSettings(): readonly string[] {
    return [...super.drawingSettings, "forgetBias"];
  }

  /** What its settings describe. */
  static from({ inputs, units, ...options }: LSTMSettings): LSTM<number, number, boolean> {
    return new LSTM(inputs, units, options);
  }
}

const PYTORCH: PyTorchKind = {
  name: "LSTM",
  gates: [0, 1, 2, 3],
  step: `    def step(self, z, states):
        h, c = states
        i, f, g, o = (z + self.share_of(h)).chunk(4, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return [torch.sigmoid(o) * torch.tanh(c), c]`,
};
