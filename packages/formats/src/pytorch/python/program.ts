import type { DType, Network, Shape } from "@nn/core/component";
import { asHere, type Flow, isSame, toChannelsFirst } from "../modules/flow.js";
import type { PyTorchStack } from "../modules/stack.js";
import { EXAMPLES, READER } from "./helpers.js";
import { rowsText } from "./rows.js";
import { textText, tupleText } from "./texts.js";

/** What a program is written with. */
interface ProgramOptions {
  readonly weightsFile: string;
  readonly dtype: DType;
  /** Whether another program trains the network by this one. */
  readonly isTrained?: boolean;
}

/** The program that rebuilds a network, loads its weights and predicts. */
export function programText(
  { stack, pipeline }: Network,
  { text, classes, tensors, input }: PyTorchStack,
  { weightsFile, dtype, isTrained }: ProgramOptions,
): string {
  const { inputShape, places } = stack;
  const rows = pipeline === undefined ? undefined : rowsText(pipeline, isTrained);
  const load = `network.load_state_dict(read_safetensors(Path(__file__).with_name(${textText(weightsFile)})))`;
  const title = `${places.length} layer${places.length === 1 ? "" : "s"}`;
  const takes = rows ? "objects by the names of their columns" : `examples of ${inputShape.join(" × ")} numbers`;
  const given = rows ? `inputs_for(rows).reshape(-1, ${inputShape.join(", ")})` : "examples(rows)";
  return `"""A network of ${title}, written by @nn/formats.

Predicts rows of JSON, ${takes}:

    python3 network.py < rows.json
"""

import json
${rows?.includes("math.") ? "import math\n" : ""}${rows?.includes("re.compile(") ? "import re\n" : ""}import sys
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
${inputText(stack.inputShape, input, given)}
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

/** Sets x to what the network takes. @param given - The numbers, as they lie here. */
export function inputText(inputShape: Shape, input: Flow, given: string): string {
  const moved = isSame(input, asHere(inputShape))
    ? ""
    : `
    # PyTorch has the channels first.
    x = x.permute(${toChannelsFirst(inputShape).join(", ")})`;
  return `    x = taken(${given})${moved}`;
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
