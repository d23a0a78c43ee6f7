import type { PyTorchModule, PyTorchTensor } from "@nn/core/component";
import type { Cell } from "../cell.js";
import { biasesOf, gatesBelow, type RecurrentSizes } from "./operators.js";
import { stepByStep } from "./step-by-step.js";

/** What a recurrent layer is in PyTorch. */
export interface PyTorchKind {
  /** That of the module: `"LSTM"` for `nn.LSTM`. */
  readonly name: string;
  /** Its gates, by their numbers here. */
  readonly gates: readonly number[];
  /**
   * A method `step` in Python, for what the module doesn't do: of `z`, the inputs' share of the gates' sums, and the list of
   * `states`, h first, it makes the next states.
   */
  readonly step: string;
  /** The module, where PyTorch has none of its own. */
  readonly module?: (layer: PyTorchSizes) => PyTorchModule[];
}

/** A recurrent layer, with what PyTorch's modules don't do. */
export interface PyTorchSizes extends RecurrentSizes {
  readonly maskValue: number | undefined;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly learnInitialState: boolean;
}

/**
 * A recurrent layer in PyTorch, which has the gates below each other and transposed, and a bias for each share of a gate's sum:
 * where there is one here, both are added.
 */
export function modulesOf(layer: PyTorchSizes, cell: Cell, kind: PyTorchKind): PyTorchModule[] {
  const { inputs, units, returnSequences, maskValue, dropout, recurrentDropout, learnInitialState } = layer;
  const { name, gates } = kind;
  const named = {
    ...(maskValue !== undefined && { mask_value: maskValue }),
    ...(dropout > 0 && { dropout }),
    ...(recurrentDropout > 0 && { recurrent_dropout: recurrentDropout }),
    ...(learnInitialState && { learns_initial_state: true }),
  };
  if (Object.keys(named).length > 0) {
    const given = [inputs, units, returnSequences];
    const source = stepByStep(name, cell, kind.step);
    const initial_state = { parameter: "initialState", shape: [1 + cell.carried, units] };
    const tensors = { ...tensorsOf(layer, cell, gates), ...(learnInitialState && { initial_state }) };
    return [{ module: `StepByStep${name}`, source, given, named, tensors }];
  }
  if (kind.module) return kind.module(layer);
  const [module, source] = returnSequences ? sequences(name) : last(name);
  const first = { batch_first: true };
  return [{ module, source, given: [inputs, units], named: first, tensors: tensorsOf(layer, cell, gates) }];
}

function tensorsOf(
  { inputs, units }: RecurrentSizes,
  cell: Cell,
  gates: readonly number[],
): Record<string, PyTorchTensor> {
  const all = gates.length * units;
  const matrices = gatesBelow(gates);
  const rows = biasesOf(gates, cell);
  const biases = (from: number) => ({
    parameter: "bias",
    ...(rows.length > 1 && { take: rows.slice(from, from + gates.length) }),
    shape: [all],
  });
  return {
    weight_ih_l0: { parameter: "weight", ...matrices, shape: [all, inputs] },
    weight_hh_l0: { parameter: "recurrentWeight", ...matrices, shape: [all, units] },
    bias_ih_l0: biases(0),
    bias_hh_l0: rows.length > gates.length ? biases(gates.length) : { addedTo: "bias_ih_l0" },
  };
}

function sequences(name: string): [string, string] {
  return [
    name,
    `class ${name}(nn.${name}):
    """Gives the outputs of all time steps."""

    def forward(self, x):
        return super().forward(x)[0]`,
  ];
}

function last(name: string): [string, string] {
  return [
    `LastOf${name}`,
    `class LastOf${name}(nn.${name}):
    """Gives the output of the last time step."""

    def forward(self, x):
        return super().forward(x)[0][:, -1]`,
  ];
}

/** A GRU whose reset gate multiplies the outputs before the product, which PyTorch has no module for. */
export function resetBeforeModules({ inputs, units, returnSequences }: RecurrentSizes): PyTorchModule[] {
  const below = (parameter: string, size: number) => ({ parameter, transpose: [0, 2, 1], shape: [3 * units, size] });
  const tensors = {
    weight: below("weight", inputs),
    recurrent: below("recurrentWeight", units),
    bias: { parameter: "bias", shape: [3 * units] },
  };
  return [{ module: "ResetBeforeGRU", source: RESET_BEFORE, given: [inputs, units, returnSequences], tensors }];
}

const RESET_BEFORE = `class ResetBeforeGRU(nn.Module):
    """A GRU whose reset gate multiplies the outputs before their product."""

    def __init__(self, inputs, units, returns_sequences):
        super().__init__()
        self.units = units
        self.returns_sequences = returns_sequences
        self.weight = nn.Parameter(torch.empty(3 * units, inputs))
        self.recurrent = nn.Parameter(torch.empty(3 * units, units))
        self.bias = nn.Parameter(torch.empty(3 * units))

    def forward(self, x):
        gates, candidate = self.recurrent.split([2 * self.units, self.units])
        h = x.new_zeros(x.shape[0], self.units)
        outputs = []
        for z in (x @ self.weight.T + self.bias).unbind(1):
            opened, z = z.split([2 * self.units, self.units], dim=1)
            u, r = torch.sigmoid(opened + h @ gates.T).chunk(2, dim=1)
            n = torch.tanh(z + (r * h) @ candidate.T)
            h = (1 - u) * n + u * h
            outputs.append(h)
        return torch.stack(outputs, dim=1) if self.returns_sequences else h`;
