import {
  Computation,
  checkOptions,
  type Equations,
  type Frame,
  type Initializer,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type ParameterSpec,
  type PyTorchModule,
  type Shape,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkInitializer } from "../checks.js";
import { Constant } from "../initializers/constant.js";

/** What may differ between {@link PReLU} layers. */
export interface PReLUOptions {
  /** The first slopes; 0.25 unless given. */
  readonly initializer?: Initializer;
}

/**
 * A rectifier whose slope below 0 is learnt, one for each feature: each number of the last dimension of an example, such as
 * the channels of an image.
 *
 *     y = x if x > 0, else α·x
 *     dα = Σ of x·dy where x isn't above 0, over examples and places
 *     dx = dy if x > 0, else α·dy
 *
 * The slopes begin at 0.25, as in the paper and in PyTorch. Keras begins at 0, and has a slope for each number of an example
 * unless told otherwise.
 *
 * Source: K. He, X. Zhang, S. Ren and J. Sun, "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet
 * Classification", ICCV (2015).
 *
 * @throws OptionError for an initializer that isn't one, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new PReLU()], { inputShape: [2] });
 * network.predict([-4, 4]); // => [-1, 4]
 */
export class PReLU implements Layer<"slope", never, never, never> {
  readonly name = "PReLU";
  readonly keepsShape = true;
  /** Draws the slopes when a network is built. */
  readonly initializer: Initializer;

  constructor(options: PReLUOptions = {}) {
    checkOptions("PReLU", options, ["initializer"], "layer");
    const { initializer = new Constant(0.25) } = options;
    this.initializer = checkInitializer("PReLU: initializer", initializer);
  }

  get kind(): string {
    return "PReLU";
  }

  get titles(): Titles {
    return { en: "the PReLU layer", fr: "la couche PReLU" };
  }

  settings(): Required<PReLUOptions> {
    return { initializer: this.initializer };
  }

  get drawingSettings(): readonly string[] {
    return ["initializer"];
  }

  /** What its settings describe. */
  static from(settings: PReLUOptions): PReLU {
    return new PReLU(settings);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  parameters(input: Shape): Record<"slope", ParameterSpec> {
    const { initializer } = this;
    return { slope: { shape: input.slice(-1), fanIn: 1, fanOut: 1, initializer, role: "scale" } };
  }

  saved(): Record<never, never> {
    return {};
  }

  scratch(input: Shape): Record<"product", Shape> {
    return { product: input };
  }

  equations(input: Shape): Equations[] {
    const features = input.at(-1)!;
    const slope = (at: number) => ({ parameter: "slope", element: at % features });
    // At 0 the slope is w, as in backward, which min(x, 0) would make 0.
    const formula = "(step(x) + w * (1 - step(x))) * x";
    return [{ formula, size: sizeOf(input), reads: (at) => ({ x: at, w: slope(at) }) }];
  }

  operators(): OperatorNode[] {
    return [{ operator: "PRelu", inputs: ["x", { parameter: "slope" }], outputs: ["y"] }];
  }

  pytorch(input: Shape): PyTorchModule[] {
    const isFlat = input.length === 1;
    const weight = { parameter: "slope", ...(isFlat && { inputs: 0 }) };
    const order = isFlat ? "any" : "channels first";
    return [{ module: "nn.PReLU", given: [input.at(-1)!], tensors: { weight }, order }];
  }

  forward({ kernels, batch, inputShape, inputSize, x, y, parameters }: Frame<"slope", never>): void {
    const features = inputShape.at(-1)!;
    kernels.compute(BEND, NONE, (batch * inputSize) / features, features, y, x, x, parameters.slope);
  }

  backward(frame: TrainFrame<"slope", never>): void {
    const { kernels, batch, inputShape, inputSize, x, dx, dy, parameters, gradients, scratch } = frame;
    const features = inputShape.at(-1)!;
    const rows = (batch * inputSize) / features;
    kernels.compute(BELOW, NONE, rows, features, scratch.product!, dy, x);
    kernels.addColumnSums(gradients.slope, scratch.product!, rows, features);
    if (dx) kernels.compute(BEND, NONE, rows, features, dx, dy, x, parameters.slope);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(PReLU, ["forward", "backward"]);

/** What x decides of: x itself in forward, dy in backward. */
const BEND = /* @__PURE__ */ new Computation({
  name: "PReLU",
  arrays: ["y", "a", "x", "w"],
  byColumn: ["w"],
  lines: ["y = x > 0 ? a : w * a"],
});

const BELOW = /* @__PURE__ */ new Computation({
  name: "slopes of PReLU",
  arrays: ["p", "dy", "x"],
  lines: ["p = x > 0 ? 0 : x * dy"],
});

const NONE: readonly number[] = [];
