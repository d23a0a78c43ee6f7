import {
  checkOptions,
  copyNumbers,
  type Equations,
  type Frame,
  finiteNumber,
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
import { sinusoids } from "./sinusoids.js";

/** What may differ between {@link PositionalEncoding} layers. */
export interface PositionalEncodingOptions {
  /** How many steps the slowest waves take for a turn, as 2π times this; 10000 unless given. */
  readonly maxWavelength?: number;
}

/**
 * Waves of several lengths, which are added to each time step, so that attention knows where it is. Nothing of them is learnt: see
 * {@link PositionalEmbedding} for a table that is.
 *
 *     y[t] = x[t] + P[t]                          x, y, P: [steps, inputs]
 *     P[t, 2i] = sin(t / Lʳ), P[t, 2i + 1] = cos(t / Lʳ), r = 2i / inputs
 *     dx = dy
 *
 * L is `maxWavelength`. P is kept with the network as what it remembers, `"0.encoding"`, as PyTorch keeps a buffer.
 *
 * Source: A. Vaswani and others, "Attention Is All You Need", NeurIPS (2017), section 3.5; it is `SinePositionEncoding` of KerasHub, which
 * gives P without x.
 *
 * @throws OptionError for a `maxWavelength` below 1, and for options that don't exist; ShapeError for what isn't [steps, inputs].
 *
 * @example
 * const network = new Sequential([new PositionalEncoding()], { inputShape: [2, 2] });
 * network.predict([[0, 0], [0, 0]]); // => [[0, 1], [0.8415, 0.5403]]
 */
export class PositionalEncoding implements Layer<never, never, "encoding"> {
  readonly name = "PositionalEncoding";
  readonly keepsShape = true;
  /** How many steps the slowest waves take for a turn, as 2π times this. */
  readonly maxWavelength: number;

  constructor(options: PositionalEncodingOptions = {}) {
    checkOptions("PositionalEncoding", options, ["maxWavelength"], "layer");
    const { maxWavelength = 10_000 } = options;
    this.maxWavelength = finiteNumber("PositionalEncoding: maxWavelength", maxWavelength, { atLeast: 1 });
  }

  get kind(): string {
    return "PositionalEncoding";
  }

  get titles(): Titles {
    return { en: "the positional encoding layer", fr: "la couche d’encodage des positions" };
  }

  settings(): Required<PositionalEncodingOptions> {
    return { maxWavelength: this.maxWavelength };
  }

  /** What its settings describe. */
  static from(settings: PositionalEncodingOptions): PositionalEncoding {
    return new PositionalEncoding(settings);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    if (input.length === 2) return input;
    throw new ShapeError(`the sequences must be [steps, inputs], but are [${input.join(", ")}].`);
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  state(input: Shape): Record<"encoding", ParameterSpec> {
    const initializer = sinusoids(input[1], this.maxWavelength);
    return { encoding: { shape: input, initializer, fanIn: 1, fanOut: 1 } };
  }

  forward({ kernels, batch, inputSize, x, y, state }: Frame<never, never, "encoding">): void {
    copyNumbers(kernels, y, x, batch * inputSize);
    kernels.addRow(y, state.encoding, batch, inputSize);
  }

  backward({ kernels, batch, inputSize, dx, dy }: TrainFrame<never, never, "encoding">): void {
    if (dx) copyNumbers(kernels, dx, dy, batch * inputSize);
  }

  operators(): OperatorNode[] {
    return [{ operator: "Add", inputs: ["x", { state: "encoding" }], outputs: ["y"] }];
  }

  equations(input: Shape): Equations[] {
    const reads = (element: number): Record<string, Source> => ({ x: element, p: { state: "encoding", element } });
    return [{ formula: "x + p", size: sizeOf(input), reads }];
  }
}

const METHODS = /* @__PURE__ */ methodsOf(PositionalEncoding, ["forward", "backward"]);
