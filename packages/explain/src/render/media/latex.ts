import type { Block, Sentence } from "../document.js";
import { latexNotation } from "../notation/latex.js";
import { mathematics } from "../notation/mathematics.js";
import type { Manner, Notation } from "../notation/notation.js";
import { latexWords, preambleOf } from "./latex-words.js";
import type { Medium } from "./medium.js";

interface LatexMedium extends ReturnType<Medium> {
  /** What stands in a document. */
  readonly part: (blocks: readonly Block[]) => string;
}

/** LaTeX; of a document, from its class to its end: pdflatex compiles it with amsmath and geometry. */
export const latex = (manner: Manner): LatexMedium => {
  const notation = latexNotation(manner);
  const sentence = (content: Sentence): string =>
    Array.from(content, (part) =>
      typeof part === "string" ? latexWords(part) : `\\(${mathematics(part, notation)}\\)`,
    ).join("");
  const printed = (block: Block): string => {
    switch (block.kind) {
      case "title":
        return `\\section*{${sentence(block.content)}}`;
      case "heading":
        return `\\subsection*{${sentence(block.content)}}`;
      case "paragraph":
        return sentence(block.content);
      case "equation":
        return `\\[\n${alignedEquation(block, notation)}\n\\]`;
      case "table": {
        const line = (row: readonly Sentence[]): string => `${Array.from(row, sentence).join(" & ")} \\\\`;
        const rows = [line(block.header), "\\hline", ...block.rows.map(line)].join("\n");
        return `\\begin{center}\n\\begin{tabular}{l${"r".repeat(block.header.length - 1)}}\n${rows}\n\\end{tabular}\n\\end{center}`;
      }
    }
  };
  const part = (blocks: readonly Block[]): string => blocks.map(printed).join("\n\n");
  return { sentence, part, document: (blocks) => latexDocument(part(blocks)) };
};

/** A document from its class to its end. @param packages - What it needs beside amsmath and geometry. */
export function latexDocument(body: string, packages = ""): string {
  return `${preambleOf(body, packages)}\n${body}\n\n\\end{document}\n`;
}

/** An equation with its sides one below the other, for display. */
export function alignedEquation({ sides, assigns }: Block & { kind: "equation" }, notation: Notation): string {
  const [left, ...right] = sides.map((side) => mathematics(side, notation));
  const lines = right.map((side, i) => `${i === 0 ? left : ""} &${i === 0 && assigns ? "\\leftarrow" : "="} ${side}`);
  return `\\begin{aligned}\n${lines.join(" \\\\\n")}\n\\end{aligned}`;
}
