import { readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { DataError, OptionError, type Sequential, ShapeError } from "@nn/core";
import { type ClassAnswer, type Pipeline, Table } from "@nn/data";
import { fromFile, toModule, toOnnx, toPyTorch, toSafetensors } from "@nn/formats";
import { save } from "@nn/formats/node";
import type { Arguments } from "../command/arguments.js";
import type { EXPORTS } from "../command/choices.js";
import { Complaint } from "../command/complaint.js";
import { attempt, pathOf, readText } from "../command/files.js";
import { namesOf } from "../network/people.js";
import { print as printLines } from "../printed/report.js";
import { formatTable } from "../printed/table.js";

/** A network that takes raw rows and answers with one of two labels. */
type Answering = Pick<Sequential, "stack" | "predict"> & { readonly pipeline?: unknown };

/** The files of each format. */
const FORMATS: Readonly<
  Record<(typeof EXPORTS)[number], (network: Sequential) => Readonly<Record<string, string | Uint8Array>>>
> = {
  onnx: (network) => ({ "gender-prediction.onnx": toOnnx(network) }),
  safetensors: (network) => ({ "gender-prediction.safetensors": toSafetensors(network) }),
  module: (network) => ({ "gender-prediction.js": toModule(network) }),
  pytorch: (network) => {
    const weightsFile = "gender-prediction-pytorch.safetensors";
    const { program, weights } = toPyTorch(network, { weightsFile });
    return { "gender-prediction.py": program, [weightsFile]: weights };
  },
};

/** Keeps a network with what it needs for raw rows, and hands it on, where the command line asks for it. */
export async function keep(
  network: Sequential,
  { save: file, export: format, words }: Arguments,
  print: (text: string) => void,
): Promise<void> {
  if (file !== undefined) {
    const path = pathOf(file);
    await save(network, path).catch((error: unknown) => {
      throw error instanceof DataError ? new Complaint(error.message) : error;
    });
    print(`\n${words.kept.saved(path)}`);
  }
  if (format === undefined) return;
  const files = FORMATS[format](network);
  for (const [name, content] of Object.entries(files)) {
    const path = pathOf(name);
    await writeFile(path, content).catch((error: { readonly code?: string }) => {
      throw new Complaint(words.complaints.unwritable(path, String(error.code)));
    });
  }
  const [first] = Object.keys(files);
  const columns = (network.pipeline as Pipeline).inputColumns.map(({ column }) => column);
  print(`\n${words.kept.exported(pathOf(first))} ${words.kept.takes[format](columns)}`);
}

/** Predicts the people of a file with a network that was kept. */
export async function predictWithSaved(chosen: Arguments): Promise<void> {
  const { words, predict } = chosen;
  const path = pathOf(chosen.load!);
  const network = networkIn(path, chosen);
  printLines(`\n${words.kept.loaded(path)}`);
  const table = Table.fromCsv(readText(predict, words), { source: basename(predict) });
  const answers = orComplaint(words.kept.notPredicted, () =>
    network.predict(table as never),
  ) as unknown as ClassAnswer[];
  printLines(`\n${words.kept.predictions}\n`);
  printLines(
    formatTable(
      namesOf(table, words).map((name, i) => {
        const { label, probabilities } = answers[i];
        return [name, words.number(probabilities[String(label)].toFixed(3)), `→ ${label}`];
      }),
    ),
  );
  printLines(`\n${words.training.note}\n`);
}

function networkIn(path: string, { words }: Arguments): Answering {
  const bytes = attempt(path, words, () => {
    // What never ends is no network, and a pipe without a writer would be waited for.
    if (!statSync(path).isFile()) throw new Complaint(words.kept.noFile(path));
    return readFileSync(path);
  });
  const { network } = orComplaint(
    (message) => message,
    () => fromFile(bytes),
  );
  if (network.pipeline === undefined) throw new Complaint(words.kept.noRows(path));
  return network;
}

/** What the library says of files and rows, for a person at the command line. */
function orComplaint<Value>(said: (message: string) => string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    const isSaid = [DataError, OptionError, ShapeError].some((kind) => error instanceof kind);
    throw isSaid ? new Complaint(said((error as Error).message)) : error;
  }
}
