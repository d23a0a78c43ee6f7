import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Cell } from "../table/columnar.js";
import { numberIn, numberRemedy } from "../table/number-cell.js";
import { label, oneHot } from "./codes/categories.js";
import { isCategory } from "./codes/category-code.js";
import { isMissing } from "./codes/column-code.js";
import type { ColumnMaker } from "./codes/column-maker.js";
import { numeric } from "./codes/numeric.js";
import type { Makers } from "./pipeline-options.js";
import { columnOf, type RawRows } from "./rows.js";

/** A column of more numbers than these isn't taken for one of labels. */
const MOST_NUMBER_LABELS = 20;
/** So many different texts are rarely categories. */
const MOST_CATEGORIES = 100;
/** In fewer rows than these each may have another category. */
const FEW_ROWS = 10;

/**
 * How columns are prepared: as given, or as their cells say.
 *
 * @param ignored - Those that have no part in it.
 * @throws DataError for texts of which each row has another one, as names are.
 */
export function rolesOf(rows: RawRows, columns: readonly string[], given: Makers, ignored: readonly string[]): Makers {
  const roles = columns.map(
    (column) => [column, Object.hasOwn(given, column) ? given[column]! : roleOf(rows, column, ignored)] as const,
  );
  // A name that isn't among the columns is refused where its cells are asked for.
  return { ...Object.fromEntries(roles), ...given };
}

function roleOf(rows: RawRows, column: string, ignored: readonly string[]): ColumnMaker {
  const cells = columnOf(rows, column).cells.filter((cell) => !isMissing(cell));
  if (holdsNumbers(cells)) return numeric();
  const different = new Set(cells).size;
  const areNames = different === cells.length && cells.length >= FEW_ROWS;
  if (!areNames && different <= MOST_CATEGORIES) return oneHot();
  throw new DataError(
    `The column ${show(column)} has ${different} different texts in ${cells.length} rows, as names and dates have, of which a network learns the rows ` +
      `by heart. Leave it out: ignored: [${[...ignored, column].map(show).join(", ")}]. If they are categories: ` +
      `inputs: { …, ${show(column)}: oneHot() }, ignored: [${ignored.map(show).join(", ")}].`,
  );
}

/**
 * The labels of a column, unless it holds measures.
 *
 * @throws DataError for numbers that are more likely measures than labels.
 */
export function labelsIn(rows: RawRows, column: string): ColumnMaker {
  const { cells } = columnOf(rows, column);
  const different = new Set(cells).size;
  const areMeasures = different > MOST_NUMBER_LABELS || cells.some((cell) => !isWhole(cell));
  if (areMeasures && holdsNumbers(cells.filter((cell) => !isMissing(cell)))) {
    throw new DataError(
      `The column ${show(column)} has ${different} different numbers, ${different > MOST_NUMBER_LABELS ? "which are too many labels" : "some of which aren't whole, as labels are"}. Write target: { ${column}: numeric() } to predict numbers, or { ${column}: label() } if they are labels.`,
    );
  }
  return label();
}

/** Whether most cells are numbers: then a text among them is a mistake, which is refused in its place. */
function holdsNumbers(cells: readonly Cell[]): boolean {
  return cells.filter(isNumber).length > cells.length / 2 || cells.length === 0;
}

function isWhole(cell: Cell): boolean {
  // A gap says nothing; what no cell can be is refused where it is encoded.
  return cell === null || (isCategory(cell) && Number.isInteger(Number(cell)));
}

/** Whether a cell is a number, or meant to be one: `"1,5"`, `"12 %"`. */
function isNumber(cell: Cell): boolean {
  if (typeof cell !== "string") return typeof cell === "number";
  const text = cell.trim();
  return numberIn(text) !== undefined || (/^[^\p{L}]*\d[^\p{L}]*$/u.test(text) && numberRemedy(text) !== "");
}
