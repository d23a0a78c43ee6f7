import {
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type PyTorchModule,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import type { Geometry } from "../windows/geometry.js";
import { windowEquations } from "../windows/sums.js";
import type { Reduction } from "./reduction.js";

/** What layers share that make one number of each window, for each channel. */
export abstract class PooledLayer<Axes extends readonly string[]>
  implements Layer<never, string, never, never, unknown>
{
  /** As `summary()` and messages show it. */
  readonly name: string;
  /** The dimensions of what it takes. */
  readonly inputAxes: Axes;
  /** How the numbers of a window become one. */
  protected readonly reduction: Reduction;

  constructor(name: string, inputAxes: Axes, reduction: Reduction) {
    this.name = name;
    this.inputAxes = inputAxes;
    this.reduction = reduction;
  }

  /** What programs know it by, in files too. */
  abstract get kind(): string;

  /** What readers are shown in the place of its name. */
  abstract get titles(): Titles;

  /** What an equal one is made from. */
  abstract settings(): object;

  /** What it gives for inputs of a shape. */
  abstract outputShape(input: Shape): Shape;

  /** The same in standard operators. */
  abstract operators(input: Shape): OperatorNode[];

  /** The same in PyTorch. */
  abstract pytorch(input: Shape): PyTorchModule[];

  /** Its window on inputs of a shape. */
  protected abstract geometryFor(input: Shape): Geometry;

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** None. */
  parameters(): Record<never, never> {
    return {};
  }

  /** Where each number was found, if that matters. */
  saved(input: Shape): Record<string, Shape> {
    return this.reduction.saved(input, this.outputShape(input));
  }

  /** The kernels for inputs of a shape. */
  prepare({ inputShape }: Frame): unknown {
    return this.reduction.kernels(this.geometryFor(inputShape));
  }

  equations(input: Shape): Equations[] {
    return windowEquations(this.reduction.formula, this.geometryFor(input));
  }

  forward(frame: Frame<never, string>): void {
    this.reduction.forward(frame);
  }

  backward(frame: TrainFrame<never, string>): void {
    this.reduction.backward(frame);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(PooledLayer as never, ["forward", "backward"]);
