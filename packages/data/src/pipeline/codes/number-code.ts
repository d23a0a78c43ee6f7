import { DataError } from "@nn/core";
import {
  Computation,
  checkOptions,
  finiteNumber,
  type NumberCell,
  OptionError,
  printable,
  show,
  trueOrFalse,
} from "@nn/core/component";
import { checkList, checkWhole } from "../../rows.js";
import type { Cell } from "../../table/columnar.js";
import { numberIn, numberRemedy } from "../../table/number-cell.js";
import { type CellPlace, type ColumnCode, checkCells, checkName, isMissing, refuseForeignCell } from "./column-code.js";

/** Whether a value has things by their names, and is no list of any kind. */
const isRecord = (value: unknown): boolean => Object.prototype.toString.call(value) === "[object Object]";

/** How a number is scaled, as formulas. */
export type Scaling = Pick<NumberCell, "name" | "formula" | "inverse" | "constants">;

/** What a {@link NumberCode} is made from. */
export type NumberCodeSettings = NumberCell;

/** What a formula knows of the numbers beside its own: with it, a row would become another one beside other rows. */
const OTHER_ROWS = /(?<![\p{L}\p{N}_])(size|batch|index|sum|mean)(?![\p{L}\p{N}_])/u;

const NAMES = ["name", "formula", "inverse", "constants", "missing", "indicator"] as const;

/**
 * A column of numbers as a network takes it: each is scaled by a formula, and a missing one is filled in. It is what
 * `numeric` of a pipeline learns from training rows.
 *
 * @throws OptionError for settings that are missing or wrong, and for formulas that can't be read.
 *
 * @example
 * const weight = new NumberCode({
 *   ...{ name: "shift", formula: "x - offset", inverse: "y + offset", constants: { offset: 135 } },
 *   ...{ missing: 135, indicator: true },
 * });
 * weight.encode([133, null], (row) => `row ${row}`); // => [-2, 0, 0, 1]
 * weight.decode([-2]); // => [133]
 */
export class NumberCode implements ColumnCode, NumberCodeSettings {
  readonly name: string;
  readonly formula: string;
  readonly inverse: string;
  readonly constants: Readonly<Record<string, number>>;
  readonly missing: number | null;
  readonly indicator: boolean;
  readonly #scale: Computation;
  readonly #back: Computation;

  constructor(settings: NumberCodeSettings) {
    checkOptions("NumberCode", settings, NAMES);
    const { name, formula, inverse, constants, missing, indicator } = settings;
    for (const [key, text] of Object.entries({ name, formula, inverse })) {
      if (typeof text !== "string") throw new OptionError(`NumberCode: ${key} must be a text, but is ${show(text)}.`);
    }
    if (!isRecord(constants)) {
      throw new OptionError(`NumberCode: constants must be an object, { offset: 135 }, but is ${show(constants)}.`);
    }
    for (const [key, value] of Object.entries(constants)) {
      finiteNumber(`NumberCode: the constant ${printable(key)}`, value);
    }
    for (const [key, text] of Object.entries({ formula, inverse })) {
      const other = OTHER_ROWS.exec(text)?.[0];
      if (other === undefined || Object.hasOwn(constants, other)) continue;
      throw new OptionError(
        `NumberCode: ${key} is of a single number, but names ${other}, which is of all that are prepared together: give what it stands for as a constant.`,
      );
    }
    this.name = name;
    this.formula = formula;
    this.inverse = inverse;
    this.constants = Object.freeze({ ...constants });
    this.missing = missing === null ? null : finiteNumber("NumberCode: missing", missing);
    this.indicator = trueOrFalse("NumberCode: indicator", indicator);
    this.#scale = this.#computation("y", "x", formula);
    this.#back = this.#computation("x", "y", inverse);
  }

  get kind(): string {
    return "NumberCode";
  }

  settings(): NumberCodeSettings {
    const { name, formula, inverse, constants, missing, indicator } = this;
    return { name, formula, inverse, constants, missing, indicator };
  }

  get size(): number {
    return this.indicator ? 2 : 1;
  }

  names(column: string): string[] {
    checkName(column);
    return this.indicator ? [column, `${column} missing`] : [column];
  }

  /**
   * The scaled numbers of cells, each with its indicator if there is one.
   *
   * @throws DataError for a cell that is missing or holds no number, and for a number that can't be scaled.
   */
  encode(cells: readonly Cell[], place: CellPlace): Float64Array {
    const where = checkCells(cells, place);
    const filled = Float64Array.from(cells, (cell, row) => this.#number(cell, row, where));
    const scaled = this.#apply(this.#scale, filled);
    const at = scaled.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) {
      throw new DataError(
        `${where(at)}: ${filled[at]} has no finite value by ${this.name}, ${this.formula}. Leave the row out, or scale the column in another way.`,
      );
    }
    if (!this.indicator) return scaled;
    return Float64Array.from({ length: 2 * cells.length }, (_, i) =>
      i % 2 === 0 ? scaled[i / 2]! : Number(isMissing(cells[(i - 1) / 2])),
    );
  }

  /**
   * Scaled numbers in the column's unit again.
   *
   * @throws DataError for one that isn't finite there.
   */
  decode(values: ArrayLike<number>): Float64Array {
    if (!ArrayBuffer.isView(values)) checkList("decode", "numbers, as in [1.5]", values);
    if (Array.isArray(values)) checkWhole("decode", values);
    const decoded = this.#apply(
      this.#back,
      Float64Array.from({ length: values.length }, (_, i) => numberOnly(values[i])),
    );
    const at = decoded.findIndex((value) => !Number.isFinite(value));
    if (at < 0) return decoded;
    throw new DataError(`${values[at]} has no finite value by the inverse of ${this.name}, ${this.inverse}.`);
  }

  #number(cell: Cell, row: number, place: CellPlace): number {
    if (isMissing(cell)) {
      if (this.missing !== null) return this.missing;
      throw new DataError(
        `${place(row)}: the number is missing. Leave the row out, or fill gaps: the column as numeric({ missing: mean }) in the inputs of Pipeline.fit, with ignored: [] to keep the others.`,
      );
    }
    if (typeof cell === "boolean") return Number(cell);
    if (typeof cell !== "number" && typeof cell !== "string") refuseForeignCell(cell, place(row));
    const number = typeof cell === "number" ? cell : numberIn(cell.trim());
    if (number !== undefined && Number.isFinite(number)) return number;
    const remedy = typeof cell === "string" ? numberRemedy(cell.trim()) : "";
    throw new DataError(`${place(row)}: expected a number, but got ${show(cell)}.${remedy}`);
  }

  #computation(out: string, given: string, formula: string): Computation {
    const scalars = Object.keys(this.constants);
    return new Computation({ name: this.name, arrays: [out, given], scalars, lines: [`${out} = ${formula}`] });
  }

  #apply(computation: Computation, values: Float64Array): Float64Array {
    const out = new Float64Array(values.length);
    const constants = Object.values(this.constants);
    // Each number is a row of its own, so that the max of one is itself.
    computation.loop(constants, values.length, 1, out, values, NOTHING, NOTHING, NOTHING, NOTHING);
    return out;
  }
}

const NOTHING: Float64Array = /* @__PURE__ */ new Float64Array(0);

function numberOnly(value: unknown): number {
  if (typeof value === "number") return value;
  throw new DataError(`decode takes numbers, as in [1.5], but got ${show(value)}.`);
}
