import { DataError } from "@nn/core";
import { show, suggestion } from "@nn/core/component";
import { refuseForeignMethods, type WrittenHere } from "./foreign-methods.js";
import { checkList, checkRows, type Rows } from "./rows.js";
import { refuseUnbound } from "./unbound-methods.js";

/** One gigabyte of numbers. */
const MOST_NUMBERS = 2 ** 27;

/** What the methods take. */
const LABELS = 'labels, as in ["M", "F"]';

const WRITTEN_HERE: WrittenHere = [
  [
    "fit fitTransform fit_transform partialFit partial_fit",
    "const encoder = LabelEncoder.fit(labels), and then encoder.encode(labels) or encoder.oneHot(labels)",
  ],
  ["transform", "encoder.encode(labels) for class numbers, encoder.oneHot(labels) for rows of 0 and 1"],
  ["inverseTransform inverse_transform", "encoder.decode(indices), or encoder.decodeOneHot(rows)"],
];

/**
 * Labels as numbers, and back: the class at index 0 is 0, or the row [1, 0, …].
 *
 * @example
 * const genders = new LabelEncoder(["M", "F"]);
 * genders.encode(["F", "M", "M"]); // => [1, 0, 0]
 * genders.oneHot(["F", "M"]); // => [[0, 1], [1, 0]]
 * genders.decodeOneHot([[0.2, 0.8]]); // => ["F"]
 * genders.encode(["M", "f"]);
 * // throws DataError: Label 1, counted from 0, is "f", which LabelEncoder("M", "F") doesn't know. Did you mean "F"?
 */
export class LabelEncoder {
  /** Every label there is; the place of a label is its number. */
  readonly classes: readonly string[];
  readonly #indices: ReadonlyMap<string, number>;

  /** @throws DataError for no classes, a class twice, and one that isn't text or is empty. */
  constructor(classes: readonly string[]) {
    checkList("A LabelEncoder", LABELS, classes);
    const indices = new Map<string, number>();
    for (const [index, label] of classes.entries()) {
      checkLabel(label);
      if (indices.has(label)) throw new DataError(`The class ${show(label)} is there twice. Name each class once.`);
      indices.set(label, index);
    }
    if (indices.size === 0) throw new DataError("A LabelEncoder needs at least one class, but got none.");
    this.classes = Object.freeze([...classes]);
    this.#indices = indices;
    refuseUnbound(LabelEncoder, "encoder");
    refuseForeignMethods(LabelEncoder.prototype, "A LabelEncoder", WRITTEN_HERE);
  }

  /**
   * An encoder for the labels that occur. Its classes are sorted (by code unit, the same in every language), so they
   * don't depend on the order of the rows.
   *
   * @throws DataError for no labels, and for one that isn't text or is empty.
   *
   * @example
   * LabelEncoder.fit(["M", "F", "M"]).classes; // => ["F", "M"]
   */
  static fit(labels: readonly string[]): LabelEncoder {
    checkList("LabelEncoder.fit", LABELS, labels);
    const classes = new Set<string>();
    for (const label of labels) classes.add(checkLabel(label));
    return new LabelEncoder([...classes].sort());
  }

  /**
   * The number of each label's class.
   *
   * @throws DataError for a label that is none of the classes.
   */
  encode(labels: readonly string[]): number[] {
    return this.#encode("encode", labels);
  }

  /**
   * For each label a row with 1 at its class and 0 elsewhere: targets for a softmax.
   *
   * @throws DataError for a label that is none of the classes, and for rows that would take more than a gigabyte.
   */
  oneHot(labels: readonly string[]): number[][] {
    const indices = this.#encode("oneHot", labels);
    const numbers = indices.length * this.classes.length;
    if (numbers > MOST_NUMBERS) {
      throw new DataError(
        `oneHot: ${indices.length} labels of ${this.classes.length} classes are ${numbers} numbers, ` +
          `${(8e-9 * numbers).toFixed(1)} GB. Take fewer labels at a time.`,
      );
    }
    return indices.map((index) => this.classes.map((_, column) => (column === index ? 1 : 0)));
  }

  /**
   * The labels of class numbers. A sigmoid's output is one after rounding.
   *
   * @throws DataError for a number that no class has.
   *
   * @example
   * const predictions = [[0.1], [0.9]];
   * new LabelEncoder(["M", "F"]).decode(predictions.map(([p]) => Math.round(p))); // => ["M", "F"]
   */
  decode(indices: readonly number[]): string[] {
    checkList("decode", "class numbers, as in [0, 1]", indices);
    return Array.from(indices, (index, position) => {
      const label = Number.isInteger(index) ? this.classes[index] : undefined;
      if (label !== undefined) return label;
      const remedy = Array.isArray(index) ? " decodeOneHot takes rows of outputs." : "";
      throw new DataError(
        `Number ${position}, counted from 0, is ${show(index)}, but the classes are 0 to ${this.classes.length - 1}.${remedy}`,
      );
    });
  }

  /**
   * For each of a network's output rows the label of the largest output; of equal outputs the first counts.
   *
   * @throws ShapeError for a row without one output for each class; DataError for an output that isn't finite.
   */
  decodeOneHot(rows: Rows): string[] {
    checkRows("decodeOneHot", rows, this.classes.length);
    return Array.from(rows, (row) => this.classes[row.indexOf(row.reduce((a, b) => Math.max(a, b)))]!);
  }

  #encode(user: string, labels: readonly string[]): number[] {
    checkList(user, LABELS, labels);
    return Array.from(labels, (label, position) => {
      const index = this.#indices.get(label);
      if (index !== undefined) return index;
      const remedy = typeof label === "string" ? ` ${suggestion(label, this.classes, show)}` : "";
      throw new DataError(
        `Label ${position}, counted from 0, is ${show(label)}, which ${this.#name()} doesn't know.${remedy}`,
      );
    });
  }

  #name(): string {
    const shown = this.classes.slice(0, 5).map((label) => show(label));
    const more = this.classes.length > 5 ? ` and ${this.classes.length - 5} more` : "";
    return `LabelEncoder(${shown.join(", ")}${more})`;
  }
}

function checkLabel(label: string): string {
  if (typeof label === "string" && label !== "") return label;
  const remedy = typeof label === "string" ? "Is a label missing?" : "labels.map(String) makes texts.";
  throw new DataError(`A class is a text that isn't empty, but got ${show(label)}. ${remedy}`);
}
