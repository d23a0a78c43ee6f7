import {
  type Equations,
  type FloatArray,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type PyTorchModule,
  refusePromise,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { hold } from "../held.js";
import { DECIDING, type Moved } from "./convolution.js";
import { ImageConvolution } from "./image-convolution.js";
import { movedOver } from "./moved-2d.js";
import type { Conv2DTransposeOptions, Conv2DTransposeSettings } from "./options.js";
import { geometryOf, type Window } from "./windows/geometry.js";
import { type ConvolutionKernels, convolutionKernels } from "./windows/kernels.js";
import { transposedModules } from "./windows/modules.js";
import { transposedOperators } from "./windows/operators.js";
import { transposedSums } from "./windows/sums.js";

/** @inline */
type OwnFrame = Frame<"weight" | "bias", "z", never, never, ConvolutionKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<"weight" | "bias", "z", never, never, ConvolutionKernels>;

/**
 * Transposed convolution, which makes an image larger: each pixel is multiplied by a kernel, and what neighbours give is added up
 * where their kernels overlap. It does forward what {@link Conv2D} does backward.
 *
 *     z[v, u, f] = b[f] + Σ over the pixels (y, x) whose kernel reaches there, and c, of image[y, x, c] · W[v − y·s, u − x·s, f, c]
 *     a = f(z)
 *
 * Images are [height, width, channels], W is [kernel height, kernel width, filters, channels], as in Keras, b is [filters], and the
 * output is [height · s + max(kernel − s, 0), …, filters], or with `padding: "same"` [height · s, width · s, filters], where v and u
 * are counted from the first row and the first column that aren't left out.
 *
 *     dz = f′(z)·dy
 *     dW[i, j, f, c] = Σ over the batch, y and x of dz[y·s + i, x·s + j, f] · image[y, x, c]
 *     db[f] = Σ of dz[v, u, f]
 *     dimage[y, x, c] = Σ over i, j, f of dz[y·s + i, x·s + j, f] · W[i, j, f, c]
 *
 * Initializers draw W for the fans that its shape says, as in Keras and PyTorch: a fan-in of kernel height · kernel width · filters, and a
 * fan-out of kernel height · kernel width · channels.
 *
 * A kernel whose size is no multiple of the strides leaves a pattern of squares in what it draws.
 *
 * Source: M. Zeiler, D. Krishnan, G. Taylor and R. Fergus, "Deconvolutional Networks", CVPR (2010); V. Dumoulin and F. Visin, "A guide
 * to convolution arithmetic for deep learning" (2016).
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const larger = new Sequential([new Conv2DTranspose(1, 1, { kernelSize: [1, 2], strides: [1, 2] })], { inputShape: [1, 2, 1] });
 * larger.setParameters({ "0.weight": [1, 10], "0.bias": [0] });
 * larger.predict([[[3], [5]]]); // => [[[3], [30], [5], [50]]]
 */
export class Conv2DTranspose<const Channels extends number = number, const Filters extends number = number>
  extends ImageConvolution<Channels, Filters, Conv2DTransposeOptions>
  implements Layer<"weight" | "bias", "z", never, never, ConvolutionKernels>
{
  constructor(channels: Channels, filters: Filters, options: Conv2DTransposeOptions) {
    super(MOVED, channels, filters, options);
    if (new.target === Conv2DTranspose) hold(this, DECIDING);
  }

  get kind(): string {
    return "Conv2DTranspose";
  }

  get titles(): Titles {
    return { en: "the transposed convolutional layer", fr: "la couche de convolution transposée" };
  }

  /** What an equal one is made from. */
  settings(): Conv2DTransposeSettings {
    return { channels: this.channels, filters: this.filters, ...this.givenOptions() };
  }

  /** What its settings describe. */
  static from({ channels, filters, ...options }: Conv2DTransposeSettings): Conv2DTranspose {
    return new Conv2DTranspose(channels, filters, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** The larger image, with a number for each filter. */
  outputShape(
    input: readonly [height: number, width: number, channels: Channels],
  ): readonly [height: number, width: number, filters: Filters] {
    const { height, width } = this.geometryFor(input);
    return [height, width, this.filters];
  }

  /** The kernels for images of a shape. */
  override prepare({ inputShape }: Frame): ConvolutionKernels {
    return convolutionKernels(this.geometryFor(inputShape), false);
  }

  override forward({ kernels, batch, outputSize, x, y, parameters, saved, prepared }: OwnFrame): void {
    const places = (batch * outputSize) / this.filters;
    const z = this.activation === undefined ? y : saved.z;
    kernels.run(prepared.inputs, batch, z, x, parameters.weight);
    if (this.useBias) kernels.addRow(z, parameters.bias, places, this.filters);
    const returned: unknown = this.activation?.forward(kernels, y, z, places, this.filters);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's forward`, returned);
  }

  override backward(frame: OwnTrainFrame): void {
    const { kernels, batch, outputSize, x, y, dx, dy, parameters, gradients, saved, scratch, prepared } = frame;
    const places = (batch * outputSize) / this.filters;
    const dz: FloatArray = this.activation === undefined ? dy : scratch.dz;
    const returned: unknown = this.activation?.backward(kernels, dz, dy, saved.z, y, places, this.filters);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's backward`, returned);
    if (this.useBias) kernels.addColumnSums(gradients.bias, dz, places, this.filters);
    kernels.run(prepared.weights, batch, gradients.weight, dz, x);
    if (dx) kernels.run(prepared.outputs, batch, dx, dz, parameters.weight);
  }

  override equations(input: Shape): Equations[] {
    return transposedSums(this.geometryFor(input), this.useBias, this.activation);
  }

  /** `ConvTranspose` of ONNX. */
  override operators(input: Shape): OperatorNode[] {
    return transposedOperators(this.geometryFor(input), this.useBias, this.activation);
  }

  /** `nn.ConvTranspose2d`. */
  override pytorch(input: Shape): PyTorchModule[] {
    return transposedModules(this.geometryFor(input), this.useBias, this.activation);
  }

  protected override get ends(): readonly [number, number] {
    return [this.filters, this.channels];
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Conv2DTranspose, ["forward", "backward"], DECIDING);

/** The convolution that goes from its output to its input. */
const MOVED = /* @__PURE__ */ ((): Moved<Window, Conv2DTransposeOptions> => ({
  ...movedOver("Conv2DTranspose"),
  on(window, input, channels, filters) {
    // What isn't a shape of such images is refused as by a convolution that sees one pixel.
    const pixel: Window = { kernelHeight: 1, kernelWidth: 1, strideDown: 1, strideAcross: 1, padding: "valid" };
    const { height, width } = geometryOf("kernel", pixel, input, channels, filters);
    const { kernelHeight, kernelWidth, strideDown, strideAcross, padding } = window;
    // What the kernels of the last pixels reach beyond as many strides as there are pixels.
    const beyond = (taps: number, stride: number): number => (padding === "valid" ? Math.max(0, taps - stride) : 0);
    const outHeight = height * strideDown + beyond(kernelHeight, strideDown);
    const outWidth = width * strideAcross + beyond(kernelWidth, strideAcross);
    const output = [outHeight, outWidth, filters];
    return { ...geometryOf("kernel", window, output, filters, channels), outHeight: height, outWidth: width };
  },
}))();
