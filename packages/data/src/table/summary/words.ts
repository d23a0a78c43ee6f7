import type { ColumnSummary } from "./summary.js";

/** What a summary says beside names and numbers. */
export interface Words {
  /** Over the columns of its lines. */
  readonly headings: readonly [column: string, holds: string, gaps: string, values: string];
  /** At most eight characters each. */
  readonly types: Readonly<Record<ColumnSummary["type"], string>>;
  readonly mean: string;
  readonly to: string;
  readonly colon: string;
  rows(count: number): string;
  columns(count: number): string;
  more(count: number): string;
  different(count: number, example: string): string;
  /** A number's text as the language writes it. */
  number(text: string): string;
}

const english = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
const french = (count: number, what: string): string => `${count} ${what}${count < 2 ? "" : "s"}`;

export const WORDS: Readonly<Record<"en" | "fr", Words>> = {
  en: {
    headings: ["column", "holds", "gaps", "values"],
    types: { numbers: "numbers", texts: "texts", booleans: "booleans", mixed: "mixed", nothing: "nothing" },
    mean: "mean",
    to: "to",
    colon: ":",
    rows: (count) => english(count, "row"),
    columns: (count) => english(count, "column"),
    more: (count) => `and ${english(count, "more column")}`,
    different: (count, example) => `${count} different, such as ${example}`,
    number: (text) => text,
  },
  fr: {
    headings: ["colonne", "contient", "vides", "valeurs"],
    types: { numbers: "nombres", texts: "textes", booleans: "booléens", mixed: "mélange", nothing: "rien" },
    mean: "moyenne",
    to: "à",
    colon: "\u00a0:",
    rows: (count) => french(count, "ligne"),
    columns: (count) => french(count, "colonne"),
    more: (count) => `et ${french(count, "colonne")} de plus`,
    different: (count, example) => `${count} différentes, par exemple ${example}`,
    number: (text) => text.replace(".", ","),
  },
};
