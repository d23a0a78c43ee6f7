import type { Path } from "../explanation/derivation.js";
import type { Language } from "../languages/language.js";
import type { WorksheetWords } from "../languages/worksheet.js";
import { type Block, formula, joined, paragraph, type Sentence } from "../render/document.js";
import { worksheetCodes } from "./codes.js";
import { linesOf, shownNumber } from "./found-lines.js";
import { worksheetLines } from "./lines.js";
import type { Worksheet } from "./sheet.js";

/** A student's answers in a few lines: each number, and the code of who stopped there. */
export function keyBlocks(sheet: Worksheet, { worksheet: words }: Language): Block[] {
  const { name, seed, mistake, level, explanation } = sheet;
  const { chain } = explanation;
  const codes = worksheetCodes(sheet);
  const all = worksheetLines(sheet);
  const asked = mistake === null ? all : [all[mistake.line]!];
  const wrong = mistake && linesOf(mistake.explanation)[mistake.line]!;
  const rows: Sentence[][] = asked.map((line, i) => [[line.symbol], [shownNumber(line)], [codes[i]!]]);
  return [
    { kind: "heading", content: [name ?? String(seed)] },
    ...(level === "path" && chain.kind === "paths"
      ? chain.neurons.paths.map((path) => pathParagraph(path, words))
      : []),
    ...(wrong ? [paragraph(words.mistake(wrong.symbol, shownNumber(wrong)))] : []),
    { kind: "table", header: words.keyHeader, rows: [...rows, [[words.all], [], [codes.at(-1)!]]] },
  ];
}

const pathParagraph = ({ nodes }: Path, { path }: WorksheetWords): Block =>
  paragraph([
    ...path,
    " ",
    ...joined(
      nodes.map((node) => [formula(node)]),
      " → ",
    ),
  ]);
