import {
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type PyTorchModule,
  type Shape,
  type TrainFrame,
} from "@nn/core/component";
import { numberBelow } from "../windows/images.js";
import type { SumKernels } from "../windows/kernels.js";
import { Framing } from "./framing.js";
import { padModule } from "./pad-module.js";
import type { ResizedField } from "./resized-field.js";

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/** What layers share that take the edges of images or sequences away. */
export abstract class Cropping<Sizes, Told extends Sizes, Space extends Shape, Axes extends readonly string[]>
  extends Framing<Sizes, Told, Space, Axes>
  implements Layer<never, never, never, never, SumKernels>
{
  /** @param more - What else was given. */
  constructor(type: string, field: ResizedField<Sizes, Told, Axes>, cropping: Sizes, more: readonly unknown[]) {
    const [unit, where] = field.parts;
    super({ type, setting: "cropping", takes: `how many ${unit} go ${where}`, sign: -1 }, field, cropping, more);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** What an equal one is made from. */
  settings(): {
    /** How many are taken away on each side. */
    readonly cropping: Sizes;
  } {
    return { cropping: this.cropping };
  }

  /** How many are taken away on each side. */
  get cropping(): Told {
    return this.sides;
  }

  equations(input: Shape): Equations[] {
    const geometry = this.framed(input);
    const size = geometry.outHeight * geometry.outWidth * geometry.channels;
    return [{ formula: "x", size, reads: (at) => ({ x: numberBelow(geometry, at)! }) }];
  }

  operators(input: Space): OperatorNode[] {
    const left = this.outputShape(input);
    const starts = this.ends.map(([before]) => before);
    const places = [starts, starts.map((start, axis) => start + (left[axis] ?? 0)), starts.map((_, axis) => axis + 1)];
    return [{ operator: "Slice", inputs: ["x", ...places.map((integers) => ({ integers }))], outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    return padModule(this.ends.map(([before, after]) => [0 - before, 0 - after]));
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Cropping as never, ["forward", "backward"]);
