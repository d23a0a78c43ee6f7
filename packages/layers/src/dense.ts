import {
  type Activation,
  checkOptions,
  type Equations,
  type Fans,
  type Frame,
  type Initializer,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OutputRange,
  type ParameterSpec,
  positiveInteger,
  refusePromise,
  type Shape,
  show,
  type TrainFrame,
  trueOrFalse,
} from "@nn/core/component";
import { sigmoid } from "./activations/sigmoids/sigmoid.js";
import { checkActivation, checkGiven, checkInitializer } from "./checks.js";
import { hold } from "./held.js";
import { zeros } from "./initializers/constant.js";
import { glorotUniform } from "./initializers/glorot.js";

/** What may differ between {@link Dense} layers of the same sizes. */
export interface DenseOptions {
  /** What the weighted sums go through; {@link sigmoid} unless given, as in the lab. */
  readonly activation?: Activation;
  /** The first weights; {@link glorotUniform} unless given. */
  readonly weightInitializer?: Initializer;
  /** The first biases; {@link zeros} unless given. */
  readonly biasInitializer?: Initializer;
  /** Whether there is a bias; `true` unless given. */
  readonly useBias?: boolean;
}

/** What a {@link Dense} is made from. */
export interface DenseSettings extends DenseOptions {
  /** How many inputs a row has. */
  readonly inputs: number;
  /** How many neurons there are. */
  readonly units: number;
}

/** W and b, by the names that users see. @inline */
type Parameter = "weight" | "bias";
/** The weighted sums and ∂L/∂z. @inline */
type Saved = "z" | "dz";

/**
 * A layer of neurons, each of which sees every input.
 *
 *     z = x·W + b        x: [rows, inputs]   W: [inputs, units]   b: [units]
 *     y = f(z)           z, y: [rows, units]
 *
 *     dz = f′(z)·dy
 *     dW = xᵀ·dz         db = Σ of dz over the rows         dx = dz·Wᵀ
 *
 * A row is an example, [inputs], or each list along the last axis of an example that has more axes: of a sequence
 * [steps, inputs] each step, of an image [height, width, channels] each pixel, all with the same W and b. The axes before the last
 * are kept. For one answer from all numbers of an example, a {@link Flatten} stands before it.
 *
 * Source: D. Rumelhart, G. Hinton and R. Williams, "Learning representations by back-propagating errors", Nature 323
 * (1986); the lab, sections 0.2 and 0.4.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * network.setParameters({ "0.weight": [1, 1, 1, 1], "0.bias": [0, 0], "1.weight": [1, 1], "1.bias": [0] });
 * network.predict([-2, -1]); // => [0.5236951740839997]
 * new Sequential([new Dense(2, 3)], { inputShape: [5, 2] }).stack.outputShape; // => [5, 3]
 */
