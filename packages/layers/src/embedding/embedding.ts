import {
  checkOptions,
  type Equations,
  type Frame,
  type Initializer,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type ParameterElement,
  type ParameterSpec,
  type PyTorchModule,
  positiveInteger,
  type Shape,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven, checkInitializer } from "../checks.js";
import { Uniform } from "../initializers/random.js";
import { type Lookup, lookup } from "./lookup.js";
import { checkPadding, INT64, PADDED, paddedOperators, UNLESS_PADDING, withoutRow } from "./padding.js";

/** What may differ between {@link Embedding} layers of the same size. */
export interface EmbeddingOptions {
  /** Draws the table; evenly from −0.05 to 0.05 unless given. */
  readonly initializer?: Initializer;
  /** The number of the row that only fills up: it gives 0, and the layer has no gradient for it. There is none unless it is given. */
  readonly paddingIndex?: number;
}

/** What an {@link Embedding} is made from. */
export interface EmbeddingSettings extends EmbeddingOptions {
  /** How many rows the table has. */
  readonly count: number;
  /** How many numbers a row has. */
  readonly size: number;
}

/** What the passes of a frame need: the kernels, and the number of the padding as computations are given it. */
interface Prepared extends Lookup {
  readonly padding: readonly [number] | undefined;
}

/**
 * An embedding: a table with a row of numbers for each word, or whatever else is told by a whole number.
 *
 *     y[i] = table[x[i]]
 *     dtable[w] = Σ of dy[i] over the places whose x[i] is w
 *
 * It takes whole numbers from 0 to count − 1, in any shape, and gives `size` numbers for each. Nothing flows back through it:
 * dx is 0.
 *
 * With `paddingIndex` p, that number gives 0, whatever its row holds, and its row has no gradient here; layers behind it skip such
 * steps with `maskValue: 0`:
 *
 *     y[i] = 0 where x[i] = p, else table[x[i]]
 *     dtable[p] = 0
 *
 * The row is 0 at first. In `Tied` the second use of the table moves it, and here it gives 0 still. `padding_idx` of PyTorch is the same as
 * long as the row is 0; one that was set gives there what it holds.
 *
 * Source: Y. Bengio, R. Ducharme, P. Vincent and C. Jauvin, "A Neural Probabilistic Language Model", JMLR 3 (2003).
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, for a padding that is no row of the table, and for
 *   options that don't exist; DataError, in a pass, for what is no row of the table.
 *
 * @example
 * const network = new Sequential([new Embedding(3, 2)], { inputShape: [2] });
 * network.setParameters({ "0.table": [1, 2, 3, 4, 5, 6] });
 * network.predict([2, 0]); // => [[5, 6], [1, 2]]
 *
 * @example
 * const network = new Sequential([new Embedding(3, 2, { paddingIndex: 0 })], { inputShape: [2] });
 * network.setParameters({ "0.table": [1, 2, 3, 4, 5, 6] });
 * network.predict([2, 0]); // => [[5, 6], [0, 0]]
 */
export class Embedding implements Layer<"table", never, never, never, Prepared> {
  readonly name: string;
  /** How many rows the table has. */
  readonly count: number;
  /** How many numbers a row has. */
  readonly size: number;
  /** Draws the table when a network is built. */
  readonly initializer: Initializer;
  /** The number of the row that only fills up, if there is one. */
  readonly paddingIndex: number | undefined;
  readonly indexCount: number;

  constructor(count: number, size: number, options: EmbeddingOptions = {}) {
    checkGiven("Embedding", "two sizes, new Embedding(count, size)", count, size);
    checkOptions("Embedding", options, ["initializer", "paddingIndex"], "layer");
    const { initializer = new Uniform(), paddingIndex } = options;
    this.count = positiveInteger("Embedding: count", count);
    this.size = positiveInteger("Embedding: size", size);
    this.initializer = checkInitializer("Embedding: initializer", initializer);
    this.indexCount = count;
    this.paddingIndex = paddingIndex === undefined ? undefined : checkPadding(paddingIndex, count);
    this.name = `Embedding(${count} → ${size}${paddingIndex === undefined ? "" : `, padding ${paddingIndex}`})`;
  }

