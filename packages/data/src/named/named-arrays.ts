import { type Data, DataError, ShapeError } from "@nn/core";
import {
  type ArrayRows,
  checkOptions,
  isShape,
  type NetworkPipeline,
  OptionError,
  type Shape,
  show,
} from "@nn/core/component";
import { checkList, checkWhole } from "../rows.js";
import {
  checkNames,
  columnsIn,
  isObject,
  type Named,
  namedIn,
  numberNames,
  shapesOf,
  sideBySide,
  sizeOfAll,
} from "./columns.js";
import { nested, numbersOf } from "./numbers.js";
import type { NamedAnswer, NamedRow, NamedShapes, NamedTable } from "./types.js";

/** What {@link NamedArrays} are made from. */
export interface NamedArraysSettings<
  Inputs extends NamedShapes = NamedShapes,
  Outputs extends NamedShapes = NamedShapes,
> {
  /** The shapes of the inputs, in the order in which the network has their numbers side by side. */
  readonly inputs: Inputs;
  /** Those of its outputs. */
  readonly outputs: Outputs;
}

/** Of data, which a row of such names would be taken for. */
const TAKEN = ["inputs", "targets", "weights", "read", "__proto__"];

/**
 * Inputs and outputs of a network by their names: a network that has them as its `pipeline` is given an object of arrays, and
 * answers with one.
 *
 *     x = [input₁, input₂, …], each row by row                  y = [output₁, output₂, …]
 *
 * The network takes the numbers of all inputs side by side: a `Concatenate` of stacks that each begin with a `Slice` takes them
 * apart, and a `Reshape` behind that gives one its shape again. Another `Concatenate` at the end puts the outputs side by side, and
 * `WeightedLosses` have a loss for each. So it does what the functional API of Keras does with lists of inputs and outputs.
 *
 * @typeParam Inputs - The shapes of the inputs.
 * @typeParam Outputs - The shapes of the outputs.
 *
 * @throws OptionError for what isn't shapes by name, and for an input with a name that data have, such as `inputs`.
 *
 * @example
 * const outputs = { rating: [1], genre: [2] } as const;
 * const pipeline = new NamedArrays({ inputs: { user: [2], item: [1] }, outputs });
 * const towers = new Concatenate(
 *   [new Slice({ begin: 0, size: 2 }), new Dense(2, 3)],
 *   [new Slice({ begin: 2, size: 1 }), new Dense(1, 3)],
 * );
 * const heads = new Concatenate([new Dense(6, 1, { activation: identity })], [new Dense(6, 2, { activation: softmax })]);
 * const network = new Sequential([towers, heads], { inputShape: [3], pipeline, seed: 1 });
 * const loss = new WeightedLosses(outputs, {
 *   rating: { loss: meanSquaredError, weight: 0.1 },
 *   genre: { loss: categoricalCrossEntropy },
 * });
 * const data = {
 *   inputs: { user: [[0, 1], [1, 0]], item: [2, 5] },
 *   targets: { rating: [3, 4], genre: [[1, 0], [0, 1]] },
 * };
 * await network.fit(data, { loss, optimizer: new SGD({ learningRate: 0.1 }), epochs: 5, batchSize: 2 });
 * const { rating, genre } = network.predict({ user: [0, 1], item: 2 });
 * [rating.length, genre.length]; // => [1, 2]
 */
export class NamedArrays<
  const Inputs extends NamedShapes = NamedShapes,
  const Outputs extends NamedShapes = NamedShapes,
