import type { DType, Network, Shape } from "@nn/core/component";
import { asHere, isSame, toChannelsFirst } from "../modules/flow.js";
import type { PyTorchStack } from "../modules/stack.js";
import { EXAMPLES, READER } from "./helpers.js";
import { rowsText } from "./rows.js";
import { textText, tupleText } from "./texts.js";

/** What a program is written with. */
interface ProgramOptions {
  readonly weightsFile: string;
  readonly dtype: DType;
}

/** The program that rebuilds a network, loads its weights and predicts. */
export function programText(
  { stack, pipeline }: Network,
  { text, classes, tensors, input }: PyTorchStack,
  { weightsFile, dtype }: ProgramOptions,
): string {
  const { inputShape, places } = stack;
  const rows = pipeline === undefined ? undefined : rowsText(pipeline);
  const load = `network.load_state_dict(read_safetensors(Path(__file__).with_name(${textText(weightsFile)})))`;
  const title = `${places.length} layer${places.length === 1 ? "" : "s"}`;
  const takes = rows ? "objects by the names of their columns" : `examples of ${inputShape.join(" × ")} numbers`;
  const given = rows ? `inputs_for(rows).reshape(-1, ${inputShape.join(", ")})` : "examples(rows)";
  const isMoved = !isSame(input, asHere(inputShape));
  const moved = `
    # PyTorch has the channels first.
    x = x.permute(${toChannelsFirst(inputShape).join(", ")})`;
  return `"""A network of ${title}, written by @nn/formats.

Predicts rows of JSON, ${takes}:

    python3 network.py < rows.json
"""

import json
${rows ? "import math\n" : ""}${rows?.includes("re.compile(") ? "import re\n" : ""}import sys
${rows?.includes("Decimal(") ? "from decimal import Decimal\n" : ""}from pathlib import Path

import torch
from torch import nn

${classes.map((text) => `\n${text}\n\n`).join("")}
network = ${text}.to(torch.${dtype})


${READER}


${tensors.length === 0 ? "" : `${load}\n`}network.eval()


${rows ?? EXAMPLES}


${takenText(inputShape, dtype, places[0]!.layer.indexCount)}


def predict(rows):
    """${rows ? "The answers to raw rows." : "The outputs for some examples."}"""
    x = taken(${given})${isMoved ? moved : ""}
    with torch.no_grad():
        outputs = network(x)
    if not torch.isfinite(outputs).all():
        raise ValueError("The outputs are beyond the largest number.")
    return ${rows ? "answers_for(outputs.double())" : "outputs.tolist()"}


if __name__ == "__main__":
    # All numbers of JSON are read as they are in JavaScript.
    print(json.dumps(predict(json.load(sys.stdin, parse_int=float))))
`;
}

/** Lets nothing through that the network doesn't take. */
function takenText(shape: Shape, dtype: DType, indexCount: number | undefined): string {
  const [test, what, result] =
    indexCount === undefined
      ? ["~torch.isfinite(x)", `finite numbers in ${dtype}`, "x"]
      : [`(x != x.floor()) | (x < 0) | (x >= ${indexCount})`, `whole numbers from 0 to ${indexCount - 1}`, "x.long()"];
  return `def taken(numbers):
    """Numbers as the network takes them."""
    x = numbers.to(torch.${dtype})
    if x.shape[1:] != ${tupleText(shape)} or len(x) == 0:
        raise ValueError(f"The network takes examples of ${shape.join(" × ")} numbers, but got {tuple(x.shape)}.")
    if (${test}).any():
        raise ValueError("The network takes ${what}.")
    return ${result}`;
}
