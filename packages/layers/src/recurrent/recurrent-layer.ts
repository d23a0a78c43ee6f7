import {
  checkOptions,
  copyNumbers,
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
  type Shape,
  ShapeError,
  type Titles,
  type TrainFrame,
  trueOrFalse,
} from "@nn/core/component";
import { checkGiven, checkInitializer } from "../checks.js";
import { hold } from "../held.js";
import { zeros } from "../initializers/constant.js";
import { glorotUniform } from "../initializers/glorot.js";
import { orthogonal } from "../initializers/orthogonal.js";
import { type SwapKernels, swapsOf } from "../shapes/swap-axes.js";
import { addUp } from "./cell.js";
import { unrolled } from "./equations.js";
import type { Kind } from "./kind.js";
import { operatorsOf } from "./operators.js";
import {
  type OtherOutput,
  otherOutput,
  type RecurrentOptions,
  type RecurrentSettings,
  type RecurrentShape,
} from "./options.js";
import { type Parameter, type Saved, savedShapes, scratchShapes, type TimeStep, type Views, viewsOf } from "./views.js";

/** @inline */
type F = Frame<Parameter, Saved, never, never, Views>;
/** @inline */
type B = TrainFrame<Parameter, Saved, never, never, Views>;

/**
 * What all recurrent layers have in common: units that go through a sequence, and see at each time step their own outputs of
 * the one before. Time is the first axis inside, so that what a gate takes from the inputs of all time steps is one product.
 */
