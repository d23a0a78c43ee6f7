import { type KernelsOnly, type Layer, methodsOf, positiveInteger, type Titles } from "@nn/core/component";
import { hold } from "../held.js";
import { Convolution, DECIDING, type Moved } from "./convolution.js";
import { checkGroups } from "./groups.js";
import type { Conv1DOptions, Conv1DSettings } from "./options.js";
import { checkPadding, type Padding } from "./windows/geometry.js";
import type { ConvolutionKernels } from "./windows/kernels.js";
import { alongSteps, type StepsWindow, stepsName } from "./windows/sequences.js";

/**
 * Convolution of sequences: filters that are moved along the steps, each of which sums up what it sees at each place.
 *
 *     z[p, f] = b[f] + Σ over i, c of x[p·s + i·d, c] · W[i, c, f]
 *     y = f(z)
 *
 * Sequences are [steps, features], W is [kernel size, features / g, filters], b is [filters], and the output is [steps, filters].
 * s are the strides, and d is the dilation: the taps of the kernel are d steps apart. Features and filters are divided into g groups; a
 * filter sees the features of its own group, whose first one is c = 0. With `padding: "causal"` the kernel ends at the step of its place,
 * x[p·s + (i − size + 1)·d, c]. The kernel isn't turned round, as is usual. A sum is taken in the order of i and c.
 *
 *     dz = f′(z)·dy
 *     dW[i, c, f] = Σ over the batch and p of x[p·s + i·d, c] · dz[p, f]
 *     db[f] = Σ over the batch and p of dz[p, f]
 *     dx[t, c] = Σ over the taps i and places p with p·s + i·d = t, and the filters f of its group, of dz[p, f] · W[i, c, f]
 *
 * Initializers draw W for the fans that its shape says, as in Keras and PyTorch: a fan-in of size · features / g, which a filter sees,
 * and a fan-out of size · filters.
 *
 * Source: A. Waibel and others, "Phoneme recognition using time-delay neural networks", IEEE Transactions on Acoustics, Speech and
 * Signal Processing 37 (1989); causal: A. van den Oord and others, "WaveNet: A Generative Model for Raw Audio" (2016).
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, for groups that don't divide the features and the filters,
 *   and for options that don't exist.
 *
 * @example
 * const changes = new Sequential([new Conv1D(1, 1, { kernelSize: 2, padding: "causal" })], { inputShape: [4, 1] });
 * changes.setParameters({ "0.weight": [-1, 1], "0.bias": [0] });
 * changes.predict([[3], [3], [5], [5]]); // => [[3], [0], [2], [0]]
 */
export class Conv1D<const Channels extends number = number, const Filters extends number = number>
  extends Convolution<Channels, Filters, StepsWindow, Conv1DOptions>
  implements Layer<"weight" | "bias", "z", never, never, ConvolutionKernels>
{
  readonly inputAxes: readonly ["steps", Channels];

  constructor(channels: Channels, filters: Filters, options: Conv1DOptions) {
    super(MOVED, channels, filters, options);
    this.inputAxes = ["steps", this.channels];
    if (new.target === Conv1D) hold(this, DECIDING);
  }

  get kind(): string {
    return "Conv1D";
  }

  get titles(): Titles {
    return { en: "the convolutional layer of sequences", fr: "la couche de convolution de suites" };
  }

  settings(): Conv1DSettings {
    const { channels, filters, kernelSize, strides, padding, dilation, groups } = this;
    const { activation, useBias, weightInitializer, biasInitializer } = this;
    // Only what isn't usual: a state that was stored before there was such an option goes on.
    const apart = { ...(dilation > 1 && { dilation }), ...(groups > 1 && { groups }) };
    const window = { kernelSize, strides, padding, ...apart };
    const options = { useBias, weightInitializer, biasInitializer, ...(activation && { activation }) };
    return { channels, filters, ...window, ...options };
  }

  /** What its settings describe. */
  static from({ channels, filters, ...options }: Conv1DSettings): Conv1D {
    return new Conv1D(channels, filters, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** How many steps the kernel sees. */
  get kernelSize(): number {
    return this.window.size;
  }

  /** How far the kernel is moved at a time. */
  get strides(): number {
    return this.window.stride;
  }

  /** What becomes of the ends. */
  get padding(): Padding | "causal" {
    return this.window.padding;
  }

  /** How far the taps of its kernel are apart. */
  get dilation(): number {
    return this.window.dilation ?? 1;
  }

  /** How many groups the features and the filters are in. */
  override get groups(): number {
    return this.window.groups ?? 1;
  }

  /** The places of its kernel, and a number for each filter. */
  outputShape(input: readonly [steps: number, channels: Channels]): readonly [steps: number, filters: Filters] {
    return [this.geometryFor(input).outWidth, this.filters];
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Conv1D, ["forward", "backward"], DECIDING);

const MOVED: Moved<StepsWindow, Conv1DOptions> = {
  type: "Conv1D",
  options: ["kernelSize", "strides", "padding", "dilation", "groups"],
  of: ({ kernelSize, strides = 1, padding = "valid", dilation = 1, groups = 1 }, channels, filters) => ({
    size: positiveInteger("Conv1D: kernelSize", kernelSize),
    stride: positiveInteger("Conv1D: strides", strides),
    padding: checkPadding("Conv1D: padding", padding, ["valid", "same", "causal"]),
    dilation: positiveInteger("Conv1D: dilation", dilation),
    groups: checkGroups("Conv1D: groups", groups, [channels, "features"], filters),
  }),
  sizes: ({ size }) => [size],
  name: (window) => stepsName(window, 1),
  on: (window, input, channels, filters) => alongSteps("kernel", window, input, channels, filters),
};
