import {
  chance,
  checkOptions,
  type Equations,
  finiteNumber,
  type Initializer,
  type KernelsOnly,
  type Layer,
  type LayerEquipment,
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
import { maskOf, refuseInOperators } from "../real-steps.js";
import { swapsOf } from "../shapes/swap-axes.js";
import { unrolled } from "./equations.js";
import { modulesOf } from "./formats/modules.js";
import { operatorsOf } from "./formats/operators.js";
import type { Kind } from "./kind.js";
import {
  type OtherOutput,
  otherOutput,
  type RecurrentOptions,
  type RecurrentSettings,
  type RecurrentShape,
} from "./options.js";
import { savedShapes, scratchShapes, viewsOf } from "./passes/arrays.js";
import { rateOf } from "./passes/drops.js";
import { goBackward, goForward } from "./passes/passes.js";
import type { Plan } from "./passes/plan.js";
import type { Parameter, RecurrentFrame, RecurrentTrainFrame, Saved, Views } from "./passes/views.js";

/**
 * What all recurrent layers have in common: units that go through a sequence, and see at each time step their own outputs of
 * the one before. Time is the first axis inside, so that what a gate takes from the inputs of all time steps is one product.
 */
export abstract class RecurrentLayer<Inputs extends number, Units extends number, Sequences extends boolean>
  implements Layer<Parameter, Saved, never, never, Views>
{
  readonly name: string;
  /** Outputs are at most as large as a tanh, unless a state that is learnt is passed on. */
  readonly outputRange: OutputRange | undefined;
  /** How many numbers a time step of the input has. */
  readonly inputs: Inputs;
  /** How many units there are. */
  readonly units: Units;
  /** Whether each time step gives an output. */
  readonly returnSequences: Sequences;
  /** A time step whose numbers all are this one is skipped; none is, where it is `undefined`. */
  readonly maskValue: number | undefined;
  /** The probability with which a training drops a number of the inputs, the same one at all time steps. */
  readonly dropout: number;
  /** The probability with which a training drops an output that U is multiplied with, the same one at all time steps. */
  readonly recurrentDropout: number;
  /** Whether the state before the first time step is learnt; else it is 0. */
  readonly learnInitialState: boolean;
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
  /**
   * How it goes through sequences; it is read through an object that inherits from the layer, too.
   *
   * @hidden
   */
  protected readonly plan: Plan;

  /** @param given - What makes it a layer of its kind. */
  constructor(given: Kind, inputs: Inputs, units: Units, options: RecurrentOptions<Sequences>) {
    const { kind } = given;
    checkGiven(kind, `two sizes, new ${kind}(inputs, units, { returnSequences })`, inputs, units);
    checkOptions(kind, options, [...OPTIONS, ...given.options], "layer");
    const {
      returnSequences = false as Sequences,
      maskValue,
      dropout = 0,
      recurrentDropout = 0,
      learnInitialState = false,
    } = options;
    // An option that is given but undefined, such as an initializer that was imported from the wrong place, is refused.
    const { weightInitializer, recurrentInitializer } = { ...DEFAULTS, ...options };
    this.inputs = positiveInteger(`${kind}: the number of inputs`, inputs) as Inputs;
    this.units = positiveInteger(`${kind}: the number of units`, units) as Units;
    this.outputRange = learnInitialState ? undefined : { least: -1, most: 1 };
    this.returnSequences = trueOrFalse(`${kind}: returnSequences`, returnSequences) as Sequences;
    this.inputAxes = ["steps", this.inputs];
    this.otherAxes = otherOutput(this.returnSequences);
    this.weightInitializer = checkInitializer(`${kind}: weightInitializer`, weightInitializer);
    this.recurrentInitializer = checkInitializer(`${kind}: recurrentInitializer`, recurrentInitializer);
    this.given = given;
    const mask = maskOf(kind, maskValue);
    this.maskValue = maskValue;
    this.dropout = finiteNumber(`${kind}: dropout`, dropout, { atLeast: 0, below: 1 });
    this.learnInitialState = trueOrFalse(`${kind}: learnInitialState`, learnInitialState);
    this.recurrentDropout = finiteNumber(`${kind}: recurrentDropout`, recurrentDropout, { atLeast: 0, below: 1 });
    this.plan = {
      ...{ inputs, units, returnSequences, cell: given.cell, mask },
      ...{ dropout: rateOf(dropout), recurrentDropout: rateOf(recurrentDropout) },
      firstWithPast: learnInitialState ? 0 : 1,
      swapInputs: swapsOf(inputs),
      swapOutputs: swapsOf(units),
    };
    const more = [
      returnSequences && "sequences",
      maskValue !== undefined && `mask ${maskValue}`,
      dropout > 0 && `dropout ${dropout}`,
      recurrentDropout > 0 && `recurrent dropout ${recurrentDropout}`,
      learnInitialState && "learnt initial state",
    ].filter(Boolean);
    this.name = `${kind}(${[`${inputs} → ${units}`, ...more].join(", ")})`;
    if (new.target === given.type) hold(this, METHODS.settings);
  }

  /** What programs know it by, in files too. */
  abstract get kind(): string;

  /** What readers are shown in the place of its name. */
  abstract get titles(): Titles;

  /** What an equal one is made from. */
  settings(): RecurrentSettings {
    const { inputs, units, returnSequences, maskValue, dropout, recurrentDropout, learnInitialState } = this;
    const { weightInitializer, recurrentInitializer } = this;
    // Files of networks without them stay as they were.
    const more = {
      ...(maskValue !== undefined && { maskValue }),
      ...(dropout > 0 && { dropout }),
      ...(recurrentDropout > 0 && { recurrentDropout }),
      ...(learnInitialState && { learnInitialState }),
    };
    return { inputs, units, returnSequences, ...more, weightInitializer, recurrentInitializer };
  }

  /** The settings that are the sizes of the last axis of what comes, and of what it gives. */
  static readonly sizes: readonly [inputs: string, outputs: string] = ["inputs", "units"];

  /** Those of its settings that only first parameters are drawn by. */
  get drawingSettings(): readonly string[] {
    return ["weightInitializer", "recurrentInitializer"];
  }

  /** Random numbers, for what trainings drop. */
  get equipment(): LayerEquipment {
    return { chance };
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

  parameters(): Partial<Record<Parameter, ParameterSpec>> {
    const { inputs, units } = this;
    const { cell, biasInitializer: initializer = zeros } = this.given;
    const ofInputs = { fanIn: inputs, fanOut: units };
    const ofOutputs = { fanIn: units, fanOut: units };
    const ofEach = (count: number, shape: Shape): Shape => (count === 1 ? shape : [count, ...shape]);
    const weight = { shape: ofEach(cell.gates, [inputs, units]), initializer: this.weightInitializer, ...ofInputs };
    const recurrentShape = ofEach(cell.gates, [units, units]);
    const recurrentWeight = { shape: recurrentShape, initializer: this.recurrentInitializer, ...ofOutputs };
    const bias = { shape: ofEach(cell.biases, [units]), initializer, role: "bias" as const, ...ofInputs };
    if (!this.learnInitialState) return { weight, recurrentWeight, bias };
    const shape = ofEach(1 + cell.carried, [units]);
    return { weight, recurrentWeight, bias, initialState: { shape, initializer: zeros, role: "bias", ...ofOutputs } };
  }

  saved(input: Shape): Partial<Record<Saved, Shape>> {
    return savedShapes(this.plan, input);
  }

  scratch(input: Shape): Record<string, Shape> {
    return scratchShapes(this.plan, input);
  }

  prepare(frame: TrainFrame<Parameter, Saved>): Views {
    return viewsOf(frame, this.plan);
  }

  forward(frame: RecurrentFrame): void {
    goForward(this.plan, frame);
  }

  backward(frame: RecurrentTrainFrame): void {
    goBackward(this.plan, frame);
  }

  equations(input: Shape): Equations[] {
    return unrolled(this, this.given, input[0]);
  }

  operators(): OperatorNode[] {
    if (this.maskValue !== undefined) refuseInOperators(this.name);
    return operatorsOf(this, this.given.cell, this.given.operator);
  }

  pytorch(): PyTorchModule[] {
    return modulesOf(this, this.given.cell, this.given.pytorch);
  }
}

const OPTIONS = [
  "returnSequences",
  "weightInitializer",
  "recurrentInitializer",
  "maskValue",
  "dropout",
  "recurrentDropout",
  "learnInitialState",
];
const DEFAULTS = { weightInitializer: glorotUniform, recurrentInitializer: orthogonal };
const METHODS = /* @__PURE__ */ methodsOf(
  RecurrentLayer as never,
  ["forward", "backward"],
  ["inputs", "units", "returnSequences", "maskValue", "dropout", "recurrentDropout", "learnInitialState"],
);
