import type { ArrayRows, Network, Place } from "@nn/core/component";
import type { CategoryCode, NumberCode, Pipeline } from "@nn/data";
import type { PyTorchStack } from "../modules/stack.js";
import { inputText } from "../python/program.js";
import { indented, textText } from "../python/texts.js";
import { CHOSEN } from "./chosen.js";
import { csvText, MAIN, ordersText, SAME_ORDER, SIDE_BY_SIDE, trainText, WEIGHTS, WRITER } from "./helpers.js";
import { lossText } from "./loss.js";
import { optimizerText } from "./optimizer.js";
import { penaltiesText } from "./penalties.js";
import { Rates } from "./rates.js";
import type { CheckedTraining } from "./training-options.js";

/** A training as Python, and the numbers of its steps where they change. */
export function trainingText(
  network: Network,
  stack: PyTorchStack,
  training: CheckedTraining,
): { program: string; rates: Rates["tensors"] } {
  const { loss, optimizer, epochs, batchSize, examples, random, frozen, weights, rows } = training;
  const rates = new Rates(examples && epochs * Math.ceil(examples / batchSize));
  const { sources, made, before } = optimizerText(network, stack.tensors, optimizer, rates);
  const losses = lossText(network, loss);
  const penalties = penaltiesText(network, stack.tensors, training.penalties);
  const settings = rates.settings.map((name) => `    group[${textText(name)}] = float(RATES[${textText(name)}][step])`);
  const updates = indented(
    [
      ...(settings.length > 0 ? ["for group in optimizer.param_groups:", ...settings] : []),
      ...(before.length > 0 ? ["with torch.no_grad():", ...before.map((line) => `    ${line}`)] : []),
      "optimizer.step()",
    ],
    3,
  ).join("\n");
  const picks = [...before, penalties.sum ?? ""].some((line) => line.includes("(chosen("));
  const held = heldIn(network, frozen);
  const trained = trainText({
    ...{ epochs, batchSize, examples, updates },
    made: `${made}${picks ? CHOSEN : ""}`,
    alone: aloneText(network, held),
    fixed: fixedText(stack, frozen),
    held: setText([
      ...new Set(stack.tensors.filter(({ place }) => held.has(place)).map(({ name }) => name.replace(/\.\w+$/, ""))),
    ]),
    penalty: penalties.sum,
    hasWeights: weights !== undefined,
  });
  const hasRates = Object.keys(rates.tensors).length > 0;
  const isOfCells = rows?.of === "cells";
  const imports = [
    "network",
    "read_safetensors",
    "taken",
    ...(isOfCells ? ["SPACE", "inputs_for", "targets_for"] : []),
  ];
  const parts = [
    ...(hasRates ? ['RATES = read_safetensors(Path(__file__).with_name("rates.safetensors"))'] : []),
    ...(rows?.of === "cells" ? [rowsText(rows, training)] : rows ? [SIDE_BY_SIDE] : []),
    ...(weights === undefined ? [] : [WEIGHTS]),
    examplesText(network, stack, training),
    random === undefined ? SAME_ORDER : ordersText(random.state()),
    losses,
    ...penalties.sources,
    ...sources,
    trained,
    WRITER,
    MAIN,
  ];
  const data = isOfCells ? "rows.csv" : "data.safetensors";
  return {
    rates: rates.tensors,
    program: `"""Trains the network of network.py, written by @nn/formats: alone, or in several processes that share each batch.

    python3 train.py ${data}
    torchrun --nproc_per_node 2 train.py ${data}
"""

import argparse
${isOfCells ? "import csv\n" : ""}import json
import os
${isOfCells ? "import re\n" : ""}from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn

from network import ${imports.sort().join(", ")}


${parts.join("\n\n\n")}
`,
  };
}

function rowsText(
  { inputs, targets }: Pipeline["rowFormat"],
  { csv: { delimiter, decimal, missing }, weights }: CheckedTraining,
): string {
  const areNumbers = (code: NumberCode | CategoryCode): boolean =>
    !("categories" in code) || code.categories.every((category) => typeof category === "number");
  const columns = [...inputs, ...targets];
  const numbers = columns.filter(({ code }) => areNumbers(code)).map(({ column }) => column);
  if (weights !== undefined && !numbers.includes(weights)) numbers.push(weights);
  return csvText(textText(delimiter), decimal, setText(missing), setText(numbers));
}

/** A function that reads the training data. */
function examplesText(
  { stack }: Network,
  { input }: PyTorchStack,
  { dtype, areClassNumbers, rows, weights }: CheckedTraining,
): string {
  const shape = stack.inputShape.join(", ");
  const name = weights === undefined ? "" : textText(weights);
  const { of, read, inputs, targets, counts } =
    rows?.of === "cells"
      ? {
          of: " of a CSV file",
          read: "rows = rows_in(path)",
          inputs: "inputs_for(rows)",
          targets: areClassNumbers ? "targets_for(rows).argmax(1)" : "targets_for(rows)",
          counts: `[row[${name}] for row in rows]`,
        }
      : {
          of: `: the tensors ${rows ? "of each input and output" : "inputs and targets"} of a safetensors file`,
          read: "data = read_safetensors(path)",
          inputs: rows ? besideText("inputs", rows.inputs) : 'data["inputs"]',
          targets: rows ? besideText("targets", rows.outputs) : 'data["targets"].reshape(len(x), -1)',
          counts: `data[${name}].flatten().tolist()`,
        };
  return `def examples_in(path):
    """Inputs and targets of all examples${of}."""
    ${read}
${inputText(stack.inputShape, input, `${inputs}.reshape(-1, ${shape})`)}
    return x, checked(${targets}.to(torch.${dtype}))${weights === undefined ? "" : `, weights_of(${counts})`}`;
}

/** Tensors such as `inputs.user`, side by side. */
function besideText(what: string, named: ArrayRows["inputs"]): string {
  const names = Object.keys(named).map((name) => textText(`${what}.${name}`));
  return `side_by_side([${names.map((name) => `data[${name}]`).join(", ")}])`;
}

/** Parameters that PyTorch has and the network hasn't, as they are added to others, and those that trainings leave as they are. */
function fixedText({ tensors }: PyTorchStack, frozen: ReadonlySet<string>): string {
  return setText(
    tensors.flatMap(({ name, layout, isAdded }) => (isAdded || frozen.has(layout?.of.fullName ?? "") ? [name] : [])),
  );
}

/** Layers that remember something and whose parameters all stay: they do what they do in a prediction, as in `fit`. */
function heldIn({ stack }: Network, frozen: ReadonlySet<string>): ReadonlySet<Place> {
  const isHeld = ({ state, parameters }: Place): boolean =>
    state.length > 0 &&
    parameters.every(({ fullName }) => frozen.has(fullName)) &&
    parameters.some(({ trainable }) => trainable !== false);
  return new Set(stack.allPlaces.filter(isHeld));
}

/** Why a training can't be shared, where a layer takes means over the examples of a batch. */
function aloneText({ stack }: Network, held: ReadonlySet<Place>): string | undefined {
  const place = stack.allPlaces.find(
    (each) => !held.has(each) && each.state.length + Object.keys(each.savedPerBatch).length > 0,
  );
  return (
    place &&
    textText(
      `${place.label}, takes numbers of a whole batch, which processes would have of their shares: train in one process.`,
    )
  );
}

function setText(texts: readonly string[]): string {
  return texts.length === 0 ? "()" : `{${texts.map(textText).join(", ")}}`;
}
