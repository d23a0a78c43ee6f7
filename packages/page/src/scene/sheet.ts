import {
  type ExplainedFunction,
  isRightAnswer,
  type Mathematics,
  type Sentence,
  toText,
  type Worksheet,
  type WorksheetLine,
  worksheetCodes,
  worksheetLines,
} from "@nn/explain";
import { sheetOf } from "../engine/files/sheet.js";
import type { State } from "../state/state.js";
import type { Blank } from "./derivation/blanks.js";
import { readNumber } from "./reading.js";
import { type Shown, wordsOf } from "./words.js";

/** A line of a worksheet. */
interface SheetRow {
  /** In MathML, as the formula; null where it is to be found. */
  readonly symbol: string | null;
  readonly formula: string | null;
  /** What the sheet says, where a wrong line is to be found. */
  readonly written: Shown | null;
  readonly blank: Blank;
}

/** A worksheet that is filled in on the page. */
export interface SheetScene {
  readonly title: string;
  readonly task: readonly string[];
  /** What isn't in the diagram, in MathML: the target, the optimizer's settings, and what f is. */
  readonly given: string;
  readonly rows: readonly SheetRow[];
  readonly isSolved: boolean;
  /** Up to which line all is right; null before anything is typed. */
  readonly result: string | null;
  /** What tells that to a teacher. */
  readonly code: string;
}

export function sheetScene({ sheet: link, look, answers }: State): SheetScene | null {
  const sheet = link === null ? null : sheetOf(link);
  if (sheet === null) return null;
  const { texts, mathematics, spoken, handNumber } = wordsOf({ ...look, rounding: "hand" });
  const { language, views } = texts;
  const lines = worksheetLines(sheet);
  const shown = writtenIn(sheet);
  const rows = lines.map((line, i): SheetRow => {
    const id = `sheet ${i}`;
    const typed = answers[id] ?? "";
    const found = readNumber(typed);
    const isAsked = sheet.mistake === null || sheet.mistake.line === i;
    const isRight = found !== null && isAsked && isRightAnswer(line, found);
    return {
      symbol: line.isNamed ? mathematics(line.symbol) : null,
      formula: line.formula && mathematics(line.formula),
      written: shown && handNumber(shown[i]!.value, { zeros: digitsOf(shown[i]!) }),
      blank: {
        id,
        name: line.isNamed ? spoken(line.symbol) : views.sheet.line(i + 1),
        typed,
        verdict: typed === "" ? "empty" : isRight ? "right" : "wrong",
        told: found === null ? texts.anyNumber : isRight ? views.blanks.right : views.sheet.notYet,
      },
    };
  });
  const right = rightIn(rows, sheet);
  const codes = worksheetCodes(sheet);
  const { significantDigits, given, update, functions } = sheet.explanation;
  const words = language.worksheet;
  const sentences = [
    words.task(sheet.level, significantDigits),
    language.explanation.rounded(significantDigits!),
    words.tolerance(significantDigits!),
    ...(functions.some(({ derivative }) => derivative?.includes("step(")) ? [language.explanation.step] : []),
  ];
  return {
    title: [
      toText(words.exercise(String(sheet.seed)), { language }),
      ...(sheet.name === null ? [] : [sheet.name]),
    ].join(" — "),
    task: [
      ...sentences.map((sentence) => toText(sentence, { language })),
      ...(shown ? [views.sheet.wrongLine] : []),
      ...(["factors", "path"].includes(sheet.level) ? [views.sheet.onPaper] : []),
    ],
    given: [
      ...[...given.filter(({ symbol }) => symbol.startsWith("t")), ...(update?.settings ?? [])].map(
        ({ symbol, value }): Mathematics => ({ kind: "equality", symbol, value }),
      ),
      ...functions.flatMap(sidesOf),
    ]
      .map(mathematics)
      .join(language.listSeparator),
    rows,
    isSolved: right === codes.length - 1,
    result: rows.every(({ blank }) => blank.verdict === "empty") ? null : views.sheet.result(right, codes.length - 1),
    code: codes[right]!,
  };
}

/** f(z) = …, f′(z) = … */
function sidesOf({ symbol, formula, derivative }: ExplainedFunction): Sentence[] {
  const at = `${symbol}(z)`;
  const sides = [
    [at, formula],
    [`${symbol}prime(z)`, derivative?.replaceAll(/\ba\b/g, at)],
  ] as const;
  return sides.flatMap(([of, source]) =>
    source ? [[{ kind: "formula", source: of }, " = ", { kind: "formula", source }] satisfies Sentence] : [],
  );
}

/** What a sheet with a wrong line says, line by line. */
function writtenIn({ mistake, ...sheet }: Worksheet): readonly WorksheetLine[] | null {
  if (mistake === null) return null;
  const { explanation } = mistake;
  return worksheetLines({ ...sheet, level: "numbers", mistake: null, explanation });
}

/** How many digits its number has down to its last place. */
function digitsOf({ value, tolerance }: WorksheetLine): number {
  return value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) - Math.round(Math.log10(tolerance)) + 1;
}

/** How many lines are right before the first that isn't; of a wrong line, whether it is mended and no other. */
function rightIn(rows: readonly SheetRow[], { mistake }: Worksheet): number {
  const verdicts = rows.map(({ blank }) => blank.verdict);
  if (mistake !== null) return verdicts[mistake.line] === "right" && !verdicts.includes("wrong") ? 1 : 0;
  const first = verdicts.findIndex((verdict) => verdict !== "right");
  return first < 0 ? rows.length : first;
}
