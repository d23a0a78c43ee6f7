import type { Block, Sentence } from "../document.js";
import { mathematics } from "../notation/mathematics.js";
import { plainNotation } from "../notation/plain.js";
import type { Medium } from "./medium.js";

/** What a terminal has in a line, unless it was made wider. */
const WIDTH = 80;
/** Stands for a space at which no line ends, for as long as lines are broken: formulas in sentences stay in one piece. */
const TIED = "\ue000";

/** Plain text, in lines of a terminal. */
export const text: Medium = (manner) => {
  const notation = plainNotation(manner);
  const sentence = (content: Sentence): string =>
    Array.from(content, (part) =>
      typeof part === "string" ? part : mathematics(part, notation).replaceAll(" ", TIED),
    ).join("");
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
        return tableText([block.header, ...block.rows].map((row) => Array.from(row, sentence)));
    }
  };
  return {
    sentence: (content) => sentence(content).replaceAll(TIED, " "),
    document: (blocks) => {
      const lines = blocks.map((block) => printed(block).replaceAll(TIED, " "));
      return `${lines.reduce((all, line, i) => all + separator(blocks[i - 1]!, blocks[i]!) + line)}\n`;
    },
  };
};

/** Short equations stand together. */
function separator(before: Block, after: Block): string {
  const together = before.kind === "equation" && after.kind === "equation";
  return together ? "\n" : "\n\n";
}

/** Left of a sign, more than this leaves too little room behind it. */
const WIDE = 26;

/** Sides after one another as far as there is room; then below the first sign, the last two together. */
function equationText([left, ...right]: readonly string[], sign: string): string {
  const signed = right.map((side, i) => `${i === 0 ? sign : "="} ${side}`);
  const line = `  ${left} ${signed.join(" ")}`;
  if (line.length <= WIDTH) return line;
  const isWide = left!.length > WIDE;
  const margin = " ".repeat(isWide ? 2 + FURTHER : left!.length + 3);
  const room = WIDTH - margin.length;
  const end = signed.slice(-2).join(" ");
  const sides = end.length > room ? signed : [...signed.slice(0, -2), end];
  const lines: string[] = [];
  for (const side of sides) {
    const longer = lines.length === 0 ? side : `${lines.at(-1)} ${side}`;
    if (longer.length <= room) lines.splice(-1, 1, longer);
    else lines.push(...broken(side, room));
  }
  const begin = isWide ? `${broken(left!, WIDTH - 2).join("\n  ")}\n${margin}` : `${left} `;
  return `  ${begin}${lines.join(`\n${margin}`)}`;
}

/** How far the lines after a formula's first one are indented: beyond the sign before it. */
const FURTHER = 2;

/** A formula on lines that have room for so much, each begun with an operator. */
function broken(formula: string, room: number): string[] {
  const lines: string[] = [];
  for (let rest = formula; rest !== ""; ) {
    const indentation = lines.length === 0 ? "" : " ".repeat(FURTHER);
    const end = endOf(rest, room - indentation.length);
    lines.push(indentation + rest.slice(0, end));
    rest = rest.slice(end + 1);
  }
  return lines;
}

/** Where a line of it ends: as far as there is room, and the fewer brackets are around the place, the better. */
function endOf(formula: string, room: number): number {
  if (formula.length <= room) return formula.length;
  // None of 4.54 · 10⁻⁵, which is one number.
  const operators = [...formula.matchAll(/(?<=.) (?=[+−·/] (?!10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]))/gu)].map(({ index }) => ({
    index,
    rank: 2 * depthOf(formula.slice(0, index)) + (/[+−]/.test(formula[index + 1]!) ? 0 : 1),
  }));
  const fitting = operators.filter(({ index }) => index <= room);
  const least = Math.min(...fitting.map(({ rank }) => rank));
  const place = fitting.filter(({ rank }) => rank === least).at(-1) ?? operators[0];
  return place?.index ?? formula.length;
}

/** How many brackets are open after a text. */
function depthOf(text: string): number {
  return text.split("(").length - text.split(")").length;
}

/** The first column to the left, and numbers to the right. */
function tableText(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
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