export abstract class RecurrentLayer<Inputs extends number, Units extends number, Sequences extends boolean>
  implements Layer<Parameter, Saved, never, never, Views>
{
  readonly name: string;
  /** Outputs are at most as large as a tanh. */
  readonly outputRange: OutputRange = { least: -1, most: 1 };
  /** How many numbers a time step of the input has. */
  readonly inputs: Inputs;
  /** How many units there are. */
  readonly units: Units;
  /** Whether each time step gives an output. */
  readonly returnSequences: Sequences;
  readonly inputAxes: readonly ["steps", Inputs];
  readonly otherAxes: OtherOutput<Sequences>;
  /** Draws W when a network is built. */
  readonly weightInitializer: Initializer;
  /** Draws U when a network is built. */
  readonly recurrentInitializer: Initializer;
  /**
   * What makes it a layer of its kind.
   *
   * @hidden
   */
  protected readonly given: Kind;
  readonly #swapInputs: (steps: number) => SwapKernels;
  readonly #swapOutputs: (steps: number) => SwapKernels;

  /** @param given - What makes it a layer of its kind. */
  constructor(given: Kind, inputs: Inputs, units: Units, options: RecurrentOptions<Sequences>) {
    const { kind } = given;
    checkGiven(kind, `two sizes, new ${kind}(inputs, units, { returnSequences })`, inputs, units);
    checkOptions(kind, options, [...OPTIONS, ...given.options], "layer");
    const { returnSequences = false as Sequences } = options;
    // An option that is given but undefined, such as an initializer that was imported from the wrong place, is refused.
    const { weightInitializer, recurrentInitializer } = { ...DEFAULTS, ...options };
    this.inputs = positiveInteger(`${kind}: the number of inputs`, inputs) as Inputs;
    this.units = positiveInteger(`${kind}: the number of units`, units) as Units;
    this.returnSequences = trueOrFalse(`${kind}: returnSequences`, returnSequences) as Sequences;
    this.inputAxes = ["steps", this.inputs];
    this.otherAxes = otherOutput(this.returnSequences);
    this.weightInitializer = checkInitializer(`${kind}: weightInitializer`, weightInitializer);
    this.recurrentInitializer = checkInitializer(`${kind}: recurrentInitializer`, recurrentInitializer);
    this.given = given;
    this.#swapInputs = swapsOf(this.inputs);
    this.#swapOutputs = swapsOf(this.units);
    this.name = `${kind}(${inputs} → ${units}${returnSequences ? ", sequences" : ""})`;
    if (new.target === given.type) hold(this, METHODS.settings);
  }

  /** What programs know it by, in files too. */
  abstract get kind(): string;

  /** What readers are shown in the place of its name. */
  abstract get titles(): Titles;

  /** What an equal one is made from. */
  settings(): RecurrentSettings {
    const { inputs, units, returnSequences, weightInitializer, recurrentInitializer } = this;
    return { inputs, units, returnSequences, weightInitializer, recurrentInitializer };
  }

  /** The settings that are the sizes of the last axis of what comes, and of what it gives. */
  static readonly sizes: readonly [inputs: string, outputs: string] = ["inputs", "units"];

  /** Those of its settings that only first parameters are drawn by. */
  get drawingSettings(): readonly string[] {
    return ["weightInitializer", "recurrentInitializer"];
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: readonly [steps: number, inputs: Inputs]): RecurrentShape<Units, Sequences> {
    const shape: Shape = input;
    if (shape.length !== 2 || shape[1] !== this.inputs) {
      throw new ShapeError(`the sequences must be [steps, ${this.inputs}], but are [${shape.join(", ")}].`);
    }
    const output: Shape = this.returnSequences ? [shape[0], this.units] : [this.units];
    return output as RecurrentShape<Units, Sequences>;
  }

  parameters(): Record<Parameter, ParameterSpec> {
    const { inputs, units } = this;
    const { cell, biasInitializer: initializer = zeros } = this.given;
    const ofInputs = { fanIn: inputs, fanOut: units };
    const ofOutputs = { fanIn: units, fanOut: units };
    const ofEach = (count: number, shape: Shape): Shape => (count === 1 ? shape : [count, ...shape]);
    const weight = { shape: ofEach(cell.gates, [inputs, units]), initializer: this.weightInitializer, ...ofInputs };
    const recurrentShape = ofEach(cell.gates, [units, units]);
    const recurrentWeight = { shape: recurrentShape, initializer: this.recurrentInitializer, ...ofOutputs };
    const bias = { shape: ofEach(cell.biases, [units]), initializer, role: "bias" as const, ...ofInputs };
    return { weight, recurrentWeight, bias };
  }

  saved(input: Shape): Partial<Record<Saved, Shape>> {
    return savedShapes(this.given.cell, input, this.units);
  }

  scratch(input: Shape): Record<string, Shape> {
    return scratchShapes(this.given.cell, input, this.units, this.returnSequences);
  }

  prepare(frame: TrainFrame<Parameter, Saved>): Views {
    return viewsOf(frame, this.given.cell, frame.inputShape[0], this.units);
  }

  forward(frame: F): void {
    const { kernels, batch, inputShape, x, y, saved, prepared } = frame;
    const { inputs, units } = this;
    const { cell } = this.given;
    const steps = inputShape[0];
    kernels.run(this.#swapInputs(steps).toPartsFirst, batch, saved.x, x);
    for (let gate = 0; gate < cell.gates; gate++) {
      const z = prepared.gates[gate];
      kernels.matmul(z, saved.x, prepared.weight[gate], steps * batch, inputs, units);
      kernels.addRow(z, prepared.bias[gate], steps * batch, units);
    }
    // Before the first time step all is 0.
    kernels.fill(saved.recurrent, 0, cell.gates * batch * units);
    for (const past of prepared.past) kernels.fill(past, 0, batch * units);
    for (let step = 0; step < steps; step++) this.#stepForward(frame, step);
    if (this.returnSequences) kernels.run(this.#swapOutputs(steps).toBatchFirst, batch, y, prepared.outputs);
    else copyNumbers(kernels, y, prepared.steps[steps - 1].h, batch * units);
  }

  #stepForward({ kernels, batch, prepared }: F, number: number): void {
    const { units } = this;
    const { cell } = this.given;
    const { recurrent, recurrentWeight } = prepared;
    const step = prepared.steps[number];
    for (let gate = 0; gate < cell.simpleGates && number > 0; gate++) {
      kernels.matmul(recurrent[gate], step.hBefore, recurrentWeight[gate], batch, units, units);
    }
    cell.forward(kernels, batch, units, step, prepared);
  }

  backward(frame: B): void {
    const { kernels, batch, inputShape, dx, dy, saved, scratch, prepared } = frame;
    const { inputs, units } = this;
    const { cell } = this.given;
    const { dGates, dWeight, dRecurrentWeight, dBias, weight, recurrentInputs, laterDerivatives } = prepared;
    const steps = inputShape[0];
    if (this.returnSequences) kernels.run(this.#swapOutputs(steps).toPartsFirst, batch, scratch.dy!, dy);
    for (const carried of prepared.carried) kernels.fill(carried, 0, batch * units);
    for (let step = steps - 1; step >= 0; step--) this.#stepBackward(frame, step, step === steps - 1);
    for (let gate = 0; gate < cell.gates; gate++) {
      const dz = dGates[gate];
      kernels.addColumnSums(dBias[gate], dz, steps * batch, units);
      kernels.addOuter(dWeight[gate], saved.x, dz, inputs, steps * batch, units);
      const later = (steps - 1) * batch;
      kernels.addOuter(dRecurrentWeight[gate], recurrentInputs[gate], laterDerivatives[gate], units, later, units);
      if (dx) kernels.matmulTransposed(prepared.dx[gate], dz, weight[gate], steps * batch, units, inputs);
    }
    for (let bias = cell.gates; bias < cell.biases; bias++) {
      const dz = dGates[cell.recurrentDerivatives[bias - cell.gates]];
      kernels.addColumnSums(dBias[bias], dz, steps * batch, units);
    }
    if (!dx) return;
    addUp(kernels, steps * batch, inputs, prepared.dx);
    kernels.run(this.#swapInputs(steps).toBatchFirst, batch, dx, prepared.dx[0]);
  }

  #stepBackward({ kernels, batch, dy, prepared }: B, number: number, isLast: boolean): void {
    const { units } = this;
    const { cell } = this.given;
    const { dParts, recurrentWeight } = prepared;
    const step: TimeStep = prepared.steps[number];
    if (!isLast) addUp(kernels, batch, units, step.dParts);
    const dhOfLast = this.returnSequences ? step.dy : dy;
    cell.backward(kernels, batch, units, step, prepared, isLast ? dhOfLast : dParts[0]);
    for (let gate = 0; gate < cell.simpleGates && number > 0; gate++) {
      const dz = step.dGates[cell.recurrentDerivatives[gate]];
      kernels.matmulTransposed(dParts[gate], dz, recurrentWeight[gate], batch, units, units);
    }
  }

  equations(input: Shape): Equations[] {
    return unrolled(this, this.given, input[0]);
  }

  operators(): OperatorNode[] {
    return operatorsOf(this, this.given.cell, this.given.operator);
  }

  pytorch(): PyTorchModule[] {
    return this.given.modules(this, this.given.cell);
  }
}

const OPTIONS = ["returnSequences", "weightInitializer", "recurrentInitializer"];
const DEFAULTS = { weightInitializer: glorotUniform, recurrentInitializer: orthogonal };
const METHODS = /* @__PURE__ */ methodsOf(
  RecurrentLayer as never,
  ["forward", "backward"],
  ["inputs", "units", "returnSequences"],
);
