import {
  type Activation,
  checkOptions,
  type Equations,
  type Frame,
  type Initializer,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type OutputRange,
  type ParameterSpec,
  type PyTorchModule,
  positiveInteger,
  refusePromise,
  type Shape,
  type Titles,
  type TrainFrame,
  trueOrFalse,
} from "@nn/core/component";
import { checkActivation, checkGiven, checkInitializer } from "../checks.js";
import { zeros } from "../initializers/constant.js";
import { glorotUniform } from "../initializers/glorot.js";
import { checkPadding, type Geometry, geometryOf, type Padding, pairOf, type Window, windowName } from "./geometry.js";
import { type ConvolutionKernels, convolutionKernels } from "./kernels.js";
import { convolutionModules } from "./modules.js";
import { convolutionOperators } from "./operators.js";
import type { Conv2DOptions, Conv2DSettings } from "./options.js";
import { convolutionSums } from "./sums.js";

/** W and b, by the names that users see. @inline */
type Parameter = "weight" | "bias";
/** The weighted sums, where there is an activation. @inline */
type Saved = "z";
/** @inline */
type OwnFrame = Frame<Parameter, Saved, never, never, ConvolutionKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<Parameter, Saved, never, never, ConvolutionKernels>;

/**
 * Convolution: filters that are moved over an image, each of which sums up what it sees at each place.
 *
 *     z[y, x, f] = b[f] + Σ over i, j, c of image[y·s + i, x·s + j, c] · W[i, j, c, f]
 *     a = f(z)
 *
 * Images are [height, width, channels], W is [kernel height, kernel width, channels, filters], b is [filters], and the output
 * is [height, width, filters]. The kernel isn't turned round, as is usual. A sum is taken in the order of i, j and c.
 *
 *     dz = f′(z)·dy
 *     dW[i, j, c, f] = Σ over the batch, y and x of image[y·s + i, x·s + j, c] · dz[y, x, f]
 *     db[f] = Σ of dz[y, x, f]
 *     dimage[v, u, c] = Σ over the places (y, x) that see it, and f, of dz[y, x, f] · W[v - y·s, u - x·s, c, f]
 *
 * Source: Y. LeCun and others, "Backpropagation applied to handwritten zip code recognition", Neural Computation 1 (1989).
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const edges = new Sequential([new Conv2D(1, 1, { kernelSize: [1, 2] })], { inputShape: [1, 4, 1] });
 * edges.setParameters({ "0.weight": [-1, 1], "0.bias": [0] });
 * edges.predict([[[3], [3], [5], [5]]]); // => [[[0], [2], [0]]]
 */
