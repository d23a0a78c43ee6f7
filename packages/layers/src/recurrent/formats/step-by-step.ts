import type { CellSizes } from "../passes/views.js";

/**
 * A class in Python that goes through sequences one time step after another, and does what the modules of PyTorch don't.
 *
 * @param step - What it does at a time step, as a method.
 */
export function stepByStep(name: string, { gates, carried }: CellSizes, step: string): string {
  return `class StepByStep${name}(nn.Module):
    """Skips time steps whose numbers all are mask_value, and drops the same numbers at all time steps."""

    def __init__(self, inputs, units, returns_sequences, mask_value=None, dropout=0.0, recurrent_dropout=0.0, learns_initial_state=False):
        super().__init__()
        self.units = units
        self.returns_sequences = returns_sequences
        self.mask_value = mask_value
        self.dropout = dropout
        self.recurrent_dropout = recurrent_dropout
        if learns_initial_state:
            self.initial_state = nn.Parameter(torch.empty(${1 + carried}, units))
        self.learns_initial_state = learns_initial_state
        self.weight_ih_l0 = nn.Parameter(torch.empty(${gates} * units, inputs))
        self.weight_hh_l0 = nn.Parameter(torch.empty(${gates} * units, units))
        self.bias_ih_l0 = nn.Parameter(torch.empty(${gates} * units))
        self.bias_hh_l0 = nn.Parameter(torch.empty(${gates} * units))

    def share_of(self, h):
        return (h * self.kept) @ self.weight_hh_l0.T + self.bias_hh_l0

${step}

    def forward(self, x):
        is_real = torch.ones_like(x[:, :, :1], dtype=torch.bool)
        if self.mask_value is not None:
            is_real = (x != self.mask_value).any(dim=2, keepdim=True)
        ones = x.new_ones(x.shape[0], 1, x.shape[2])
        x = x * nn.functional.dropout(ones, self.dropout, self.training)
        ones = x.new_ones(x.shape[0], self.units)
        self.kept = nn.functional.dropout(ones, self.recurrent_dropout, self.training)
        shares = (x @ self.weight_ih_l0.T + self.bias_ih_l0).unbind(1)
        states = [x.new_zeros(x.shape[0], self.units)] * ${1 + carried}
        if self.learns_initial_state:
            states = [state.expand(x.shape[0], -1) for state in self.initial_state]
        outputs = []
        for z, real in zip(shares, is_real.unbind(1)):
            states = [torch.where(real, new, old) for new, old in zip(self.step(z, states), states)]
            outputs.append(states[0] * real)
        return torch.stack(outputs, dim=1) if self.returns_sequences else states[0]`;
}
