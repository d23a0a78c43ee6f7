import {
  type Activation,
  type Axes,
  checkLayers,
  checkOptions,
  copyNumbers,
  type Equations,
  type FloatArray,
  type Frame,
  formatShape,
  type Initializer,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type OutputRange,
  type ParameterSpec,
  type PyTorchModule,
  refusePromise,
  type Shape,
  ShapeError,
  type Titles,
  type TrainFrame,
  trueOrFalse,
} from "@nn/core/component";
import { sigmoid } from "../activations/sigmoids/sigmoid.js";
import { checkActivation, checkInitializer } from "../checks.js";
import { hold } from "../held.js";
import { zeros } from "../initializers/constant.js";
import { tiedEquations, tiedModules, tiedOperators } from "./tied-forms.js";
import { codeOf, matrixOf, type Sizes } from "./tied-matrix.js";

/** What may differ between {@link Tied} layers around the same layers. */
export interface TiedOptions {
  /** What the weighted sums go through; {@link sigmoid} unless given, as in `Dense`. */
  readonly activation?: Activation;
  /** The first biases; {@link zeros} unless given. */
  readonly biasInitializer?: Initializer;
  /** Whether there is a bias; `true` unless given. */
  readonly useBias?: boolean;
}

/** What a {@link Tied} is made from. */
export interface TiedSettings extends TiedOptions {
  /** The layers within. */
  readonly body: readonly Layer[];
}

/** What comes of such layers, as far as their types say: as many numbers as the first of them takes in a row. @inline */
type Given<Body extends readonly Layer[]> = Body extends readonly [
  { readonly inputShape: readonly [infer Units extends number] },
  ...(readonly Layer[]),
]
  ? readonly [...leading: number[], units: Units]
  : Shape;
/** A product with the matrix. @inline */
interface Matrix extends Sizes {
  /** W */
  readonly weight: FloatArray;
  /** ∂L/∂W */
  readonly gradient: FloatArray;
  /** How many rows are multiplied. */
  readonly rows: number;
}
/** @inline */
type F = Frame<"bias", "z" | "dz", never, "body", Matrix>;
/** @inline */
type B = TrainFrame<"bias", "z" | "dz", never, "body", Matrix>;

/**
 * Layers, and behind them the matrix of the first one once more, transposed: an autoencoder whose decoder has the weights of its
 * encoder, or a language model that scores words by the rows of its embedding.
 *
 *     h = body(x)        W: the first parameter of the first layer, [units, inner]
 *     z = h·Wᵀ + b       h: [rows, inner]   b: [units]   z: [rows, units]
 *     y = f(z)
 *
 *     dz = f′(z)·dy      dh = dz·W          db = Σ of dz over the rows
 *     dW = dzᵀ·h + what the first layer has for it           dx: that of the body
 *
 * W is one parameter, `"0.body.0.weight"`: both derivatives are added, an optimizer moves it once, a penalty counts it once, and a
 * file has it once. Such layers may lie in one another, as `Tied` of a `Dense` and a `Tied`: a deep autoencoder. In Keras it is a layer
 * that is given another one's weights, in PyTorch `decoder.weight = encoder.weight`.
 *
 * Source: G. Hinton and R. Salakhutdinov, "Reducing the Dimensionality of Data with Neural Networks", Science 313 (2006); O. Press and
 * L. Wolf, "Using the Output Embedding to Improve Language Models", EACL (2017).
 *
 * @throws OptionError for a body that is no list of layers, and for options that don't exist; ShapeError for an empty one and, once the
 *   shapes are known, for a first layer whose first parameter is no matrix, and for numbers behind the layers that don't fit it.
 *
 * @example
 * const encoder = new Dense(2, 1, { activation: identity, useBias: false });
 * const network = new Sequential([new Tied([encoder], { activation: identity })]);
 * network.setParameters({ "0.body.0.weight": [1, 2], "0.bias": [0, 1] });
 * network.predict([3, 4]); // => [11, 23]
 */
