import {
  checkOptions,
  copyNumbers,
  type Equations,
  type Frame,
  type Initializer,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type ParameterSpec,
  type Shape,
  ShapeError,
  type Source,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkInitializer } from "../checks.js";
import { Normal } from "../initializers/random.js";

/** What may differ between {@link PositionalEmbedding} layers. */
export interface PositionalEmbeddingOptions {
  /** The first table; `new Normal({ standardDeviation: 0.02 })` unless given. */
  readonly initializer?: Initializer;
}

/**
 * A learnt vector for each time step, which is added to what stands there, so that attention knows where it is.
 *
 *     y[t] = x[t] + E[t]        x, y, E: [steps, inputs]
 *     dx = dy                   dE = Σ dy over the examples
 *
 * Source: J. Gehring and others, "Convolutional Sequence to Sequence Learning", ICML (2017), section 3.1; the deviation of the first
 * values is that of GPT-2.
 *
 * @throws OptionError for options that don't exist; ShapeError for an example of one axis, which isn't a sequence.
 *
 * @example
 * const network = new Sequential([new PositionalEmbedding()], { inputShape: [2, 1] });
 * network.setParameters({ "0.table": [10, 20] });
 * network.predict([[1], [2]]); // => [[11], [22]]
 */
export class PositionalEmbedding implements Layer<"table", never> {
  readonly name = "PositionalEmbedding";
  readonly keepsShape = true;
  /** Draws the table when a network is built. */
  readonly initializer: Initializer;

  constructor(options: PositionalEmbeddingOptions = {}) {
    checkOptions("PositionalEmbedding", options, ["initializer"], "layer");
    const { initializer } = { initializer: new Normal({ standardDeviation: 0.02 }), ...options };
    this.initializer = checkInitializer("PositionalEmbedding: initializer", initializer);
  }

  get kind(): string {
    return "PositionalEmbedding";
  }

  get titles(): Titles {
    return { en: "the positional embedding layer", fr: "la couche de plongement des positions" };
  }

  settings(): Required<PositionalEmbeddingOptions> {
    return { initializer: this.initializer };
  }

  get drawingSettings(): readonly string[] {
    return ["initializer"];
  }

  /** What its settings describe. */
  static from(settings: PositionalEmbeddingOptions): PositionalEmbedding {
    return new PositionalEmbedding(settings);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    if (input.length > 1) return input;
    throw new ShapeError(
      `a sequence has two axes or more, [steps, inputs], but this has the shape [${input.join(", ")}].`,
    );
  }

  parameters(input: Shape): Record<"table", ParameterSpec> {
    const { initializer } = this;
    return { table: { shape: input, initializer, fanIn: input[0], fanOut: sizeOf(input) / input[0] } };
  }

  saved(): Record<never, never> {
    return {};
  }

  forward({ kernels, batch, inputSize, x, y, parameters }: Frame<"table", never>): void {
    copyNumbers(kernels, y, x, batch * inputSize);
    kernels.addRow(y, parameters.table, batch, inputSize);
  }

  backward({ kernels, batch, inputSize, dx, dy, gradients }: TrainFrame<"table", never>): void {
    kernels.addColumnSums(gradients.table, dy, batch, inputSize);
    if (dx) copyNumbers(kernels, dx, dy, batch * inputSize);
  }

  operators(): OperatorNode[] {
    return [{ operator: "Add", inputs: ["x", { parameter: "table" }], outputs: ["y"] }];
  }

  equations(input: Shape): Equations[] {
    const reads = (element: number): Record<string, Source> => ({ x: element, e: { parameter: "table", element } });
    return [{ formula: "x + e", size: sizeOf(input), reads }];
  }
}

const METHODS = /* @__PURE__ */ methodsOf(PositionalEmbedding, ["forward", "backward"]);
