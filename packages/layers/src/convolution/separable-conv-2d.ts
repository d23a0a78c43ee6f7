import {
  type Activation,
  checkOptions,
  copyNumbers,
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type OutputRange,
  type PyTorchModule,
  type Shape,
  type Source,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven } from "../checks.js";
import { Conv2D } from "./conv-2d.js";
import { DepthwiseConv2D } from "./depthwise-conv-2d.js";
import type { SeparableConv2DOptions, SeparableConv2DSettings } from "./options.js";

/** @inline */
type F = Frame<never, never, never, "body">;
/** @inline */
type B = TrainFrame<never, never, never, "body">;

/**
 * A convolution in two parts: first of each channel by itself, then of all channels at each place. It has k²·c·m + c·m·f weights where
 * a {@link Conv2D} has k²·c·f, of kernels k × k, c channels, m filters for each and f filters in all.
 *
 *     u[y, x, c·m + k] = Σ over i, j of image[y·s + i·d, x·s + j·d, c] · V[i, j, 0, c·m + k]
 *     z[y, x, f] = b[f] + Σ over k of u[y, x, k] · W[0, 0, k, f]
 *     a = f(z)
 *
 * Images are [height, width, channels], V is [kernel height, kernel width, 1, channels · m], W is [1, 1, channels · m, filters], b is
 * [filters], and the output is [height, width, filters]. The first part is a {@link DepthwiseConv2D} without a bias, with the strides s,
 * the padding and the dilation d; the second is a {@link Conv2D}. Backward is that of both, one behind the other. Their parameters
 * are called as in `"2.body.0.weight"` and `"2.body.1.weight"`.
 *
 * Source: F. Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions", CVPR (2017). As there and in Keras, no
 * activation stands between the parts.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const mixed = new Sequential([new SeparableConv2D(2, 1, { kernelSize: [1, 2] })], { inputShape: [1, 2, 2] });
 * mixed.setParameters({ "0.body.0.weight": [1, 10, 1, 100], "0.body.1.weight": [1, 2], "0.body.1.bias": [0] });
 * mixed.predict([[[3, 4], [5, 6]]]); // => [[[1288]]]
 */
export class SeparableConv2D<const Channels extends number = number, const Filters extends number = number>
  implements Layer<never, never, never, "body">
{
  readonly name: string;
  readonly outputRange: OutputRange | undefined;
  readonly inputAxes: readonly ["height", "width", Channels];
  /** How many numbers a pixel of the input has. */
  readonly channels: Channels;
  /** How many filters there are in all. */
  readonly filters: Filters;
  readonly #each: DepthwiseConv2D;
  readonly #mixing: Conv2D;

  /**
   * @param channels - How many numbers a pixel of the input has.
   * @param filters - How many filters there are in all.
   */
  constructor(channels: Channels, filters: Filters, options: SeparableConv2DOptions) {
    const where = "SeparableConv2D";
    checkGiven(where, `two sizes, new ${where}(channels, filters, { kernelSize: 3 })`, channels, filters);
    checkOptions(where, options, OPTIONS, "layer");
    const { depthwiseInitializer, pointwiseInitializer, activation, useBias, biasInitializer, ...window } = options;
    const given = <T>(name: string, value: T | undefined): Record<string, T> =>
      value === undefined ? {} : { [name]: value };
    this.#each = new DepthwiseConv2D<number>(channels, {
      ...window,
      ...given("weightInitializer", depthwiseInitializer),
      useBias: false,
    });
    this.#mixing = new Conv2D<number, number>(this.#each.filters, filters, {
      kernelSize: 1,
      ...("activation" in options && { activation: activation as Activation }),
      ...given("useBias", useBias),
      ...given("weightInitializer", pointwiseInitializer),
      ...given("biasInitializer", biasInitializer),
    });
    this.channels = channels;
    this.filters = filters;
    this.inputAxes = ["height", "width", channels];
    this.outputRange = this.#mixing.outputRange;
    this.name = `${where}(${this.#each.name}, ${this.#mixing.name})`;
  }

  get kind(): string {
    return "SeparableConv2D";
  }

  get titles(): Titles {
    return { en: "the separable convolutional layer", fr: "la couche de convolution séparable" };
  }

  /** What an equal one is made from. */
  settings(): SeparableConv2DSettings {
    const { channels, kernelSize, strides, padding, dilation, multiplier } = this.#each;
    const { filters, activation, useBias, biasInitializer } = this.#mixing;
    return {
      ...{ channels, filters, kernelSize, strides, padding, dilation, multiplier, useBias, biasInitializer },
      depthwiseInitializer: this.#each.weightInitializer,
      pointwiseInitializer: this.#mixing.weightInitializer,
      ...(activation && { activation }),
    };
  }

  /** Those that say how the first parameters are drawn. */
  get drawingSettings(): readonly string[] {
    return ["depthwiseInitializer", "pointwiseInitializer", "biasInitializer"];
  }

  /** What its settings describe. */
  static from({ channels, filters, ...options }: SeparableConv2DSettings): SeparableConv2D {
    return new SeparableConv2D(channels, filters, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(
    _input: readonly [height: number, width: number, channels: Channels],
    { body }: Record<"body", Shape>,
  ): readonly [height: number, width: number, filters: Filters] {
    return body as unknown as readonly [number, number, Filters];
  }

  /** Those of its two parts. */
  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  branches(): Record<"body", readonly Layer[]> {
    return { body: [this.#each, this.#mixing] };
  }

  equations(input: Shape): Equations[] {
    const size = sizeOf(this.#mixing.outputShape(this.#each.outputShape(input as never)));
    const reads = (element: number): Record<string, Source> => ({ x: { branch: "body", element } });
    return [{ formula: "x", size, reads }];
  }

  /** `Conv` of ONNX, twice. */
  operators(): OperatorNode[] {
    return [{ operator: "Identity", inputs: [{ branch: "body" }], outputs: ["y"] }];
  }

  /** `nn.Conv2d`, twice. */
  pytorch(): PyTorchModule[] {
    return [{ module: "SeparableConv2d", given: [{ branch: "body" }], source: MODULE }];
  }

  forward({ kernels, batch, outputSize, y, branches: { body } }: F): void {
    body.forward();
    copyNumbers(kernels, y, body.y, batch * outputSize);
  }

  backward({ kernels, batch, inputSize, outputSize, dx, dy, branches: { body } }: B): void {
    copyNumbers(kernels, body.dy, dy, batch * outputSize);
    body.backward();
    if (dx) copyNumbers(kernels, dx, body.dx!, batch * inputSize);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(SeparableConv2D as never, ["forward", "backward"]);

const OPTIONS = [
  ...["kernelSize", "strides", "padding", "dilation", "multiplier", "activation", "useBias"],
  ...["depthwiseInitializer", "pointwiseInitializer", "biasInitializer"],
];

const MODULE = `class SeparableConv2d(nn.Module):
    """A convolution of each channel by itself, and one of all channels at each place."""

    def __init__(self, body):
        super().__init__()
        self.body = body

    def forward(self, x):
        return self.body(x)`;
