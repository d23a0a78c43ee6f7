import {
  type Activation,
  checkOptions,
  type Equations,
  type Frame,
  type Initializer,
  type OperatorNode,
  type OutputRange,
  type ParameterSpec,
  type PyTorchModule,
  positiveInteger,
  refusePromise,
  type Shape,
  type TrainFrame,
  trueOrFalse,
} from "@nn/core/component";
import { checkActivation, checkGiven, checkInitializer } from "../checks.js";
import { zeros } from "../initializers/constant.js";
import { glorotUniform } from "../initializers/glorot.js";
import type { ConvolutionOptions } from "./options.js";
import type { Geometry } from "./windows/geometry.js";
import { type ConvolutionKernels, convolutionKernels } from "./windows/kernels.js";
import { convolutionModules } from "./windows/modules.js";
import { convolutionOperators } from "./windows/operators.js";
import { convolutionSums } from "./windows/sums.js";

/** W and b, by the names that users see. @inline */
type Parameter = "weight" | "bias";
/** The weighted sums, where there is an activation. @inline */
type Saved = "z";
/** @inline */
type OwnFrame = Frame<Parameter, Saved, never, never, ConvolutionKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<Parameter, Saved, never, never, ConvolutionKernels>;

/** What a kernel is moved over, and how. */
export interface Moved<Window, Options> {
  readonly type: string;
  readonly options: readonly string[];
  /** The window that options describe. */
  of(options: Options, channels: number, filters: number): Window;
  /** How many taps it has along each axis. */
  sizes(window: Window): readonly number[];
  /** As names show it. */
  name(window: Window): string;
  /** Puts it on inputs of a shape. */
  on(window: Window, input: Shape, channels: number, filters: number): Geometry;
}

/** What layers share that move filters over their input. */
export abstract class Convolution<
  Channels extends number,
  Filters extends number,
  Window,
  Options extends ConvolutionOptions,
> {
  /** As `summary()` and messages show it. */
  readonly name: string;
  /** That of the activation. */
  readonly outputRange: OutputRange | undefined;
  /** How many numbers there are at each place of the input. */
  readonly channels: Channels;
  /** How many filters there are, and so how many numbers at each place of the output. */
  readonly filters: Filters;
  /** f, which the weighted sums go through. */
  readonly activation: Activation | undefined;
  /** Whether b is added; without it, W is the only parameter. */
  readonly useBias: boolean;
  /** Draws W when a network is built. */
  readonly weightInitializer: Initializer;
  /** Fills b when a network is built; unused without a bias. */
  readonly biasInitializer: Initializer;
  readonly #moved: Moved<Window, Options>;
  readonly #window: Window;

  constructor(moved: Moved<Window, Options>, channels: Channels, filters: Filters, options: Options) {
    const where = moved.type;
    checkGiven(where, `two sizes, new ${where}(channels, filters, { kernelSize: 3 })`, channels, filters);
    checkOptions(where, options, [...moved.options, ...OPTIONS], "layer");
    this.channels = positiveInteger(`${where}: the number of channels`, channels) as Channels;
    this.filters = positiveInteger(`${where}: the number of filters`, filters) as Filters;
    // An option that is given but undefined, such as an activation that was imported from the wrong place, is refused.
    const { useBias = true } = options;
    const { weightInitializer, biasInitializer } = { ...DEFAULTS, ...options };
    this.#moved = moved;
    this.#window = Object.freeze(moved.of(options, channels, filters));
    this.activation =
      "activation" in options
        ? checkActivation(where, options.activation as Activation, "{ activation: relu }")
        : undefined;
    this.outputRange = this.activation?.range;
    this.useBias = trueOrFalse(`${where}: useBias`, useBias);
    this.weightInitializer = checkInitializer(`${where}: weightInitializer`, weightInitializer);
    this.biasInitializer = checkInitializer(`${where}: biasInitializer`, biasInitializer);
    const last = this.activation === undefined ? "" : `, ${this.activation.name}`;
    this.name = `${where}(${channels} → ${filters}, ${moved.name(this.#window)}${last})`;
  }

  /** The setting that is the size of the last axis of what comes. */
  static readonly sizes: readonly [inputs: string] = ["channels"];

  /** Those that say how the first parameters are drawn. */
  get drawingSettings(): readonly string[] {
    return ["weightInitializer", "biasInitializer"];
  }

  /** How many groups the channels and the filters are in: a filter sees the channels of its own alone. */
  protected get groups(): number {
    return 1;
  }

  /** The last two dimensions of W. */
  protected get ends(): readonly [number, number] {
    return [this.channels / this.groups, this.filters];
  }

  /** What it moves. */
  protected get window(): Window {
    return this.#window;
  }

  /** W, and b if there is one. */
  parameters(): Partial<Record<Parameter, ParameterSpec>> {
    const { filters } = this;
    const sizes = this.#moved.sizes(this.#window);
    const seen = sizes.reduce((product, size) => product * size, 1);
    const [ofInput, ofOutput] = this.ends;
    const shape = [...sizes, ofInput, ofOutput];
    const fans = { fanIn: seen * ofInput, fanOut: seen * ofOutput };
    const weight = { shape, initializer: this.weightInitializer, ...fans };
    const bias = { shape: [filters], initializer: this.biasInitializer, role: "bias" as const, ...fans };
    return this.useBias ? { weight, bias } : { weight };
  }

  /** z, where there is an activation. */
  saved(input: Shape): Record<Saved, Shape> {
    return (this.activation === undefined ? {} : { z: this.outputShape(input) }) as Record<Saved, Shape>;
  }

  /** dz, where there is an activation. */
  scratch(input: Shape): Record<"dz", Shape> {
    return (this.activation === undefined ? {} : { dz: this.outputShape(input) }) as Record<"dz", Shape>;
  }

  /** The kernels for inputs of a shape. */
  prepare({ inputShape }: Frame): ConvolutionKernels {
    return convolutionKernels(this.geometryFor(inputShape), this.useBias);
  }

  /** z = W ∗ x + b, y = f(z) */
  forward({ kernels, batch, x, y, parameters, saved, prepared: { outputs, places } }: OwnFrame): void {
    const z = this.activation === undefined ? y : saved.z;
    kernels.run(outputs, batch, z, x, parameters.weight, parameters.bias);
    const returned: unknown = this.activation?.forward(kernels, y, z, batch * places, this.filters);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's forward`, returned);
  }

  /** dz = f′(z)·dy, and what it adds to dW and db, and gives as dx. */
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

  /** The weighted sums of each place. */
  equations(input: Shape): Equations[] {
    return convolutionSums(this.geometryFor(input), this.useBias, this.activation);
  }

  /** `Conv` of ONNX. */
  operators(input: Shape): OperatorNode[] {
    return convolutionOperators(this.geometryFor(input), this.useBias, this.activation, input.length - 1);
  }

  /** `nn.Conv1d` or `nn.Conv2d`. */
  pytorch(input: Shape): PyTorchModule[] {
    return convolutionModules(this.geometryFor(input), this.useBias, this.activation, input.length - 1);
  }

  /** What it gives for inputs of a shape. */
  abstract outputShape(input: Shape): Shape;

  /** Its window on inputs of a shape. */
  protected geometryFor(input: Shape): Geometry {
    return this.#moved.on(this.#window, input, this.channels, this.filters);
  }
}

/** The properties that decide what its passes call. */
export const DECIDING = ["useBias", "activation", "filters"] as const;

const DEFAULTS = { weightInitializer: glorotUniform, biasInitializer: zeros };
const OPTIONS = ["activation", "weightInitializer", "biasInitializer", "useBias"] as const;
