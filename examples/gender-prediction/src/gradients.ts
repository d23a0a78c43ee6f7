import type { Explanation } from "@nn/explain";
import type { Arguments } from "./arguments.js";
import { Complaint } from "./complaint.js";
import { printJson } from "./json.js";
import { formatNumber } from "./numbers.js";
import { formatTable, print, short } from "./report.js";

/** More rows than this are no table to read. */
const MOST = 200;

/** All gradients of the first update in a table. */
export function explainAll(
  { words, digits = 6, format = "text" }: Arguments,
  person: string,
  parameters: readonly string[],
  of: (parameter: string) => Explanation,
  heading: string,
): void {
  const { explaining, complaints } = words;
  if (format === "latex") {
    throw new Complaint(complaints.formats("latex", "--explain all", words.or(["text", "markdown", "json"])));
  }
  if (parameters.length > MOST) throw new Complaint(complaints.manyParameters(parameters.length, MOST));
  const rows = parameters.map((name) => {
    const { parameter, gradient, update } = of(name);
    return { name, value: parameter.value, gradient, after: update!.after };
  });
  if (format === "json") {
    printJson({ person, gradients: rows });
    return;
  }
  const table = [
    explaining.columns,
    ...rows.map(({ name, ...numbers }) => [
      name,
      ...Object.values(numbers).map((value) => formatNumber(value, digits, words)),
    ]),
  ];
  const title = explaining.all(short(person));
  if (format === "markdown") print([title, "", ...markdown(table), "", explaining.rule].join("\n"));
  if (format === "text") print(`${heading}${title}\n\n${formatTable(table)}\n\n${explaining.rule}\n`);
}

function markdown([header, ...rows]: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header!), line(header!.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)];
}
