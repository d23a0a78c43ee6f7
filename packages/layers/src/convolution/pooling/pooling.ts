import { checkOptions, type OperatorNode, type PyTorchModule, type Shape } from "@nn/core/component";
import { checkGiven } from "../../checks.js";
import type { Geometry, Padding } from "../windows/geometry.js";
import { channelsFirst, windowAttributes } from "../windows/operators.js";
import { PooledLayer } from "./pooled-layer.js";
import type { Reduction } from "./reduction.js";

/** What may differ between pooling layers of the same size. */
export interface PoolingOptions<Size> {
  /** How far the window is moved at a time, of images down and across; its own size unless given, so that windows don't overlap. */
  readonly strides?: Size;
  /** As that of `Conv2D`; `"valid"` unless given. */
  readonly padding?: Padding;
}

/** What a pooling layer is made from. */
export interface PoolingSettings<Size> extends PoolingOptions<Size> {
  /** How many steps the window sees, or its height and its width, or one number for both. */
  readonly poolSize: Size;
}

/** A window that pools. */
export interface PoolingWindow<Size> extends Required<PoolingSettings<Size>> {
  /** As names show it. */
  readonly shown: string;
  /** Puts it on inputs of a shape. */
  on(input: Shape): Geometry;
}

/** What windows are moved over. `Size` is a size as it is given, `Told` as it is told again. */
export interface PooledField<Size, Told, Axes> {
  readonly inputAxes: Axes;
  /** @throws OptionError for sizes that aren't any. */
  windowOf(type: string, poolSize: Size, options: PoolingOptions<Size>): PoolingWindow<Told>;
}

/** What layers share that make one number of each window that is moved over their input, for each channel. */
export abstract class Pooling<
  Size,
  Told extends Size,
  Input extends Shape,
  Axes extends readonly string[],
> extends PooledLayer<Axes> {
  readonly #window: PoolingWindow<Told>;

  constructor(
    type: string,
    field: PooledField<Size, Told, Axes>,
    reduction: Reduction,
    poolSize: Size,
    options: PoolingOptions<Size>,
  ) {
    checkGiven(type, `the size of its window, new ${type}(2, { strides })`, poolSize);
    checkOptions(type, options, ["strides", "padding"], "layer");
    const window = field.windowOf(type, poolSize, options);
    super(`${type}(${window.shown})`, field.inputAxes, reduction);
    this.#window = window;
  }

  /** What an equal one is made from. */
  settings(): PoolingSettings<Size> {
    const { poolSize, strides, padding } = this;
    return { poolSize, strides, padding };
  }

  /** How many steps the window sees, or its height and its width. */
  get poolSize(): Told {
    return this.#window.poolSize;
  }

  /** How far the window is moved at a time, of images down and across. */
  get strides(): Told {
    return this.#window.strides;
  }

  /** What becomes of the edges. */
  get padding(): Padding {
    return this.#window.padding;
  }

  /** The places of its window, and as many channels. */
  outputShape(input: Input): Input {
    const { outHeight, outWidth, channels } = this.geometryFor(input);
    return [outHeight, outWidth, channels].slice(-input.length) as readonly number[] as Input;
  }

  operators(input: Shape): OperatorNode[] {
    const axes = input.length - 1;
    const integers = windowAttributes(this.geometryFor(input), axes);
    const operator = this.reduction.operators[0];
    return channelsFirst([{ operator, inputs: ["image"], integers, outputs: ["maps"] }], "y", axes);
  }

  pytorch(input: Shape): PyTorchModule[] {
    return this.reduction.modules(this.geometryFor(input), input.length - 1);
  }

  protected geometryFor(input: Shape): Geometry {
    return this.#window.on(input);
  }
}