export class Tied<const Body extends readonly Layer[] = readonly Layer[]>
  implements Layer<"bias", "z" | "dz", never, "body", Matrix>
{
  readonly name: string;
  readonly inputShape?: Shape;
  readonly inputAxes: Axes | undefined;
  readonly keepsLeadingAxes?: true;
  readonly indexCount?: number;
  readonly outputRange: OutputRange | undefined;
  /** The layers before the transposed matrix, which is that of the first one. */
  readonly body: Body;
  /** f, which the weighted sums go through. */
  readonly activation: Activation;
  /** Whether b is added. */
  readonly useBias: boolean;
  /** Fills b when a network is built; unused without a bias. */
  readonly biasInitializer: Initializer;

  constructor(body: Body, options: TiedOptions = {}) {
    checkLayers(body, "Tied");
    checkOptions("Tied", options, ["activation", "biasInitializer", "useBias"], "layer");
    const { useBias = true } = options;
    const { activation, biasInitializer } = { ...DEFAULTS, ...options };
    // A copy, which the list's owner can't change.
    this.body = Object.freeze([...body]) as readonly Layer[] as Body;
    this.activation = checkActivation("Tied", activation, "{ activation: identity }");
    this.outputRange = this.activation.range;
    this.useBias = trueOrFalse("Tied: useBias", useBias);
    this.biasInitializer = checkInitializer("Tied: biasInitializer", biasInitializer);
    const { inputShape, inputAxes, indexCount } = this.body[0];
    if (inputShape !== undefined) this.inputShape = inputShape;
    this.inputAxes = inputAxes;
    if (this.body.every((layer) => layer.keepsLeadingAxes || layer.keepsShape)) this.keepsLeadingAxes = true;
    if (indexCount !== undefined) this.indexCount = indexCount;
    this.name = `Tied(${this.body.map(({ name }) => name).join(", ")}, ${this.activation.name})`;
    if (new.target === Tied) hold(this, METHODS.settings);
  }

  get kind(): string {
    return "Tied";
  }

  get titles(): Titles {
    return { en: "the tied layer", fr: "la couche à poids liés" };
  }

  settings(): TiedSettings {
    const { body, activation, useBias, biasInitializer } = this;
    return { body, activation, useBias, biasInitializer };
  }

  get drawingSettings(): readonly string[] {
    return ["biasInitializer"];
  }

  /** What its settings describe. */
  static from({ body, ...options }: TiedSettings): Tied {
    return new Tied(body, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape, { body }: Record<"body", Shape>): Given<Body> {
    const { units, inner } = matrixOf(this.body[0], input);
    // The type of the first layer says no more than what its matrix is.
    if (body.at(-1) === inner) return [...body.slice(0, -1), units] as Shape as Given<Body>;
    throw new ShapeError(
      `the matrix of its first layer, transposed, takes ${inner} numbers, but the last of its layers gives ${formatShape(body)}.`,
    );
  }

  parameters(input: Shape): Partial<Record<"bias", ParameterSpec>> {
    const { units, inner } = matrixOf(this.body[0], input);
    if (!this.useBias) return {};
    return { bias: { shape: [units], initializer: this.biasInitializer, role: "bias", fanIn: inner, fanOut: units } };
  }

  saved(input: Shape): Record<"z" | "dz", Shape> {
    const output = this.outputShape(input, { body: codeOf(this, input) });
    return { z: output, dz: output };
  }

  branches(): Record<"body", readonly Layer[]> {
    return { body: this.body };
  }

  prepare({ batch, inputShape, outputSize, branches }: TrainFrame<"bias", "z" | "dz", never, "body">): Matrix {
    const { name, units, inner } = matrixOf(this.body[0], inputShape);
    // The gradients are those of the layer itself, and what it adds to them comes beside this.
    const { parameters, gradients } = branches.body.frames[0] as TrainFrame;
    return {
      weight: parameters[name],
      gradient: gradients[name],
      rows: (batch * outputSize) / units,
      name,
      units,
      inner,
    };
  }

  equations(input: Shape): Equations[] {
    return tiedEquations(this, input);
  }

  operators(input: Shape): OperatorNode[] {
    return tiedOperators(this, input);
  }

  pytorch(input: Shape): PyTorchModule[] | undefined {
    return tiedModules(this, input);
  }

  forward({ kernels, y, parameters, saved, branches: { body }, prepared }: F): void {
    const { weight, rows, units, inner } = prepared;
    body.forward();
    kernels.matmulTransposed(saved.z, body.y, weight, rows, inner, units);
    if (this.useBias) kernels.addRow(saved.z, parameters.bias, rows, units);
    const returned: unknown = this.activation.forward(kernels, y, saved.z, rows, units);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's forward`, returned);
  }

  backward({ kernels, batch, inputSize, y, dx, dy, gradients, saved, branches: { body }, prepared }: B): void {
    const { weight, gradient, rows, units, inner } = prepared;
    const returned: unknown = this.activation.backward(kernels, saved.dz, dy, saved.z, y, rows, units);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's backward`, returned);
    if (this.useBias) kernels.addColumnSums(gradients.bias, saved.dz, rows, units);
    kernels.addOuter(gradient, saved.dz, body.y, units, rows, inner);
    kernels.matmul(body.dy, saved.dz, weight, rows, units, inner);
    body.backward();
    if (dx) copyNumbers(kernels, dx, body.dx!, batch * inputSize);
  }
}

const DEFAULTS = { activation: sigmoid, biasInitializer: zeros };
const METHODS = /* @__PURE__ */ methodsOf(Tied, ["forward", "backward"], ["useBias", "activation"]);
