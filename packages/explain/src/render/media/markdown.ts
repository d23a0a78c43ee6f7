import type { Block, Sentence } from "../document.js";
import { latexNotation } from "../notation/latex.js";
import { mathematics } from "../notation/mathematics.js";
import { alignedEquation } from "./latex.js";
import type { Medium } from "./medium.js";

/** Markdown, with its mathematics in dollar signs, as GitHub, Jupyter and Pandoc read it. */
export const markdown: Medium = (manner) => {
  const notation = latexNotation(manner);
  const sentence = (content: Sentence): string =>
    Array.from(content, (part) => (typeof part === "string" ? escaped(part) : `$${mathematics(part, notation)}$`)).join(
      "",
    );
  const printed = (block: Block): string => {
    switch (block.kind) {
      case "title":
        return `# ${sentence(block.content)}`;
      case "heading":
        return `## ${sentence(block.content)}`;
      case "paragraph":
        return sentence(block.content);
      case "equation":
        return `$$\n${alignedEquation(block, notation)}\n$$`;
      case "table": {
        const line = (row: readonly Sentence[]): string => `| ${Array.from(row, sentence).join(" | ")} |`;
        return [
          line(block.header),
          `| --- |${" ---: |".repeat(block.header.length - 1)}`,
          ...block.rows.map(line),
        ].join("\n");
      }
    }
  };
  return { sentence, document: (blocks) => `${blocks.map(printed).join("\n\n")}\n` };
};

/** Words that mean nothing but themselves. */
function escaped(words: string): string {
  return words.replace(/[\\`*_[\]<>|$#]/g, "\\$&");
}
