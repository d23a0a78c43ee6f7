import type { CellSizes } from "./views.js";

/**
 * A class in Python that goes through sequences one time step after another, and does what the modules of PyTorch don't.
 *
 * @param step - What it does at a time step, as a method.
 */
export function stepByStep(name: string, { gates, carried }: CellSizes, step: string): string {
  return `class StepByStep${name}(nn.Module):
    """Goes through sequences, and skips the time steps whose numbers all are mask_value."""

    def __init__(self, inputs, units, returns_sequences, mask_value):
        super().__init__()
        self.units = units
        self.returns_sequences = returns_sequences
        self.mask_value = mask_value
        self.weight_ih_l0 = nn.Parameter(torch.empty(${gates} * units, inputs))
        self.weight_hh_l0 = nn.Parameter(torch.empty(${gates} * units, units))
        self.bias_ih_l0 = nn.Parameter(torch.empty(${gates} * units))
        self.bias_hh_l0 = nn.Parameter(torch.empty(${gates} * units))

    def share_of(self, h):
        return h @ self.weight_hh_l0.T + self.bias_hh_l0

${step}

    def forward(self, x):
        is_real = (x != self.mask_value).any(dim=2, keepdim=True).unbind(1)
        shares = (x @ self.weight_ih_l0.T + self.bias_ih_l0).unbind(1)
        states = [x.new_zeros(x.shape[0], self.units)] * ${1 + carried}
        outputs = []
        for z, real in zip(shares, is_real):
            states = [torch.where(real, new, old) for new, old in zip(self.step(z, states), states)]
            outputs.append(states[0] * real)
        return torch.stack(outputs, dim=1) if self.returns_sequences else states[0]`;
}
