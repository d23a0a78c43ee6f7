import { saying, type TableTexts } from "./table.js";

const at = (line: number | null): string => (line === null ? "" : `Line ${line}: `);

/** What is said of a table of the reader's own, in English. */
export const table: TableTexts = {
  title: "Own table (CSV)",
  help: "Drop a file here, open one, or paste rows. Commas, semicolons or tabs; decimals after a point or a comma.",
  open: "Open a file…",
  paste: "Rows",
  pasted: "The text",
  roles: (rows) => `${rows} row${rows === 1 ? "" : "s"}: what is each column?`,
  choices: { name: "name", feature: "input", target: "label", none: "left out" },
  take: "Take these rows",
  problem: saying({
    "empty text": () => "There is nothing in it: it needs a line of column names, then rows.",
    "no rows": () => "It has a line of column names, but no rows below it.",
    "two delimiters": () => "Two delimiters fit. Write sep=; on a first line to say which one is meant.",
    "no number": ({ line, column, cell }) =>
      `${at(line)}“${column}” must be a number, but is ${cell === "" ? "missing (an empty cell, NA, NaN or ?)" : `“${cell}”`}.`,
    "no text": ({ line, column }) => `${at(line)}“${column}” has no value.`,
    "no object": ({ line }) => `${at(line)}this is no row.`,
    cells: ({ line, expected, cells }) =>
      `${at(line)}there must be ${expected} cell${expected === 1 ? "" : "s"}, one for each column, but ${cells.length === 1 ? "there is 1" : `there are ${cells.length}`}.`,
    "no name": ({ line, columnNumber }) => `${at(line)}column ${columnNumber} has no name.`,
    "same name": ({ line, column }) => `${at(line)}two columns are called “${column}”.`,
    "numbers for names": ({ line }) => `${at(line)}there must be names of columns, but there are numbers.`,
    "quotation marks": ({ line, characterNumber }) =>
      `${at(line)}the quotation mark at character ${characterNumber} has no other one.`,
    character: ({ line }) => `${at(line)}there is a character that no table has. Save the file as CSV in UTF-8.`,
    "no table": () => "This can’t be read as a table. Save it as CSV in UTF-8.",
    "too many rows": ({ rows, most }) => `It has ${rows} rows; the page takes ${most}.`,
    "too many features": ({ features, most }) => `It has ${features} inputs; the page takes ${most}. Leave some out.`,
    "no feature": () => "No column is an input: choose at least one.",
    "no target": () => "No column is the label: choose one.",
    "two targets": () => "More than one column is the label: choose one.",
    "no label": () => "No row has a label: there is nothing to learn from.",
    classes: ({ column, classes }) =>
      `“${column}” must be numbers or two classes to be the label, but has ${classes === 1 ? "only one text" : `${classes} different texts`}.`,
  }),
};
