import type { Block, Mathematics, Sentence } from "../document.js";
import { mathematics } from "../notation/mathematics.js";
import { escaped, mathmlNotation } from "../notation/mathml.js";
import { spoken } from "../notation/spoken.js";
import type { Medium } from "./medium.js";

/** A part of a page: HTML that is XML too, with its mathematics in MathML, and in words for screen readers. */
export const mathml: Medium = (manner) => {
  const { code, spoken: words } = manner.language;
  const notation = mathmlNotation(manner);
  const inline = (part: Mathematics): string => math(mathematics(part, notation), spoken(part, manner));
  const sentence = (content: Sentence): string =>
    Array.from(content, (part) => (typeof part === "string" ? escaped(part) : inline(part)))
      .join("")
      .replace(WITH_SIGN, '<span style="white-space: nowrap">$&</span>');
  const equation = ({ sides, assigns }: Block & { kind: "equation" }): string => {
    const [left, ...right] = sides.map((side) => mathematics(side, notation));
    const lines = right.map(
      (side, i) =>
        `<mtr>${cell("right", i === 0 ? left! : "")}${cell("left", (i === 0 && assigns ? "<mo>←</mo>" : notation.equals) + side)}</mtr>`,
    );
    const [name, ...values] = sides.map((side) => spoken(side, manner));
    const said = [`${name} ${assigns ? words.becomes : words.equals} ${values[0]}`, ...values.slice(1)];
    return `<p>${math(`<mtable displaystyle="true">${lines.join("")}</mtable>`, said.join(`, ${words.equals} `))}</p>`;
  };
  const printed = (block: Block): string => {
    switch (block.kind) {
      case "title":
        return `<h2>${sentence(block.content)}</h2>`;
      case "heading":
        return `<h3>${sentence(block.content)}</h3>`;
      case "paragraph":
        return `<p>${sentence(block.content)}</p>`;
      case "equation":
        return equation(block);
      case "table": {
        const line = (row: readonly Sentence[], scope: "col" | "row"): string =>
          `<tr>${Array.from(row, (content, i) => tableCell(sentence(content), i, scope)).join("")}</tr>`;
        const rows = block.rows.map((row) => line(row, "row")).join("\n");
        return `<table>\n<thead>${line(block.header, "col")}</thead>\n<tbody>\n${rows}\n</tbody>\n</table>`;
      }
    }
  };
  return {
    sentence,
    document: (blocks) => `<section lang="${escaped(code)}">\n${blocks.map(printed).join("\n")}\n</section>\n`,
  };
};

/** Mathematics and the signs behind it: browsers end a line between them, whatever space is there, and where there is none. */
const WITH_SIGN = /<math (?:(?!<\/math>).)*<\/math>[\u00a0\u202f]?[,.:;?!)»]+/g;

function math(inside: string, spoken: string): string {
  return `<math xmlns="http://www.w3.org/1998/Math/MathML" aria-label="${escaped(spoken)}">${inside}</math>`;
}

/** Browsers centre what is in a table of mathematics unless its style says otherwise. */
function cell(side: "left" | "right", inside: string): string {
  return `<mtd style="text-align: ${side}">${inside}</mtd>`;
}

/** The first column to the left, and numbers to the right. */
function tableCell(inside: string, column: number, scope: "col" | "row"): string {
  const side = `style="text-align: ${column === 0 ? "left" : "right"}"`;
  return column === 0 || scope === "col" ? `<th scope="${scope}" ${side}>${inside}</th>` : `<td ${side}>${inside}</td>`;
}
