"""Networks that PyTorch makes and trains by itself: writes down their weights, and what they answer."""

import json
import sys
from pathlib import Path

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(1)


class LastOfLSTM(nn.LSTM):
    def forward(self, x):
        return super().forward(x)[0][:, -1]


def write_safetensors(path, tensors):
    """By the format's specification, with the last tensor first."""
    names = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in reversed(list(tensors.items())):
        numbers = tensor.detach().contiguous().numpy().tobytes()
        offsets = [len(data), len(data) + len(numbers)]
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": offsets}
        data += numbers
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)


def train(network, x, y):
    optimizer = torch.optim.Adam(network.parameters(), lr=0.05)
    for _ in range(20):
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(x), y).backward()
        optimizer.step()


images = nn.Sequential(
    nn.Conv2d(2, 3, (2, 3)),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.BatchNorm2d(3),
    nn.Flatten(),
    nn.Linear(12, 3),
    nn.Softmax(dim=-1),
)
lists = nn.Sequential(
    nn.Linear(4, 6),
    nn.Tanh(),
    nn.BatchNorm1d(6),
    nn.Dropout(0.2),
    nn.Linear(6, 3, bias=False),
).double()
steps = nn.Sequential(nn.Embedding(5, 3), LastOfLSTM(3, 4, batch_first=True), nn.Linear(4, 3))
examples = {
    "images": (images, torch.randn(8, 2, 5, 6)),
    "lists": (lists, torch.randn(8, 4, dtype=torch.float64)),
    "steps": (steps, torch.randint(5, (8, 6))),
}

folder = Path(sys.argv[1])
answers = {}
for name, (network, x) in examples.items():
    train(network, x, torch.arange(8) % 3)
    network.eval()
    write_safetensors(folder / f"{name}.safetensors", network.state_dict())
    taken = x.permute(0, 2, 3, 1) if x.dim() == 4 else x
    answers[name] = {"inputs": taken.tolist(), "outputs": network(x).tolist()}
(folder / "answers.json").write_text(json.dumps(answers))
