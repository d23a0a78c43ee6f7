import type { Data } from "@nn/core";
import type { Loss } from "@nn/core/component";
import type { Table } from "@nn/data";
import { checkGradients, english, french } from "@nn/explain";
import { meanSquaredError } from "@nn/losses";
import { tableIn } from "../../configuration/data.js";
import { Complaint, EXIT } from "../../program/errors/complaint.js";
import type { Task } from "../../program/task.js";
import { drawnExamples } from "../data/examples.js";
import { runAt } from "../run.js";
import { isFolder, type Loaded, networkFileAt, numbersOf } from "./network.js";

const FEW = 8;

/** A network, and what its gradients are checked on. */
interface Checked {
  readonly network: Loaded;
  readonly loss: Loss;
  readonly data: Data;
}

/** Prints each parameter's worst derivative beside the one that differences of the loss give. @returns A code for one that is wrong. */
export async function checkNetwork(task: Task): Promise<number | undefined> {
  const [typed, table] = task.given.operands;
  const rows = table === undefined ? undefined : await tableIn(task.path(table));
  const { network, data, loss } = await ((await isFolder(task, typed!)) ? ofRun : ofFile)(task, typed!, rows);
  const checked = checkGradients(network, data, loss);
  if (task.isJson) task.printJson({ agrees: checked.agrees, suspect: checked.suspect, parameters: checked.parameters });
  else task.print(checked.table({ language: task.language === "fr" ? french : english }));
  return checked.agrees ? undefined : EXIT.ourFault;
}

async function ofRun(task: Task, typed: string, rows: Table | undefined): Promise<Checked> {
  const { network, loss, examples } = await runAt(task, typed);
  return { network, loss, data: dataOf(task, network, rows ?? (await examples()).training, loss) };
}

/** Of a file without rows the loss is one that any numbers can be the targets of. */
async function ofFile(task: Task, typed: string, rows: Table | undefined): Promise<Checked> {
  const { network, loss = meanSquaredError } = await networkFileAt(task, typed);
  if (rows !== undefined) return { network, loss, data: dataOf(task, network, rows, loss) };
  const data = drawnExamples(network, task.number("examples") ?? FEW);
  return { network, loss: meanSquaredError, data };
}

function dataOf(task: Task, network: Loaded, rows: Table, loss: Loss): Data {
  if (network.pipeline === undefined) {
    throw new Complaint({
      en: "The network has no pipeline, and takes numbers and no rows of a table: leave the table out.",
      fr: "Le réseau n’a pas de préparation des colonnes\u00a0: il prend des nombres, et non des lignes. Ôtez le tableau.",
    });
  }
  const count = Math.min(task.number("examples") ?? FEW, rows.size);
  const few = rows.take(Array.from({ length: count }, (_, i) => i));
  return numbersOf(network, few, loss);
}
