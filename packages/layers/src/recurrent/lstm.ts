import {
  checkOptions,
  copyNumbers,
  type Equations,
  type Frame,
  finiteNumber,
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
import { glorotUniform } from "../initializers/glorot.js";
import { orthogonal } from "../initializers/orthogonal.js";
import { ADD, CELL, CELL_BACKWARD } from "./cell.js";
import { lstmEquations } from "./equations.js";
import { gateBiases } from "./gate-biases.js";
import { lstmModules } from "./modules.js";
import { lstmOperators } from "./operators.js";
import { type LSTMOptions, type LSTMSettings, type LSTMShape, type OtherOutput, otherOutput } from "./options.js";
import { type SwapKernels, swapsOf } from "./swap-axes.js";
import { type Parameter, type Saved, type TimeStep, type Views, viewsOf } from "./views.js";

/** @inline */
type F = Frame<Parameter, Saved, never, never, Views>;
/** @inline */
type B = TrainFrame<Parameter, Saved, never, never, Views>;

/** The class `LSTM`. As a type without arguments, `LSTM` of `any-lstm.ts` takes those of all settings, which no class can. */
export class LSTM<
  const Inputs extends number = number,
  const Units extends number = number,
  const Sequences extends boolean = false,
> implements Layer<Parameter, Saved, never, never, Views>
{
  readonly name: string;
  /** An output is a gate, from 0 to 1, times a tanh. */
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
  /** The first biases of the forget gate. */
  readonly forgetBias: number;
  readonly #swapInputs: (steps: number) => SwapKernels;
  readonly #swapOutputs: (steps: number) => SwapKernels;

  /**
   * @param inputs - How many numbers a time step of the input has.
   * @param units - How many units there are.
   */
  constructor(inputs: Inputs, units: Units, options: LSTMOptions<Sequences> = {}) {
    checkGiven("LSTM", "two sizes, new LSTM(inputs, units, { returnSequences })", inputs, units);
    checkOptions(
      "LSTM",
      options,
      ["returnSequences", "weightInitializer", "recurrentInitializer", "forgetBias"],
      "layer",
    );
    const { returnSequences = false as Sequences, forgetBias = 1 } = options;
    // An option that is given but undefined, such as an initializer that was imported from the wrong place, is refused.
    const { weightInitializer, recurrentInitializer } = { ...DEFAULTS, ...options };
    this.inputs = positiveInteger("LSTM: the number of inputs", inputs) as Inputs;
    this.units = positiveInteger("LSTM: the number of units", units) as Units;
    this.returnSequences = trueOrFalse("LSTM: returnSequences", returnSequences) as Sequences;
    this.inputAxes = ["steps", this.inputs];
    this.otherAxes = otherOutput(this.returnSequences);
    this.weightInitializer = checkInitializer("LSTM: weightInitializer", weightInitializer);
    this.recurrentInitializer = checkInitializer("LSTM: recurrentInitializer", recurrentInitializer);
    this.forgetBias = finiteNumber("LSTM: forgetBias", forgetBias);
    this.#swapInputs = swapsOf(this.inputs);
    this.#swapOutputs = swapsOf(this.units);
    this.name = `LSTM(${inputs} → ${units}${returnSequences ? ", sequences" : ""})`;
    // What can't change needn't be compared again by recorded programs.
    if (new.target === LSTM) {
      for (const name of METHODS.settings) Object.defineProperty(this, name, { writable: false, configurable: false });
    }
  }

  get kind(): string {
    return "LSTM";
  }

  get titles(): Titles {
    return { en: "the LSTM layer", fr: "la couche LSTM" };
  }

  settings(): LSTMSettings {
    const { inputs, units, returnSequences, weightInitializer, recurrentInitializer, forgetBias } = this;
    return { inputs, units, returnSequences, weightInitializer, recurrentInitializer, forgetBias };
  }

  get drawingSettings(): readonly string[] {
    return ["weightInitializer", "recurrentInitializer", "forgetBias"];
  }

  /** What its settings describe. */
  static from({ inputs, units, ...options }: LSTMSettings): LSTM<number, number, boolean> {
    return new LSTM(inputs, units, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: readonly [steps: number, inputs: Inputs]): LSTMShape<Units, Sequences> {
    const shape: Shape = input;
    if (shape.length !== 2 || shape[1] !== this.inputs) {
      throw new ShapeError(`the sequences must be [steps, ${this.inputs}], but are [${shape.join(", ")}].`);
    }
    const output: Shape = this.returnSequences ? [shape[0], this.units] : [this.units];
    return output as LSTMShape<Units, Sequences>;
  }

  parameters(): Record<Parameter, ParameterSpec> {
    const { inputs, units } = this;
    const ofInputs = { fanIn: inputs, fanOut: units };
    const ofOutputs = { fanIn: units, fanOut: units };
    const weight = { shape: [4, inputs, units], initializer: this.weightInitializer, ...ofInputs };
    const recurrentWeight = { shape: [4, units, units], initializer: this.recurrentInitializer, ...ofOutputs };
    const initializer = gateBiases(this.forgetBias);
    return { weight, recurrentWeight, bias: { shape: [4, units], initializer, role: "bias", ...ofInputs } };
  }

  saved(input: Shape): Record<Saved, Shape> {
    const { units } = this;
    const all = [input[0], units];
    return { x: input, h: all, c: [input[0] + 1, units], tanhOfC: all, gates: [4, ...all], recurrent: [4, units] };
  }

  scratch(input: Shape): Record<string, Shape> {
    const { units } = this;
    const dGates = [4, input[0], units];
    const dy = this.returnSequences && { dy: [input[0], units] };
    return { dGates, dRecurrent: [4, units], dc: [units], dx: [4, ...input], ...dy };
  }

  prepare(frame: TrainFrame<Parameter, Saved>): Views {
    return viewsOf(frame, frame.inputShape[0], this.units);
  }

  forward(frame: F): void {
    const { kernels, batch, inputShape, x, y, saved, prepared } = frame;
    const { inputs, units } = this;
    const steps = inputShape[0];
    kernels.run(this.#swapInputs(steps).toTimeFirst, batch, saved.x, x);
    for (let gate = 0; gate < 4; gate++) {
      const z = prepared.gates[gate];
      kernels.matmul(z, saved.x, prepared.weight[gate], steps * batch, inputs, units);
      kernels.addRow(z, prepared.bias[gate], steps * batch, units);
    }
    // Before the first time step all is 0.
    kernels.fill(saved.recurrent, 0, 4 * batch * units);
    kernels.fill(prepared.steps[0].cBefore, 0, batch * units);
    for (let step = 0; step < steps; step++) this.#stepForward(frame, prepared.steps[step], prepared.steps[step - 1]);
    if (this.returnSequences) kernels.run(this.#swapOutputs(steps).toBatchFirst, batch, y, saved.h);
    else copyNumbers(kernels, y, prepared.steps[steps - 1].h, batch * units);
  }

  #stepForward({ kernels, batch, prepared }: F, { gates, h, c, cBefore, tanhOfC }: TimeStep, before?: TimeStep): void {
    const { units } = this;
    const { recurrent, recurrentWeight } = prepared;
    if (before !== undefined) {
      for (let gate = 0; gate < 4; gate++) {
        kernels.matmul(recurrent[gate], before.h, recurrentWeight[gate], batch, units, units);
      }
    }
    const [i, f, g, o] = gates;
    const [zi, zf, zg, zo] = recurrent;
    kernels.compute(CELL.OPEN, NONE, batch, units, i, zi, f, zf);
    kernels.compute(CELL.REMEMBER, NONE, batch, units, c, g, zg, i, f, cBefore);
    kernels.compute(CELL.SHOW, NONE, batch, units, h, o, zo, c, tanhOfC);
  }

  backward(frame: B): void {
    const { kernels, batch, inputShape, dx, dy, saved, scratch, prepared } = frame;
    const { inputs, units } = this;
    const { dGates, laterDGates, dWeight, dRecurrentWeight, dBias, weight } = prepared;
    const steps = inputShape[0];
    if (this.returnSequences) kernels.run(this.#swapOutputs(steps).toTimeFirst, batch, scratch.dy!, dy);
    kernels.fill(scratch.dc!, 0, batch * units);
    for (let step = steps - 1; step >= 0; step--) this.#stepBackward(frame, step, step === steps - 1);
    for (let gate = 0; gate < 4; gate++) {
      const dz = dGates[gate];
      kernels.addColumnSums(dBias[gate], dz, steps * batch, units);
      kernels.addOuter(dWeight[gate], saved.x, dz, inputs, steps * batch, units);
      kernels.addOuter(dRecurrentWeight[gate], saved.h, laterDGates[gate], units, (steps - 1) * batch, units);
      if (dx) kernels.matmulTransposed(prepared.dx[gate], dz, weight[gate], steps * batch, units, inputs);
    }
    if (!dx) return;
    const [first, second, third, fourth] = prepared.dx;
    kernels.compute(ADD.THREE, NONE, steps * batch, inputs, first, second, third, fourth);
    kernels.run(this.#swapInputs(steps).toBatchFirst, batch, dx, first);
  }

  equations(input: Shape): Equations[] {
    return lstmEquations(this, input[0], this.returnSequences);
  }

  operators(): OperatorNode[] {
    return lstmOperators(this.inputs, this.units, this.returnSequences);
  }

  pytorch(): PyTorchModule[] {
    return lstmModules(this.inputs, this.units, this.returnSequences);
  }

  #stepBackward({ kernels, batch, dy, scratch, prepared }: B, step: number, isLast: boolean): void {
    const { units, returnSequences } = this;
    const { gates, cBefore, tanhOfC, dGates, dy: dyOfStep } = prepared.steps[step];
    const { dRecurrent, recurrentWeight } = prepared;
    const [i, f, g, o] = gates;
    const [dzi, dzf, dzg, dzo] = dGates;
    const [first, second, third, fourth] = dRecurrent;
    const dc = scratch.dc!;
    const dh = isLast ? (returnSequences ? dyOfStep : dy) : first;
    if (!isLast && returnSequences) {
      kernels.compute(ADD.FOUR, NONE, batch, units, first, second, third, fourth, dyOfStep);
    } else if (!isLast) kernels.compute(ADD.THREE, NONE, batch, units, first, second, third, fourth);
    kernels.compute(CELL_BACKWARD.SHOW, NONE, batch, units, dzo, dc, dh, o, tanhOfC);
    kernels.compute(CELL_BACKWARD.REMEMBER, NONE, batch, units, dzg, dzi, dc, i, g);
    kernels.compute(CELL_BACKWARD.FORGET, NONE, batch, units, dzf, dc, f, cBefore);
    if (step === 0) return;
    for (let gate = 0; gate < 4; gate++) {
      kernels.matmulTransposed(dRecurrent[gate], dGates[gate], recurrentWeight[gate], batch, units, units);
    }
  }
}

const DEFAULTS = { weightInitializer: glorotUniform, recurrentInitializer: orthogonal };
const METHODS = /* @__PURE__ */ methodsOf(LSTM, ["forward", "backward"], ["inputs", "units", "returnSequences"]);
const NONE: readonly number[] = [];
