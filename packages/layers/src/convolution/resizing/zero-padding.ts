import {
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type PyTorchModule,
  type Shape,
  type Source,
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

/** What layers share that put zeros around images or sequences. */
export abstract class ZeroPadding<Sizes, Told extends Sizes, Space extends Shape, Axes extends readonly string[]>
  extends Framing<Sizes, Told, Space, Axes>
  implements Layer<never, never, never, never, SumKernels>
{
  /** @param more - What else was given. */
  constructor(type: string, field: ResizedField<Sizes, Told, Axes>, padding: Sizes, more: readonly unknown[]) {
    const takes = `how many zeros there are ${field.parts[1]}`;
    super({ type, setting: "padding", takes, sign: 1 }, field, padding, more);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** What an equal one is made from. */
  settings(): {
    /** How many are added on each side. */
    readonly padding: Sizes;
  } {
    return { padding: this.padding };
  }

  /** How many are added on each side. */
  get padding(): Told {
    return this.sides;
  }

  equations(input: Shape): Equations[] {
    const geometry = this.framed(input);
    const size = geometry.outHeight * geometry.outWidth * geometry.channels;
    const reads = (at: number): Record<"x", Source> => {
      const input = numberBelow(geometry, at);
      return { x: input === undefined ? 0 : { input } };
    };
    return [
      { formula: "0", size: 1, reads: () => ({}) },
      { formula: "x", size, reads },
    ];
  }

  operators(): OperatorNode[] {
    const [before, behind] = [this.ends.map(([first]) => first), this.ends.map(([, last]) => last)];
    const pads = { integers: [0, ...before, 0, 0, ...behind, 0] };
    return [{ operator: "Pad", inputs: ["x", pads], outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    return padModule(this.ends);
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(ZeroPadding as never, ["forward", "backward"]);