export class Conv2D<const Channels extends number = number, const Filters extends number = number>
  implements Layer<Parameter, Saved, never, never, ConvolutionKernels>
{
  readonly name: string;
  readonly inputAxes: readonly ["height", "width", Channels];
  readonly outputRange: OutputRange | undefined;
  /** How many numbers a pixel of the input has. */
  readonly channels: Channels;
  /** How many filters there are, and so how many numbers a pixel of the output has. */
  readonly filters: Filters;
  /** f, which the weighted sums go through. */
  readonly activation: Activation | undefined;
  /** Whether b is added; without it, W is the only parameter. */
  readonly useBias: boolean;
  /** Draws W when a network is built. */
  readonly weightInitializer: Initializer;
  /** Fills b when a network is built; unused without a bias. */
  readonly biasInitializer: Initializer;
  readonly #window: Window;

  constructor(channels: Channels, filters: Filters, options: Conv2DOptions) {
    const where = "Conv2D";
    checkGiven(where, "two sizes, new Conv2D(channels, filters, { kernelSize: 3 })", channels, filters);
    checkOptions(where, options, OPTIONS, "layer");
    this.channels = positiveInteger(`${where}: the number of channels`, channels) as Channels;
    this.filters = positiveInteger(`${where}: the number of filters`, filters) as Filters;
    this.inputAxes = ["height", "width", this.channels];
    const { strides = 1, padding = "valid", useBias = true } = options;
    // An option that is given but undefined, such as an activation that was imported from the wrong place, is refused.
    const { weightInitializer, biasInitializer } = { ...DEFAULTS, ...options };
    const [kernelHeight, kernelWidth] = pairOf(`${where}: kernelSize`, options.kernelSize);
    const [strideDown, strideAcross] = pairOf(`${where}: strides`, strides);
    checkPadding(`${where}: padding`, padding);
    this.#window = Object.freeze({ kernelHeight, kernelWidth, strideDown, strideAcross, padding });
    this.activation =
      "activation" in options
        ? checkActivation(where, options.activation as Activation, "{ activation: relu }")
        : undefined;
    this.outputRange = this.activation?.range;
    this.useBias = trueOrFalse(`${where}: useBias`, useBias);
    this.weightInitializer = checkInitializer(`${where}: weightInitializer`, weightInitializer);
    this.biasInitializer = checkInitializer(`${where}: biasInitializer`, biasInitializer);
    const last = this.activation === undefined ? "" : `, ${this.activation.name}`;
    this.name = `Conv2D(${channels} → ${filters}, ${windowName(this.#window, [1, 1])}${last})`;
    // What can't change needn't be compared again by recorded programs.
    if (new.target === Conv2D) {
      for (const name of METHODS.settings) Object.defineProperty(this, name, { writable: false, configurable: false });
    }
  }

  get kind(): string {
    return "Conv2D";
  }

  get titles(): Titles {
    return { en: "the convolutional layer", fr: "la couche de convolution" };
  }

  settings(): Conv2DSettings {
    const { channels, filters, kernelSize, strides, padding, activation, useBias } = this;
    const { weightInitializer, biasInitializer } = this;
    const options = { kernelSize, strides, padding, useBias, weightInitializer, biasInitializer };
    return { channels, filters, ...options, ...(activation && { activation }) };
  }

  get drawingSettings(): readonly string[] {
    return ["weightInitializer", "biasInitializer"];
  }

  /** What its settings describe. */
  static from({ channels, filters, ...options }: Conv2DSettings): Conv2D {
    return new Conv2D(channels, filters, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** The height and the width of the kernel. */
  get kernelSize(): readonly [height: number, width: number] {
    return [this.#window.kernelHeight, this.#window.kernelWidth];
  }

  /** How far the kernel is moved at a time, down and across. */
  get strides(): readonly [down: number, across: number] {
    return [this.#window.strideDown, this.#window.strideAcross];
  }

  /** What becomes of the edges. */
  get padding(): Padding {
    return this.#window.padding;
  }

  outputShape(
    input: readonly [height: number, width: number, channels: Channels],
  ): readonly [height: number, width: number, filters: Filters] {
    return this.#outputFor(input);
  }

  parameters(): Partial<Record<Parameter, ParameterSpec>> {
    const { channels, filters } = this;
    const { kernelHeight, kernelWidth } = this.#window;
    const seen = kernelHeight * kernelWidth;
    const fans = { fanIn: seen * channels, fanOut: seen * filters };
    const shape = [kernelHeight, kernelWidth, channels, filters];
    const weight = { shape, initializer: this.weightInitializer, ...fans };
    const bias = { shape: [filters], initializer: this.biasInitializer, role: "bias" as const, ...fans };
    return this.useBias ? { weight, bias } : { weight };
  }

  saved(input: Shape): Record<Saved, Shape> {
    return (this.activation === undefined ? {} : { z: this.#outputFor(input) }) as Record<Saved, Shape>;
  }

  scratch(input: Shape): Record<"dz", Shape> {
    return (this.activation === undefined ? {} : { dz: this.#outputFor(input) }) as Record<"dz", Shape>;
  }

  prepare({ inputShape }: Frame): ConvolutionKernels {
    return convolutionKernels(this.#geometryFor(inputShape), this.useBias);
  }

  forward({ kernels, batch, x, y, parameters, saved, prepared: { outputs, places } }: OwnFrame): void {
    const z = this.activation === undefined ? y : saved.z;
    kernels.run(outputs, batch, z, x, parameters.weight, parameters.bias);
    const returned: unknown = this.activation?.forward(kernels, y, z, batch * places, this.filters);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's forward`, returned);
  }

  backward(frame: OwnTrainFrame): void {
    const { kernels, batch, x, y, dx, dy, parameters, gradients, saved, scratch, prepared } = frame;
    const { inputs, weights, places } = prepared;
    const dz = this.activation === undefined ? dy : scratch.dz;
    const returned: unknown = this.activation?.backward(kernels, dz, dy, saved.z, y, batch * places, this.filters);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's backward`, returned);
    if (this.useBias) kernels.addColumnSums(gradients.bias, dz, batch * places, this.filters);
    kernels.run(weights, batch, gradients.weight, x, dz);
    if (dx) kernels.run(inputs, batch, dx, dz, parameters.weight);
  }

  equations(input: Shape): Equations[] {
    return convolutionSums(this.#geometryFor(input), this.useBias, this.activation);
  }

  operators(input: Shape): OperatorNode[] {
    return convolutionOperators(this.#geometryFor(input), this.useBias, this.activation);
  }

  pytorch(input: Shape): PyTorchModule[] {
    return convolutionModules(this.#geometryFor(input), this.useBias, this.activation);
  }

  #outputFor(input: Shape): readonly [height: number, width: number, filters: Filters] {
    const { outHeight, outWidth } = this.#geometryFor(input);
    return [outHeight, outWidth, this.filters];
  }

  #geometryFor(input: Shape): Geometry {
    return geometryOf("kernel", this.#window, input, this.channels, this.filters);
  }
}

const DEFAULTS = { weightInitializer: glorotUniform, biasInitializer: zeros };
const OPTIONS = [
  ...["kernelSize", "strides", "padding", "activation", "weightInitializer", "biasInitializer", "useBias"],
] as const;
const METHODS = /* @__PURE__ */ methodsOf(Conv2D, ["forward", "backward"], ["useBias", "activation", "filters"]);
