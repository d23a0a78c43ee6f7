import type { Language } from "../languages/language.js";
import type { Block, Sentence } from "./document.js";
import { mathematics } from "./mathematics.js";
import { plainNotation } from "./plain-notation.js";

const WIDTH = 100;
/** A space at which no line ends: formulas in sentences stay in one piece. */
const TIED = "\u00a0";

/** A document as plain text. */
export function textOf(blocks: readonly Block[], language: Language): string {
  const notation = plainNotation(language);
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
        return equationText(block.sides.map((side) => mathematics(side, notation)));
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
function equationText([left, ...right]: readonly string[]): string {
  const line = `  ${[left, ...right].join(" = ")}`;
  if (line.length <= WIDTH || right.length < 2) return line;
  return right.map((side, i) => `  ${i === 0 ? left : " ".repeat(left!.length)} = ${side}`).join("\n");
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
  // French has a space before its colons, at which no line ends either.
  for (const word of paragraph.replace(/ ([:;])/g, `${TIED}$1`).split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}
