import { Table } from "@nn/data";
import { tableIn } from "../../configuration/data.js";
import { Complaint } from "../../program/errors/complaint.js";
import { nearest } from "../../program/find.js";
import { inGuillemets, NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";

/** The rows that a command line gives: in its words, in a file, or on standard input. @throws Complaint for none, and for words that are none. */
export async function rowsOf(task: Task, words: readonly string[], columns: readonly string[]): Promise<Table> {
  const file = task.text("rows");
  if ((file === undefined) === (words.length === 0)) {
    throw new Complaint({
      en: `Give the cells of a row, ${columns[0]}=…, or --rows with a file.`,
      fr: `Donnez les cellules d’une ligne, ${columns[0]}=…, ou --rows avec un fichier.`,
    });
  }
  if (file === undefined) return rowIn(words, columns);
  return file === "-" ? tableOfText(await inputOf(task)) : tableIn(task.path(file));
}

function rowIn(words: readonly string[], columns: readonly string[]): Table {
  const cells = words.map((word) => {
    const at = word.indexOf("=");
    const column = word.slice(0, Math.max(at, 0));
    if (at > 0 && columns.includes(column)) return [column, cellOf(word.slice(at + 1))] as const;
    const near = nearest(column, columns);
    throw new Complaint({
      en: `${JSON.stringify(word)} is no cell of the row. ${near === undefined ? `The columns are ${columns.join(", ")}.` : `Did you mean ${near}=…?`}`,
      fr: `${inGuillemets(word)} n’est pas une cellule de la ligne. ${
        near === undefined ? `Les colonnes sont ${columns.join(", ")}.` : `Vouliez-vous dire ${near}=…${NBSP}?`
      }`,
    });
  });
  return Table.fromRows([Object.fromEntries(cells)]);
}

/** A cell as a table of text has it; empty, it is missing. */
function cellOf(text: string): string | null {
  return text === "" ? null : text;
}

/** JSON lines begin with a brace, which no name of a column does. */
function tableOfText(text: string): Table {
  return text.trimStart().startsWith("{")
    ? Table.fromJsonLines(text, { source: "standard input" })
    : Table.fromCsv(text, { source: "standard input" });
}

async function inputOf(task: Task): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of task.system.stdin) {
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
