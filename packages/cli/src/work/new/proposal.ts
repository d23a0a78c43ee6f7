import type { ColumnSummary, TableSummary } from "@nn/data";
import type { Text } from "../../program/language.js";

/** What a column is proposed for. */
export interface Role {
  readonly column: string;
  /** As the configuration writes it; missing where it is better left out. */
  readonly prepared?: object;
  /** Why. */
  readonly because: Text;
}

/** What is proposed for a target: its last layer, its loss, and what is measured. */
export interface TargetProposal {
  readonly target: string | object;
  readonly activation: string;
  readonly loss: string;
  readonly metric: string;
}

/** A column of more texts than these is taken for names. */
const MOST_CATEGORIES = 100;
/** In fewer rows than these each may have another category. */
const FEW_ROWS = 10;

/** The columns that could be a target: those of a few classes first, the last one of them before others. */
export function targetsOf({ columns, size }: TableSummary): string[] {
  const classes = columns
    .filter((column) => classesIn(column) !== undefined && !isName(column, size))
    .map(({ column }) => column);
  const numbers = columns.filter(({ type }) => type === "numbers").map(({ column }) => column);
  return [...classes.reverse(), ...numbers];
}

/** What a column is for, by what it holds. */
export function roleOf(summary: ColumnSummary, rows: number): Role {
  const { column, gaps, type } = summary;
  if (type === "nothing") return { column, because: { en: "it is empty", fr: "elle est vide" } };
  if (isName(summary, rows)) {
    return { column, because: { en: "another text in each row", fr: "un autre texte à chaque ligne" } };
  }
  if (isRunning(summary, rows))
    return { column, because: { en: "it numbers the rows", fr: "elle numérote les lignes" } };
  if (type === "numbers") {
    const missing = gaps > 0 ? { missing: "mean" } : {};
    return {
      column,
      prepared: { kind: "numeric", scale: "standardize", ...missing },
      because:
        gaps > 0
          ? { en: "numbers, with gaps", fr: "des nombres, avec des lacunes" }
          : { en: "numbers", fr: "des nombres" },
    };
  }
  const count = summary.classes.length;
  return {
    column,
    prepared: { kind: "oneHot", unknown: "zeros", ...(gaps > 0 && { missing: "zeros" }) },
    because: { en: `${count} categories`, fr: `${count} catégories` },
  };
}

/** What fits a target: two classes have one output, more of them one each, and numbers are predicted as they are. */
export function targetProposal(summary: ColumnSummary): TargetProposal {
  const classes = classesIn(summary);
  const { column: target } = summary;
  if (classes === undefined) {
    const numbers = { target: { [target]: { kind: "numeric", scale: "standardize" } }, metric: "rSquared" };
    return { ...numbers, activation: "identity", loss: "meanSquaredError" };
  }
  if (classes === 2) return { target, activation: "sigmoid", loss: "binaryCrossEntropy", metric: "binaryAccuracy" };
  return { target, activation: "softmax", loss: "categoricalCrossEntropy", metric: "accuracy" };
}

/** How many classes a column has, where it holds classes. */
function classesIn(summary: ColumnSummary): number | undefined {
  if (summary.type === "nothing") return undefined;
  if (summary.type !== "numbers") return summary.classes.length > 1 ? summary.classes.length : undefined;
  // Numbers are labels where there are two whole ones side by side: of more it isn't known.
  const { minimum, maximum, histogram } = summary;
  const areTwo = maximum - minimum === 1 && histogram.filter((count) => count > 0).length === 2;
  return areTwo && Number.isInteger(minimum) ? 2 : undefined;
}

function isName(summary: ColumnSummary, rows: number): boolean {
  if (summary.type === "nothing" || summary.type === "numbers") return false;
  const different = summary.classes.length;
  return different > MOST_CATEGORIES || (different === rows - summary.gaps && rows >= FEW_ROWS);
}

function isRunning(summary: ColumnSummary, rows: number): boolean {
  if (summary.type !== "numbers" || summary.gaps > 0 || rows < FEW_ROWS) return false;
  const { minimum, maximum, mean } = summary;
  return Number.isInteger(minimum) && maximum - minimum === rows - 1 && mean === (minimum + maximum) / 2;
}
