import type { Configuration } from "../../configuration/types.js";
import { Complaint } from "../../program/errors/complaint.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import type { Files, PlannedTraining } from "./exported.js";

/** A training as a program for PyTorch, with the rows that it learns from: `python3 train.py rows.csv` is then what `nn train` does. */
export async function trainingFiles({
  configuration,
  network,
  loss,
  optimizer,
  rows,
}: PlannedTraining): Promise<Files> {
  const { epochs, batchSize, shuffle = true, classWeights } = configuration.training;
  if (classWeights !== undefined) {
    throw new Complaint({
      en: "training.classWeights has no form for PyTorch. Leave it out, or train with nn train.",
      fr: `training.classWeights n’a pas de forme pour PyTorch${NBSP}: ôtez-le, ou entraînez avec nn train.`,
    });
  }
  const { toPyTorchTraining } = await import("@nn/formats");
  const { seed = 0 } = configuration;
  const options = { loss, optimizer, epochs, batchSize, shuffle, seed, examples: rows.size };
  return { ...toPyTorchTraining(network, options), "rows.csv": rows.toCsv() };
}

/** Says what of a configuration the program doesn't do. */
export function tellLeftOut(task: Task, { training, data }: Configuration): void {
  const names = [
    ...(training.stopEarly === undefined ? [] : ["training.stopEarly"]),
    ...(training.metrics === undefined ? [] : ["training.metrics"]),
    ...(data.validation === undefined ? [] : ["data.validation"]),
  ];
  if (names.length === 0) return;
  task.tell({
    en: `Not in the program, which only trains: ${names.join(", ")}.`,
    fr: `Pas dans le programme, qui ne fait qu’entraîner${NBSP}: ${names.join(", ")}.`,
  });
}
