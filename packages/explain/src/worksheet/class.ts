import { checkRenderOptions } from "../languages/check.js";
import type { RenderOptions } from "../render/blocks/blocks.js";
import { type Block, paragraph } from "../render/document.js";
import { latex, latexDocument } from "../render/media/latex.js";
import { mathml } from "../render/media/mathml.js";
import { escaped } from "../render/notation/mathml.js";
import { checkAddress, checkList, checkSheet, linkAt } from "./check.js";
import { htmlDocument } from "./html.js";
import { keyBlocks } from "./key.js";
import { qrLatex, qrSvg } from "./qr.js";
import type { Worksheet } from "./sheet.js";
import { type SheetBlocks, type SheetManner, sheetOn } from "./sheet-blocks.js";

/** How the sheets of a class are printed. */
export interface PrintedClassOptions extends RenderOptions {
  /**
   * The address of the workshop page. Each sheet then has a link, and a QR code of it, which open that student's network
   * there, with the same blanks; the page opens those of dense layers of at most eight units with one output, made of what it
   * offers. A page on a disk, of an address that begins with `file:`, has a link in HTML alone, and no QR code: no phone opens it.
   */
  readonly page?: string;
}

/** A class's sheets on paper. */
export interface PrintedClass {
  /** With blanks, for the students: each sheet on pages of its own. */
  readonly exercises: string;
  /** For the teacher: each student's numbers in a few lines, with the codes that the page gives. */
  readonly key: string;
}

/**
 * The sheets of a class as two documents for printing, which a browser opens: HTML with a style of its own, and nothing that
 * comes from a network. Printed from there, each sheet begins on a new page.
 *
 * @throws OptionError for an empty list, for what isn't a worksheet, for an address with a # in it, and with an address for
 *   a sheet that no link can say.
 *
 * @example
 * const sheets = ["Ada", "Zoé"].map((name) => worksheet({ seed: 2026, name, level: "factors" }));
 * const page = "https://school.example/atelier.html";
 * const { exercises, key } = worksheetsHtml(sheets, { language: french, page });
 * exercises.split("<article").length - 1; // => 2
 * exercises.includes('href="https://school.example/atelier.html#w1&amp;seed=2026&amp;name=Ada&amp;level=factors"'); // => true
 * key.includes(worksheetCodes(sheets[0]!).at(-1)!); // => true
 */
export function worksheetsHtml(sheets: readonly Worksheet[], options: PrintedClassOptions = {}): PrintedClass {
  const { manner, page, printed, checked } = checkClass("worksheetsHtml", sheets, options);
  const { language } = manner;
  const words = language.worksheet;
  const { document: part, sentence } = mathml(manner);
  const open = escaped(words.open);
  const article = ({ head, body }: SheetBlocks, link: string | null): string => {
    const qr = link === null || isOnDisk(link) ? "" : qrSvg(link, open);
    const beside = link && `<p class="link">${qr}<a href="${escaped(link)}">${open}</a></p>\n`;
    return `<article class="sheet">\n<div class="head">\n${beside ?? ""}${part(head)}</div>\n${part(body)}</article>`;
  };
  const exercises = printed.map(({ exercise, link }) => article(exercise, link)).join("\n");
  const keys = checked.map((sheet) => part(keyBlocks(sheet, language))).join("\n");
  const above = page === undefined ? "" : `<p>${sentence(words.codes)}</p>\n`;
  const title = `<h1>${escaped(words.key)}</h1>\n`;
  return {
    exercises: htmlDocument(language.code, words.sheets, exercises),
    key: htmlDocument(language.code, words.key, `${title}${above}<div class="keys">\n${keys}</div>`),
  };
}

/**
 * The same as two LaTeX documents. pdflatex compiles them with amsmath, geometry and multicol; QR codes are drawn by LaTeX's
 * own pictures. As to names in other scripts, see {@link worksheetLatex}.
 *
 * @throws OptionError as {@link worksheetsHtml}.
 *
 * @example
 * const { exercises } = worksheetsLatex(["Ada", "Zoé"].map((name) => worksheet({ seed: 2026, name })));
 * exercises.split("\\newpage").length; // => 2
 */
export function worksheetsLatex(sheets: readonly Worksheet[], options: PrintedClassOptions = {}): PrintedClass {
  const { manner, page, printed, checked } = checkClass("worksheetsLatex", sheets, options);
  const { language } = manner;
  const words = language.worksheet;
  const { part } = latex(manner);
  const beside = (head: readonly Block[], link: string): string =>
    `\\begin{minipage}[t]{\\dimexpr\\textwidth-36mm}\n${part(head)}\n\\end{minipage}\\hfill\n\\begin{minipage}[t]{30mm}\n\\vspace{0pt}\n${qrLatex(link)}\n\n\\footnotesize ${part([paragraph([words.open])])}\n\\end{minipage}`;
  const exercises = printed
    .map(
      ({ exercise: { head, body }, link }) =>
        `${link === null || isOnDisk(link) ? part(head) : beside(head, link)}\n\n${part(body)}`,
    )
    .join("\n\n\\newpage\n");
  const keys = checked.map(
    (sheet) => `\\begin{minipage}{\\columnwidth}\n${part(keyBlocks(sheet, language))}\n\\end{minipage}`,
  );
  const above: Block[] = [
    { kind: "title", content: [words.key] },
    ...(page === undefined ? [] : [paragraph(words.codes)]),
  ];
  const key = `${part(above)}\n\n\\begin{multicols}{3}\n\\small\n${keys.join("\n\n")}\n\\end{multicols}`;
  return { exercises: latexDocument(exercises), key: latexDocument(key, "\\usepackage{multicol}\n") };
}

/** Whether it leads nowhere from paper. */
const isOnDisk = (link: string): boolean => /^file:/i.test(link);

interface CheckedClass {
  readonly manner: SheetManner;
  readonly page: string | undefined;
  /** The sheets, with all that one has. */
  readonly checked: readonly Worksheet[];
  readonly printed: readonly { readonly exercise: SheetBlocks; readonly link: string | null }[];
}

function checkClass(where: string, sheets: readonly Worksheet[], options: PrintedClassOptions): CheckedClass {
  checkList(where, sheets);
  const { page, ...how } = Object(options) as PrintedClassOptions;
  const manner = checkRenderOptions(where, typeof options === "object" && options !== null ? how : options);
  if (page !== undefined) checkAddress(where, page);
  const checked = Array.from(sheets as readonly Worksheet[], (sheet) => checkSheet(where, sheet));
  const printed = checked.map((sheet) => {
    const { exercise } = sheetOn(where, sheet, manner);
    return { exercise, link: page === undefined ? null : linkAt(where, page, sheet) };
  });
  return { manner, page, printed, checked };
}