> implements NetworkPipeline<NamedRow<Inputs>, NamedAnswer<Outputs>, NamedTable<Inputs, Outputs>>
{
  readonly inputSize: number;
  readonly outputSize: number;
  readonly inputNames: readonly string[];
  readonly targetNames: readonly string[];
  readonly rowFormat: ArrayRows;
  readonly #inputs: readonly Named[];
  readonly #outputs: readonly Named[];

  constructor(settings: NamedArraysSettings<Inputs, Outputs>) {
    checkOptions("NamedArrays", settings, ["inputs", "outputs"]);
    this.#inputs = namedIn("inputs", settings.inputs);
    this.#outputs = namedIn("outputs", settings.outputs);
    const taken = this.#inputs.find(({ name }) => TAKEN.includes(name));
    if (taken !== undefined) {
      throw new OptionError(
        `NamedArrays: an input can't be named ${show(taken.name)}, which data have. Choose another name.`,
      );
    }
    this.inputSize = sizeOfAll(this.#inputs);
    this.outputSize = sizeOfAll(this.#outputs);
    this.inputNames = numberNames(this.#inputs);
    this.targetNames = numberNames(this.#outputs);
    this.rowFormat = { of: "arrays", inputs: shapesOf(this.#inputs), outputs: shapesOf(this.#outputs) };
  }

  get kind(): string {
    return "NamedArrays";
  }

  settings(): NamedArraysSettings {
    return { inputs: shapesOf(this.#inputs), outputs: shapesOf(this.#outputs) };
  }

  /** Whether a value is an object of inputs, a list of those, or `{ inputs, targets }` of arrays by name. */
  takes(value: unknown): boolean {
    return this.isRow(value) || (Array.isArray(value) && this.isRow(value[0])) || isTable(value);
  }

  isRow(value: unknown): value is NamedRow<Inputs> {
    return isObject(value) && this.#inputs.every(({ name }) => Object.hasOwn(value, name));
  }

  /**
   * The numbers that the network is given for one example, or for each of several.
   *
   * @throws DataError for an input that isn't there, and for lists of inputs that aren't equally long; ShapeError for one of another
   *   shape.
   */
  inputs(rows: NamedRow<Inputs> | readonly NamedRow<Inputs>[] | NamedTable<Inputs, Outputs>): number[][] {
    if (isTable(rows)) return sideBySide(columnsIn("inputs", rows.inputs, this.#inputs));
    const list = (this.isRow(rows) ? [rows] : rows) as readonly unknown[];
    checkList("NamedArrays.inputs", "objects of inputs", list);
    checkWhole("NamedArrays.inputs", list);
    return Array.from(list, (row, i) => {
      const where = list.length === 1 ? "" : `Example ${i}, counted from 0: `;
      if (!isObject(row)) throw new DataError(`${where}Inputs are an object by their names, but got ${show(row)}.`);
      checkNames(where || "The inputs: ", row, this.#inputs);
      return this.#inputs.flatMap(({ name, shape }) =>
        numbersOf(`${where}${where ? "the" : "The"} input ${show(name)}`, row[name], shape),
      );
    });
  }

  /**
   * Inputs and targets, as a network is trained on them.
   *
   * @param targetShape - The shape of all targets together, as a loss takes them.
   * @throws DataError and ShapeError as for {@link NamedArrays.inputs}.
   */
  data(table: NamedTable<Inputs, Outputs>, targetShape: Shape = [this.outputSize]): Data {
    if (!isTable(table) || !isObject(table.targets)) {
      const [input, output] = [this.#inputs[0]!.name, this.#outputs[0]!.name];
      throw new DataError(
        `Training takes arrays by name, { inputs: { ${input}: […] }, targets: { ${output}: […] } }, but got ${show(table)}.`,
      );
    }
    if (!isShape(targetShape)) {
      throw new OptionError(`NamedArrays.data: targetShape must be a shape, such as [1], but is ${show(targetShape)}.`);
    }
    const targets = sideBySide(columnsIn("targets", table.targets, this.#outputs));
    const expected = targetShape.reduce((product, length) => product * length, 1);
    if (targets.length > 0 && targets[0]!.length !== expected) {
      throw new ShapeError(
        `The targets ${this.#outputs.map(({ name }) => show(name)).join(", ")} have ${targets[0]!.length} numbers an example ` +
          `together, but the loss takes ${expected}: for each output numbers of its shape, or class numbers where its loss takes those.`,
      );
    }
    const { weights } = table;
    return { inputs: this.inputs(table), targets, ...(weights !== undefined && { weights }) };
  }

  /** Outputs by their names, each nested as its shape says. */
  answers(outputs: readonly ArrayLike<number>[]): NamedAnswer<Outputs>[] {
    checkList("NamedArrays.answers", "outputs, a list of numbers for each example, as in [[0.5]]", outputs);
    checkWhole("NamedArrays.answers", outputs);
    return Array.from(outputs, (row, example) => {
      const values = Array.from({ length: this.outputSize }, (_, i) => outputAt(row, i, example));
      let end = 0;
      const answers = this.#outputs.map(({ name, shape, size }) => {
        end += size;
        return [name, nested(values.slice(end - size, end), shape)];
      });
      return Object.fromEntries(answers) as NamedAnswer<Outputs>;
    });
  }
}

function isTable(value: unknown): value is NamedTable {
  return isObject(value) && isObject(value.inputs);
}

/** @throws DataError for what is no number. */
function outputAt(row: unknown, i: number, example: number): number {
  const value: unknown = Object(row)[i];
  if (typeof value === "number") return value;
  throw new DataError(
    `NamedArrays.answers takes numbers, but number ${i} of example ${example} is ${show(value)}. Counts start at 0.`,
  );
}
