import type { PyTorchModule } from "@nn/core/component";

/** An LSTM in PyTorch, which has the gates in the same order, one below the other and transposed, and two biases that are added. */
export function lstmModules(inputs: number, units: number, returnSequences: boolean): PyTorchModule[] {
  const all = 4 * units;
  const tensors = {
    weight_ih_l0: { parameter: "weight", transpose: [0, 2, 1], shape: [all, inputs] },
    weight_hh_l0: { parameter: "recurrentWeight", transpose: [0, 2, 1], shape: [all, units] },
    bias_ih_l0: { parameter: "bias", shape: [all] },
    bias_hh_l0: { addedTo: "bias_ih_l0" },
  };
  const [module, source] = returnSequences ? SEQUENCES : LAST;
  return [{ module, source, given: [inputs, units], named: { batch_first: true }, tensors }];
}

const SEQUENCES = [
  "LSTM",
  `class LSTM(nn.LSTM):
    """Gives the outputs of all time steps."""

    def forward(self, x):
        return super().forward(x)[0]`,
] as const;

const LAST = [
  "LastOfLSTM",
  `class LastOfLSTM(nn.LSTM):
    """Gives the output of the last time step."""

    def forward(self, x):
        return super().forward(x)[0][:, -1]`,
] as const;
