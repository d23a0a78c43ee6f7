import { DataError } from "@nn/core";
import { type CategoryCell, checkOptions, OptionError, show, suggestion } from "@nn/core/component";
import { checkWhole } from "../../rows.js";
import type { Cell } from "../../table/columnar.js";
import { type CellPlace, type ColumnCode, checkCells, checkName, isMissing, refuseForeignCell } from "./column-code.js";

/** What a category is in a table: a text, a number, true or false. */
export type Category = string | number | boolean;

/** What a {@link CategoryCode} is made from. */
export type CategoryCodeSettings = CategoryCell;

/** More numbers for a category are a mistake. */
const MOST_NUMBERS = 2 ** 20;

const NAMES = ["name", "categories", "codes", "unknown", "missing"] as const;

/**
 * A column of categories as a network takes it: each has numbers of its own. It is what `oneHot`, `ordinal` and `label` of a
 * pipeline learn from training rows.
 *
 * @throws OptionError for settings that are missing or wrong.
 *
 * @example
 * const island = new CategoryCode({
 *   ...{ name: "oneHot", categories: ["Biscoe", "Dream"], codes: [[1, 0], [0, 1]] },
 *   ...{ unknown: [0, 0], missing: null },
 * });
 * island.encode(["Dream", "Torgersen"], (row) => `row ${row}`); // => [0, 1, 0, 0]
 */
export class CategoryCode implements ColumnCode, CategoryCodeSettings {
  readonly name: string;
  readonly categories: readonly Category[];
  readonly codes: readonly (readonly number[])[];
  readonly unknown: readonly number[] | null;
  readonly missing: readonly number[] | null;
  readonly #numbers: ReadonlyMap<string, readonly number[]>;

  constructor(settings: CategoryCodeSettings) {
    checkOptions("CategoryCode", settings, NAMES);
    const { name, categories, codes, unknown, missing } = settings;
    if (typeof name !== "string") throw new OptionError(`CategoryCode: name must be a text, but is ${show(name)}.`);
    for (const list of [categories, codes]) if (Array.isArray(list)) checkWhole("CategoryCode", list);
    if (!Array.isArray(categories) || categories.length === 0 || !categories.every(isCategory)) {
      throw new OptionError(
        `CategoryCode: categories must be a list of texts, numbers, true or false, but is ${show(categories)}.`,
      );
    }
    const isWhole = Array.isArray(codes) && codes.length === categories.length && Array.isArray(codes[0]);
    const size = isWhole ? (codes[0] as unknown[]).length : 0;
    const isCode = (code: unknown): boolean =>
      Array.isArray(code) && code.length === size && code.every((number) => Number.isFinite(number));
    if (!isWhole || size === 0 || size > MOST_NUMBERS || !codes.every(isCode)) {
      throw new OptionError(
        `CategoryCode: codes must be as many numbers for each of ${categories.length} categories, but is ${show(codes)}.`,
      );
    }
    for (const [key, code] of Object.entries({ unknown, missing })) {
      if (code === null || isCode(code)) continue;
      throw new OptionError(`CategoryCode: ${key} must be null or ${size} numbers, but is ${show(code)}.`);
    }
    this.name = name;
    this.categories = Object.freeze(Array.from(categories));
    this.codes = Array.from(codes, (code) => Object.freeze(Array.from<number>(code)));
    this.unknown = unknown && Array.from(unknown);
    this.missing = missing && Array.from(missing);
    this.#numbers = new Map(this.categories.map((category, i) => [String(category), this.codes[i]!]));
    if (this.#numbers.size === categories.length) return;
    throw new OptionError(`CategoryCode: no category may be there twice, but categories is ${show(categories)}.`);
  }

  get kind(): string {
    return "CategoryCode";
  }

  settings(): CategoryCodeSettings {
    const { name, categories, codes, unknown, missing } = this;
    return { name, categories, codes, unknown, missing };
  }

  get size(): number {
    return this.codes[0]!.length;
  }

  names(column: string): string[] {
    checkName(column);
    if (this.size !== this.categories.length) return Array.from({ length: this.size }, () => column);
    return this.categories.map((category) => `${column} = ${category}`);
  }

  /**
   * The numbers of cells.
   *
   * @throws DataError for a cell that is missing or holds an unknown category, unless there are numbers for it.
   */
  encode(cells: readonly Cell[], place: CellPlace): Float64Array {
    const where = checkCells(cells, place);
    const encoded = new Float64Array(cells.length * this.size);
    cells.forEach((cell, row) => {
      encoded.set(this.#codeOf(cell, row, where), row * this.size);
    });
    return encoded;
  }

  #codeOf(cell: Cell, row: number, place: CellPlace): readonly number[] {
    if (isMissing(cell)) {
      if (this.missing !== null) return this.missing;
      throw new DataError(
        `${place(row)}: the category is missing. Leave the row out, or say what a gap is: inputs: { …: oneHot({ missing: "zeros" }) }, ignored: [] in Pipeline.fit.`,
      );
    }
    if (!isCategory(cell)) refuseForeignCell(cell, place(row));
    const text = String(cell).trim();
    const code = this.#numbers.get(text) ?? this.unknown;
    if (code !== null) return code;
    throw new DataError(
      `${place(row)}: ${show(text)} is none of its categories. ${suggestion(text, [...this.#numbers.keys()], show)} ` +
        'oneHot({ unknown: "zeros" }) takes others.',
    );
  }
}

export function isCategory(value: unknown): value is Category {
  return typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && !Number.isNaN(value));
}