  get kind(): string {
    return "Embedding";
  }

  get titles(): Titles {
    return { en: "the embedding layer", fr: "la couche de plongement" };
  }

  settings(): EmbeddingSettings {
    const { count, size, initializer, paddingIndex } = this;
    return { count, size, initializer, ...(paddingIndex !== undefined && { paddingIndex }) };
  }

  get drawingSettings(): readonly string[] {
    return ["initializer"];
  }

  /** What its settings describe. */
  static from({ count, size, ...options }: EmbeddingSettings): Embedding {
    return new Embedding(count, size, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    return [...input, this.size];
  }

  parameters(): Record<"table", ParameterSpec> {
    const { count, size, paddingIndex } = this;
    const initializer =
      paddingIndex === undefined ? this.initializer : withoutRow(this.initializer, paddingIndex, size);
    return { table: { shape: [count, size], initializer, fanIn: count, fanOut: size, role: "weight" } };
  }

  saved(): Record<never, never> {
    return {};
  }

  scratch(input: Shape): Partial<Record<"kept", Shape>> {
    return this.paddingIndex === undefined ? {} : { kept: this.outputShape(input) };
  }

  prepare({ inputShape }: TrainFrame<"table", never, never, never>): Prepared {
    const { paddingIndex } = this;
    return { ...lookup(this, sizeOf(inputShape)), padding: paddingIndex === undefined ? undefined : [paddingIndex] };
  }

  equations(input: Shape): Equations[] {
    const { size, paddingIndex } = this;
    const reads = (at: number, before: ArrayLike<number>): Record<"w", ParameterElement> => {
      const row = before[Math.floor(at / size)];
      return { w: { parameter: "table", element: row * size + (at % size) } };
    };
    const all = sizeOf(input) * size;
    if (paddingIndex === undefined) return [{ formula: "w", size: all, reads }];
    const formula = `step(abs(x - ${paddingIndex})) * w`;
    return [{ formula, size: all, reads: (at, before) => ({ x: Math.floor(at / size), ...reads(at, before) }) }];
  }

  operators(): OperatorNode[] {
    const { count, size, paddingIndex } = this;
    if (paddingIndex !== undefined) return paddedOperators(count, size, paddingIndex);
    return [
      { operator: "Cast", inputs: ["x"], integers: { to: INT64 }, outputs: ["rows"] },
      { operator: "Gather", inputs: [{ parameter: "table" }, "rows"], outputs: ["y"] },
    ];
  }

  pytorch(): PyTorchModule[] {
    const { count, size, paddingIndex } = this;
    const own = { given: [count, size], tensors: { weight: { parameter: "table" } } };
    if (paddingIndex === undefined) return [{ module: "nn.Embedding", ...own }];
    return [{ module: "PaddedEmbedding", ...own, named: { padding_idx: paddingIndex }, source: PADDED }];
  }

  forward({
    kernels,
    batch,
    inputSize,
    x,
    y,
    parameters,
    prepared,
  }: Frame<"table", never, never, never, Prepared>): void {
    kernels.run(prepared.rows, batch, y, x, parameters.table);
    const { padding } = prepared;
    if (padding) kernels.compute(UNLESS_PADDING, padding, batch * inputSize, this.size, y, y, x);
  }

  backward(frame: TrainFrame<"table", never, never, never, Prepared>): void {
    const { kernels, prepared, batch, inputSize, x, dx, dy, gradients, scratch } = frame;
    const { padding } = prepared;
    const kept = padding ? scratch.kept : dy;
    if (padding) kernels.compute(UNLESS_PADDING, padding, batch * inputSize, this.size, kept, dy, x);
    kernels.run(prepared.gradient, batch, gradients.table, x, kept);
    if (dx) kernels.fill(dx, 0, batch * inputSize);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Embedding, ["forward", "backward"], ["count", "size", "paddingIndex"]);
