import type { NetworkPipeline } from "@nn/core/component";
import { type Cell, type ClassAnswer, Table } from "@nn/data";
import { Complaint } from "../program/errors/complaint.js";
import { grid } from "../program/printing/grid.js";
import type { Task } from "../program/task.js";
import { rowsOf } from "./data/rows.js";
import { networkAt } from "./network/network.js";

type Answers = Readonly<Record<string, ClassAnswer | number>>;

/** Prints what a network answers to rows: labels with their probabilities, and numbers. */
export async function predictRows(task: Task): Promise<void> {
  const [typed, ...words] = task.given.operands;
  const network = await networkAt(task, typed!);
  const { pipeline } = network;
  if (pipeline === undefined) {
    throw new Complaint({
      en: `${typed} has no pipeline: it takes numbers and no rows of a table.`,
      fr: `${typed} n’a pas de préparation des colonnes${"\u00a0"}: il prend des nombres, et non des lignes d’un tableau.`,
    });
  }
  // The file of a network says what its pipeline is, and the compiler hears nothing of that.
  const { rowFormat }: NetworkPipeline = pipeline;
  if (rowFormat?.of !== "cells") {
    throw new Complaint({
      en: `${typed} takes arrays by their names and no rows of a table.`,
      fr: `${typed} prend des tableaux de nombres désignés par leurs noms, et non des lignes de cellules.`,
    });
  }
  const columns = rowFormat.inputs.map(({ column }) => column);
  const rows = await rowsOf(task, words, columns);
  const targets = rowFormat.targets.map(({ column }) => column);
  const given = network.predict(rows);
  const answers = given.map((answer) => (targets.length === 1 ? { [targets[0]!]: answer } : answer) as Answers);
  const form = task.isJson ? "jsonl" : (task.text("format") ?? "table");
  if (form === "jsonl")
    for (const answer of answers) task.printJson(targets.length === 1 ? answer[targets[0]!] : answer);
  else if (form === "csv") task.system.stdout.write(Table.fromRows(answers.map(cellsOf)).toCsv());
  else task.print(tableOf(task, answers.map(cellsOf)));
}

/** A row of cells for an answer: a label and how likely each is, or a number. */
function cellsOf(answers: Answers): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([column, answer]): [string, Cell][] => {
      if (typeof answer === "number") return [[column, answer]];
      const likely = Object.entries(answer.probabilities).map(([name, value]): [string, Cell] => [
        `${column} = ${name}`,
        value,
      ]);
      return [[column, answer.label], ...likely];
    }),
  );
}

function tableOf(task: Task, rows: readonly Readonly<Record<string, Cell>>[]): string {
  const text = (cell: Cell): string => {
    if (typeof cell !== "number") return String(cell ?? "");
    return task.figure(cell);
  };
  return grid([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map(text))]);
}
