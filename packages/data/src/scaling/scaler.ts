import { DataError } from "@nn/core";
import { checkOptions, printable, show } from "@nn/core/component";
import { refuseForeignMethods, type WrittenHere } from "../foreign-methods.js";
import { checkRows, type Rows } from "../rows.js";
import { refuseUnbound } from "../unbound-methods.js";

const LEARNT =
  "const scaler = standardize(rows), or minMax(rows), which learns from them, and then scaler.transform(rows)";

const WRITTEN_HERE: WrittenHere = [
  ["fit fitTransform fit_transform partialFit partial_fit", LEARNT],
  ["inverseTransform inverse_transform", "scaler.inverse(rows)"],
  ["apply normalize", "scaler.transform(rows)"],
  ["save serialize toJson", "JSON.stringify(scaler), and new Scaler(JSON.parse(text))"],
];

/** A scaler as plain data, to keep beside a saved network. */
export interface ScalerData {
  /** How it was made: `"shift"`, `"standardize"`, `"minMax"`. */
  readonly name: string;
  /** What is subtracted, column by column, in the column's unit. */
  readonly offset: readonly number[];
  /** What the difference is divided by, column by column, in the column's unit. */
  readonly scale: readonly number[];
}

/**
 * Moves and stretches each column of a table, the same way for every row.
 *
 *     x′ = (x − offset) / scale            x = x′·scale + offset
 *
 * What is learnt from training rows is kept here, so that test rows and tomorrow's inputs are scaled as those were.
 * {@link shift}, {@link standardize} and {@link minMax} make scalers; the constructor restores one.
 *
 * @example
 * const scaler = minMax([[133, 65], [160, 72]]);
 * scaler.transform([[133, 72]]); // => [[0, 1]]
 * scaler.inverse([[0, 1]]); // => [[133, 72]]
 * const restored = new Scaler(JSON.parse(JSON.stringify(scaler)));
 * restored.transform([[160, 65]]); // => [[1, 0]]
 */
export class Scaler implements ScalerData {
  readonly name: string;
  readonly offset: readonly number[];
  readonly scale: readonly number[];

  /**
   * @throws DataError for data without a name or without an offset and a scale for each column, for one that isn't
   *   finite, and for a scale of 0; OptionError for a key that doesn't exist.
   */
  constructor(data: ScalerData) {
    checkOptions("A scaler", data, ["name", "offset", "scale"]);
    const { name, offset, scale } = data;
    const complete = typeof name === "string" && Array.isArray(offset) && Array.isArray(scale);
    if (!complete || offset.length === 0 || offset.length !== scale.length) {
      throw new DataError(
        "A scaler needs a name, and an offset and a scale for each of at least one column, " +
          `but the name is ${show(name)}, the offset is ${show(offset)} and the scale is ${show(scale)}.`,
      );
    }
    for (let column = 0; column < offset.length; column++) {
      if (!Number.isFinite(offset[column]) || !Number.isFinite(scale[column]) || scale[column] === 0) {
        throw new DataError(
          `The scaler ${printable(name)} needs finite numbers, and no scale of 0, but column ${column} has the offset ` +
            `${show(offset[column])} and the scale ${show(scale[column])}. Counts start at 0.`,
        );
      }
    }
    this.name = name;
    this.offset = Object.freeze([...offset]);
    this.scale = Object.freeze([...scale]);
    refuseUnbound(Scaler, "scaler");
    refuseForeignMethods(Scaler.prototype, "A scaler", WRITTEN_HERE);
  }

  /**
   * The rows scaled, as new arrays.
   *
   * @throws ShapeError for a row of another width; DataError for a number that isn't finite, or isn't when it is scaled.
   */
  transform(rows: Rows): number[][] {
    return this.#map(rows, (x, offset, scale) => {
      const difference = x - offset;
      return Number.isFinite(difference) ? difference / scale : ((x / 2 - offset / 2) / scale) * 2;
    });
  }

  /**
   * Scaled rows in their own units again, as new arrays.
   *
   * @throws ShapeError for a row of another width; DataError for a number that isn't finite, or isn't in its own unit.
   */
  inverse(rows: Rows): number[][] {
    return this.#map(rows, (x, offset, scale) => {
      const sum = x * scale + offset;
      return Number.isFinite(sum) ? sum : (x * (scale / 2) + offset / 2) * 2;
    });
  }

  /** What the constructor takes; `JSON.stringify` asks for it. */
  toJSON(): ScalerData {
    return { name: this.name, offset: this.offset, scale: this.scale };
  }

  #map(rows: Rows, formula: (x: number, offset: number, scale: number) => number): number[][] {
    const user = printable(this.name);
    checkRows(user, rows, this.offset.length);
    // Array.from makes plain arrays, whatever the rows call their constructor.
    return Array.from(rows, (row, r) =>
      Array.from(row, (x, column) => {
        const result = formula(x, this.offset[column]!, this.scale[column]!);
        // Without a sign for 0, which is no number of its own.
        if (Number.isFinite(result)) return result + 0;
        throw new DataError(
          `${user}: row ${r}, number ${column}, is ${x}; with the offset ${this.offset[column]} and the scale ` +
            `${this.scale[column]} it comes to more than the largest number, 1.8e308. Counts start at 0.`,
        );
      }),
    );
  }
}
