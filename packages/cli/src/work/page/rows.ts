import type { Loss } from "@nn/core/component";
import type { Table } from "@nn/data";
import { readWhole } from "@nn/formats/node";
import { type DataState, dataOf, en, fr, MOST_ROWS, Refusal, readTable } from "@nn/page";
import { tableIn } from "../../configuration/data.js";
import { Complaint, EXIT } from "../../program/errors/complaint.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { type Loaded, numbersOf } from "../network/network.js";

/**
 * A table as the workshop reads one: its last column is what is learnt.
 *
 * @throws Complaint for what it doesn't take; DataError for a file that can't be read.
 */
export async function tableFor(task: Task, file: string): Promise<DataState> {
  const path = task.path(file);
  const text = /\.(jsonl|ndjson)$/i.test(file) ? (await tableIn(path)).toCsv() : await readWhole(path);
  try {
    return dataOf(readTable(text, file));
  } catch (error) {
    throw error instanceof Refusal ? complaintOf(file, error) : error;
  }
}

/** Rows as a network's own pipeline prepares them: in the numbers that the network takes. @throws Complaint for more than the workshop takes. */
export function preparedRows(source: string, network: Loaded, rows: Table, loss: Loss): DataState {
  if (rows.size > MOST_ROWS) {
    throw complaintOf(source, new Refusal({ kind: "too many rows", rows: rows.size, most: MOST_ROWS }));
  }
  const { inputs, targets } = numbersOf(network, rows, loss);
  const { inputNames, labels } = network.pipeline!;
  const [zero, one] = labels?.length === 2 ? labels.map(String) : [];
  return {
    columns: inputNames,
    rows: inputs.map((features, i) => ({ name: String(i + 1), features, target: targets[i]![0]! })),
    asked: [],
    prepare: "none",
    classes: [zero ?? "0", one ?? "1"],
  };
}

function complaintOf(source: string, { problem }: Refusal): Complaint {
  const text = {
    en: `${source}: ${en.views.table.problem(problem)}`,
    fr: `${source}${NBSP}: ${fr.views.table.problem(problem)}`,
  };
  return new Complaint(text, EXIT.badData);
}
