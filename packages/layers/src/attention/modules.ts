import type { PyTorchModule } from "@nn/core/component";
import type { Parameter } from "./views.js";

const NAMES: Readonly<Record<Parameter, string>> = {
  query: "query",
  key: "key",
  value: "value",
  output: "output",
  queryBias: "query_bias",
  keyBias: "key_bias",
  valueBias: "value_bias",
  outputBias: "output_bias",
};

/** Attention in PyTorch, with the parameters of each head by themselves, as here. */
export function attentionModules(inputs: number, heads: number, causal: boolean): PyTorchModule[] {
  const tensors = Object.fromEntries(Object.entries(NAMES).map(([parameter, name]) => [name, { parameter }]));
  return [{ module: "Attention", source: MODULE, given: [inputs, heads, causal], tensors }];
}

const MODULE = `class Attention(nn.Module):
    """Self-attention of several heads."""

    def __init__(self, inputs, heads, causal):
        super().__init__()
        size = inputs // heads
        self.causal = causal
        for name in ["query", "key", "value"]:
            setattr(self, name, nn.Parameter(torch.empty(heads, inputs, size)))
            setattr(self, name + "_bias", nn.Parameter(torch.empty(heads, size)))
        self.output = nn.Parameter(torch.empty(heads, size, inputs))
        self.output_bias = nn.Parameter(torch.empty(inputs))

    def forward(self, x):
        x = x.unsqueeze(1)
        q = x @ self.query + self.query_bias.unsqueeze(1)
        k = x @ self.key + self.key_bias.unsqueeze(1)
        v = x @ self.value + self.value_bias.unsqueeze(1)
        scores = q @ k.transpose(-2, -1) / pow(q.shape[-1], 0.5)
        if self.causal:
            later = torch.ones_like(scores, dtype=torch.bool).triu(1)
            scores = scores.masked_fill(later, float("-inf"))
        heads = torch.softmax(scores, dim=-1) @ v @ self.output
        return heads.sum(dim=1) + self.output_bias`;
