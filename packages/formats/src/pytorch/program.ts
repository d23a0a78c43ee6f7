import type { DType, Network } from "@nn/core/component";
import { asHere, isSame, toChannelsFirst } from "./flow.js";
import { textText } from "./python.js";
import { rowsText } from "./rows.js";
import type { PyTorchStack } from "./stack.js";

/** What a program is written with. */
interface ProgramOptions {
  readonly weightsFile: string;
  readonly dtype: DType;
}

const READER = `def read_safetensors(path):
    """The tensors of a safetensors file, by their names."""
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
        data = bytearray(file.read())
    dtypes = {"F32": torch.float32, "F64": torch.float64, "I64": torch.int64}
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            tensor = torch.frombuffer(data[first:last], dtype=dtypes[entry["dtype"]])
            tensors[name] = tensor.reshape(entry["shape"])
    return tensors`;

/** The program that rebuilds a network, loads its weights and predicts. */
export function programText(
  { stack, pipeline }: Network,
  { text, classes, tensors, input: taken }: PyTorchStack,
  { weightsFile, dtype }: ProgramOptions,
): string {
  const { inputShape, places } = stack;
  const rows = pipeline === undefined ? undefined : rowsText(pipeline);
  const type = places[0]!.layer.indexCount === undefined ? `torch.${dtype}` : "torch.int64";
  const isMoved = !isSame(taken, asHere(inputShape));
  const load = `network.load_state_dict(read_safetensors(Path(__file__).with_name(${textText(weightsFile)})))`;
  const shape = inputShape.join(" × ");
  const title = `${places.length} layer${places.length === 1 ? "" : "s"}`;
  const hasRows = rows !== undefined;
  const input = hasRows
    ? `inputs_for(rows).reshape(-1, ${inputShape.join(", ")}).to(${type})`
    : `torch.tensor(rows, dtype=${type})`;
  return `"""A network of ${title}, written by @nn/formats.

Predicts rows of JSON, ${hasRows ? "objects by the names of their columns" : `examples of ${shape} numbers`}:

    python3 network.py < rows.json
"""

import json
${hasRows ? "import re\n" : ""}import sys
from pathlib import Path

import torch
from torch import nn

${classes.map((text) => `\n${text}\n\n`).join("")}
network = ${text}.to(torch.${dtype})


${READER}


${tensors.length === 0 ? "" : `${load}\n`}network.eval()

${rows === undefined ? "" : `\n${rows}\n\n`}
def predict(rows):
    """${hasRows ? "The answers to raw rows." : "The outputs for some examples."}"""
    x = ${input}
${isMoved ? `    # PyTorch has the channels first.\n    x = x.permute(${toChannelsFirst(inputShape).join(", ")})\n` : ""}    with torch.no_grad():
        outputs = network(x)
    return ${hasRows ? "answers_for(outputs)" : "outputs.tolist()"}


if __name__ == "__main__":
    print(json.dumps(predict(json.load(sys.stdin))))
`;
}