export class Dense<const Inputs extends number = number, const Units extends number = number>
  implements Layer<Parameter, Saved>
{
  readonly name: string;
  /** How many inputs a row has. */
  readonly inputs: Inputs;
  /** How many neurons there are, and so how many outputs a row has. */
  readonly units: Units;
  readonly inputShape: readonly [Inputs];
  readonly keepsLeadingAxes = true;
  readonly outputRange: OutputRange | undefined;
  /** f, which the weighted sums go through. */
  readonly activation: Activation;
  /** Whether b is added; without it, W is the only parameter. */
  readonly useBias: boolean;
  /** Draws W when a network is built. */
  readonly weightInitializer: Initializer;
  /** Fills b when a network is built; unused without a bias. */
  readonly biasInitializer: Initializer;

  constructor(inputs: Inputs, units: Units, options: DenseOptions = {}) {
    const where = `Dense(${shown(inputs)}, ${shown(units)})`;
    checkGiven("Dense", "two sizes, new Dense(inputs, units, { activation })", inputs, units);
    checkOptions(where, options, ["activation", "weightInitializer", "biasInitializer", "useBias"], "layer");
    const { useBias = true } = options;
    // An option that is given but undefined, such as an activation that was imported from the wrong place, is refused.
    const { activation, weightInitializer, biasInitializer } = { ...DEFAULTS, ...options };
    this.inputs = positiveInteger(`${where}: the number of inputs`, inputs) as Inputs;
    this.units = positiveInteger(`${where}: the number of units`, units) as Units;
    this.inputShape = [inputs];
    this.activation = checkActivation(where, activation, "{ activation: relu }");
    this.outputRange = this.activation.range;
    this.useBias = trueOrFalse(`${where}: useBias`, useBias);
    this.weightInitializer = checkInitializer(`${where}: weightInitializer`, weightInitializer);
    this.biasInitializer = checkInitializer(`${where}: biasInitializer`, biasInitializer);
    this.name = `Dense(${inputs} → ${units}, ${this.activation.name})`;
    if (new.target === Dense) hold(this, METHODS.settings);
  }

  get kind(): string {
    return "Dense";
  }

  settings(): DenseSettings {
    const { inputs, units, activation, useBias, weightInitializer, biasInitializer } = this;
    return { inputs, units, activation, useBias, weightInitializer, biasInitializer };
  }

  get drawingSettings(): readonly string[] {
    return ["weightInitializer", "biasInitializer"];
  }

  /** The settings that are the sizes of the last axis of what comes, and of what it gives. */
  static readonly sizes: readonly [inputs: string, outputs: string] = ["inputs", "units"];

  /** What its settings describe. */
  static from({ inputs, units, ...options }: DenseSettings): Dense {
    return new Dense(inputs, units, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): readonly [...leading: number[], units: Units] {
    return [...input.slice(0, -1), this.units];
  }

  parameters(): Partial<Record<Parameter, ParameterSpec>> {
    const { inputs, units } = this;
    const fans: Fans = { fanIn: inputs, fanOut: units };
    const weight = { shape: [inputs, units], initializer: this.weightInitializer, ...fans };
    const bias = { shape: [units], initializer: this.biasInitializer, role: "bias" as const, ...fans };
    return this.useBias ? { weight, bias } : { weight };
  }

  saved(input: Shape): Record<Saved, Shape> {
    const output = this.outputShape(input);
    return { z: output, dz: output };
  }

  forward({ kernels, batch, inputSize, x, y, parameters, saved }: Frame<Parameter, Saved>): void {
    const { inputs, units } = this;
    const rows = (batch * inputSize) / inputs;
    kernels.matmul(saved.z, x, parameters.weight, rows, inputs, units);
    if (this.useBias) kernels.addRow(saved.z, parameters.bias, rows, units);
    const returned: unknown = this.activation.forward(kernels, y, saved.z, rows, units);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's forward`, returned);
  }

  backward(frame: TrainFrame<Parameter, Saved>): void {
    const { kernels, batch, inputSize, x, y, dx, dy, parameters, gradients, saved } = frame;
    const { inputs, units } = this;
    const rows = (batch * inputSize) / inputs;
    const returned: unknown = this.activation.backward(kernels, saved.dz, dy, saved.z, y, rows, units);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's backward`, returned);
    if (this.useBias) kernels.addColumnSums(gradients.bias, saved.dz, rows, units);
    kernels.addOuter(gradients.weight, x, saved.dz, inputs, rows, units);
    if (dx) kernels.matmulTransposed(dx, saved.dz, parameters.weight, rows, units, inputs);
  }

  equations(): Equations[] {
    const { activation, units: row } = this;
    return [
      { matrix: "weight", ...(this.useBias && { bias: "bias" }) },
      { activation, row },
    ];
  }
}

const DEFAULTS = { activation: sigmoid, weightInitializer: glorotUniform, biasInitializer: zeros };
const METHODS = /* @__PURE__ */ methodsOf(Dense, ["forward", "backward"], ["useBias", "inputs", "units", "activation"]);

/** A size as it was given: what isn't one is told apart by the message about it. */
function shown(size: unknown): string {
  return typeof size === "string" ? size : show(size);
}
