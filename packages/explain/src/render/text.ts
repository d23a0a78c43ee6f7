import type { Block, Sentence } from "./document.js";
import { mathematics } from "./mathematics.js";
import type { Manner } from "./notation.js";
import { plainNotation } from "./plain-notation.js";

const WIDTH = 100;
/** Stands for a space at which no line ends, for as long as lines are broken: formulas in sentences stay in one piece. */
const TIED = "\ue000";

/** A document as plain text. */
export function textOf(blocks: readonly Block[], manner: Manner): string {
  const notation = plainNotation(manner);
  const sentence = (content: Sentence): string =>
    content
      .map((part) => (typeof part === "string" ? part : mathematics(part, notation).replaceAll(" ", TIED)))
      .join("");
  const printed = (block: Block): string => {
    switch (block.kind) {
      case "title":
      case "heading": {
        const title = sentence(block.content);
        return `${title}\n${(block.kind === "title" ? "═" : "─").repeat(title.length)}`;
      }
      case "paragraph":
        return wrapped(sentence(block.content));
      case "equation":
        return equationText(
          block.sides.map((side) => mathematics(side, notation)),
          block.assigns ? "←" : "=",
        );
      case "table":
        return tableText([block.header, ...block.rows].map((row) => row.map(sentence)));
    }
  };
  const lines = blocks.map(printed);
  return `${lines.map((line) => line.replaceAll(TIED, " ")).reduce((all, line, i) => all + separator(blocks[i - 1]!, blocks[i]!) + line)}\n`;
}

/** Short equations stand together. */
function separator(before: Block, after: Block): string {
  const together = before.kind === "equation" && after.kind === "equation";
  return together ? "\n" : "\n\n";
}

/** On one line if there is room, else one side below the other. */
function equationText([left, ...right]: readonly string[], sign: string): string {
  const line = `  ${left} ${sign} ${right.join(" = ")}`;
  if (line.length <= WIDTH || right.length < 2) return line;
  return right
    .map((side, i) => `  ${i === 0 ? `${left} ${sign}` : `${" ".repeat(left!.length)} =`} ${side}`)
    .join("\n");
}

function tableText(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join("  ")
          .trimEnd()}`,
    )
    .join("\n");
}

function wrapped(paragraph: string): string {
  const lines = [""];
  for (const word of paragraph.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}
