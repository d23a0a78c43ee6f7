import { DataError } from "@nn/core";
import { checkOptions, OptionError, show } from "@nn/core/component";
import { onQuotedFunction } from "../../quoted-function.js";
import { checkWhole } from "../../rows.js";
import type { Cell } from "../../table/columnar.js";
import { type Category, CategoryCode, isCategory } from "./category-code.js";
import { type CellPlace, isMissing, refuseForeignCell } from "./column-code.js";
import type { ColumnMaker } from "./column-maker.js";
import { refuseUnknownLabel } from "./unknown-label.js";

/** What becomes of cells that belong to no category. */
export interface CategoryOptions {
  /** What a category that the training rows don't have becomes: it is refused unless given, or all of its numbers are 0. */
  readonly unknown?: "refuse" | "zeros";
  /** What a gap becomes: it is refused unless given, all of its numbers are 0, or it is what a function such as `mostFrequent` chooses. */
  readonly missing?: "refuse" | "zeros" | ((values: readonly Category[]) => Category);
}

/**
 * A column of categories, each of which becomes an input that is 1 where a row belongs to it and 0 elsewhere.
 *
 * @throws OptionError for an option that doesn't exist or has a value it can't have.
 *
 * @example
 * const island = oneHot({ unknown: "zeros" }).fit(["Dream", "Biscoe", "Dream"], (row) => `row ${row}`);
 * island.categories; // => ["Biscoe", "Dream"]
 * island.encode(["Dream", "Torgersen"], (row) => `row ${row}`); // => [0, 1, 0, 0]
 */
export function oneHot(options: CategoryOptions = {}): ColumnMaker<CategoryCode> {
  checkCategoryOptions("oneHot", options);
  return {
    fit: (cells, place) => {
      const categories = categoriesIn(cells, place);
      return codeOf("oneHot", cells, categories, oneHotCodes(categories.length), options);
    },
  };
}

/**
 * A column of categories that have an order: the first is 0, the second 1.
 *
 * @param order - All categories in their order; that of the alphabet, or of numbers, unless given.
 * @throws OptionError for an option that doesn't exist or has a value it can't have.
 *
 * @example
 * const size = ordinal(["small", "medium", "large"]).fit(["large", "small"], (row) => `row ${row}`);
 * size.encode(["medium"], (row) => `row ${row}`); // => [1]
 */
export function ordinal(order?: readonly Category[], options: CategoryOptions = {}): ColumnMaker<CategoryCode> {
  const given = checkedOrder("ordinal", order);
  checkCategoryOptions("ordinal", options);
  return {
    fit: (cells, place) => {
      const categories = given ?? categoriesIn(cells, place);
      const codes = categories.map((_, i) => [i]);
      return checkedOn(cells, place, codeOf("ordinal", cells, categories, codes, options));
    },
  };
}

/**
 * The classes that a network is to tell apart: two of them become one target, 0 for the first and 1 for the second, and
 * more of them a target each.
 *
 * @param classes - All classes in their order; that of the alphabet, or of numbers, unless given.
 * @throws OptionError for classes that aren't a list of at least two, and for options, of which it has none.
 *
 * @example
 * label(["M", "F"]).fit(["F", "M"], (row) => `row ${row}`).encode(["F"], (row) => `row ${row}`); // => [1]
 */
export function label(classes?: readonly Category[]): ColumnMaker<CategoryCode>;
export function label(
  classes: readonly Category[] | undefined,
  ...more: readonly unknown[]
): ColumnMaker<CategoryCode> {
  const given = checkedOrder("label", classes);
  if (more.some((each) => each !== undefined)) {
    throw new OptionError(
      `label takes the classes in their order, and no more, but got ${more.map(show).join(", ")} as well: an answer that is missing or unknown can't be learnt from.`,
    );
  }
  return {
    fit: (cells, place) => {
      const categories = given ?? categoriesIn(cells, place);
      if (categories.length < 2) {
        throw new DataError(
          `${place(0)}: the labels of all rows are ${show(categories[0])}. A network tells at least two classes apart.`,
        );
      }
      const codes = categories.length === 2 ? [[0], [1]] : oneHotCodes(categories.length);
      refuseUnknownLabel(cells, place, categories);
      return codeOf("label", cells, categories, codes, {});
    },
  };
}

/** The categories that occur, sorted, so that they don't depend on the order of the rows. */
function categoriesIn(cells: readonly Cell[], place: CellPlace): Category[] {
  const known = new Map<string, Category>();
  cells.forEach((cell, row) => {
    if (isMissing(cell)) return;
    if (!["string", "number", "boolean"].includes(typeof cell)) refuseForeignCell(cell, place(row));
    const text = String(cell).trim();
    if (!known.has(text)) known.set(text, typeof cell === "string" ? text : cell);
  });
  const categories = [...known.values()];
  if (categories.length === 0) throw new DataError(`${place(0)}: the column has no category to learn from.`);
  const areNumbers = categories.every((category) => typeof category === "number");
  if (areNumbers) return (categories as number[]).sort((a, b) => a - b);
  return categories.sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

function codeOf(
  name: string,
  cells: readonly Cell[],
  categories: readonly Category[],
  codes: readonly (readonly number[])[],
  { unknown, missing }: CategoryOptions,
): CategoryCode {
  const zeros = codes[0]!.map(() => 0);
  const filled = (choose: (values: readonly Category[]) => Category): readonly number[] => {
    const chosen = choose(cells.filter((cell): cell is Category => !isMissing(cell)));
    const at = categories.findIndex((category) => String(category) === String(chosen));
    if (at >= 0) return codes[at]!;
    throw new OptionError(`${name}: missing must choose one of the categories, but gives ${show(chosen)}.`);
  };
  return new CategoryCode({
    ...{ name, categories, codes },
    unknown: unknown === "zeros" ? zeros : null,
    missing: typeof missing === "function" ? filled(missing) : missing === "zeros" ? zeros : null,
  });
}

/** A code that takes the training rows themselves, which categories that are given may not cover; gaps apart. */
function checkedOn(cells: readonly Cell[], place: CellPlace, code: CategoryCode): CategoryCode {
  const present = cells.flatMap((cell, row) => (isMissing(cell) ? [] : [[cell, row] as const]));
  code.encode(
    present.map(([cell]) => cell),
    (i) => place(present[i]![1]),
  );
  return code;
}

function oneHotCodes(count: number): number[][] {
  return Array.from({ length: count }, (_, one) => Array.from({ length: count }, (_, i) => Number(i === one)));
}

function checkCategoryOptions(user: string, options: CategoryOptions): void {
  checkOptions(user, options, ["unknown", "missing"]);
  const { unknown = "refuse", missing = "refuse" } = options;
  if (unknown !== "refuse" && unknown !== "zeros") {
    throw new OptionError(`${user}: unknown must be "refuse" or "zeros", but is ${show(unknown)}.`);
  }
  if (missing === "refuse" || missing === "zeros" || typeof missing === "function") return;
  throw new OptionError(
    `${user}: missing must be "refuse", "zeros" or a function, but is ${show(missing)}.${onQuotedFunction(missing)}`,
  );
}

/** A copy of the categories, which the list's owner can't change. */
function checkedOrder(user: string, order: readonly Category[] | undefined): readonly Category[] | undefined {
  if (order === undefined) return undefined;
  if (Array.isArray(order)) checkWhole(user, order);
  const given: readonly unknown[] = Array.isArray(order) ? Array.from(order as readonly unknown[]) : [];
  if (given.length >= 2 && given.every(isCategory) && new Set(given.map(String)).size === given.length) return given;
  throw new OptionError(
    `${user} takes a list of at least two categories, each once, as in ["M", "F"], but got ${show(order)}.`,
  );
}
