import {
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type PyTorchModule,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven, refuseMore } from "../../checks.js";
import { type SumKernels, sumKernels } from "../windows/kernels.js";
import type { EnlargedField } from "./resized-field.js";
import { ResizedLayer } from "./resized-layer.js";

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/** What layers share that enlarge images or sequences by whole factors. */
export abstract class UpSampling<Factor, Told extends Factor, Space extends Shape, Axes extends readonly string[]>
  extends ResizedLayer<Axes>
  implements Layer<never, never, never, never, SumKernels>
{
  /** As `summary()` and messages show it. */
  readonly name: string;
  /** How many times as large it becomes. */
  readonly size: Told;
  readonly #field: EnlargedField<Factor, Told, Axes>;
  readonly #factors: readonly [down: number, across: number];

  /** @param more - What else was given. */
  constructor(type: string, field: EnlargedField<Factor, Told, Axes>, size: Factor, more: readonly unknown[]) {
    super(field.inputAxes);
    const takes = `${field.inputAxes.length === 2 ? "its factor" : "its factors"}, new ${type}(2)`;
    checkGiven(type, takes, size);
    refuseMore(type, takes, more);
    this.#field = field;
    this.#factors = field.factorsOf(`${type}: size`, size);
    this.size = field.toldFactor(this.#factors);
    this.name = `${type}(${this.#factors.slice(1 - field.inputAxes.length).join(" × ")})`;
  }

  /** What programs know it by, in files too. */
  abstract get kind(): string;

  /** What readers are shown in the place of its name. */
  abstract get titles(): Titles;

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** What an equal one is made from. */
  settings(): {
    /** How many times as large it becomes. */
    readonly size: Factor;
  } {
    return { size: this.size };
  }

  /** What it takes, enlarged. */
  outputShape(input: Space): Space {
    const { height, width, channels } = this.#field.enlarged(input, this.#factors);
    return [height, width, channels].slice(-input.length) as readonly number[] as Space;
  }

  /** What copies numbers to their blocks, and adds up what comes back. */
  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(this.#field.enlarged(inputShape, this.#factors), "sum");
  }

  equations(input: Shape): Equations[] {
    const { height, width, channels, outWidth } = this.#field.enlarged(input, this.#factors);
    const [down, across] = this.#factors;
    const reads = (at: number): { x: number } => {
      const pixel = Math.floor(at / channels);
      const place = Math.floor(Math.floor(pixel / width) / down) * outWidth + Math.floor((pixel % width) / across);
      return { x: place * channels + (at % channels) };
    };
    return [{ formula: "x", size: height * width * channels, reads }];
  }

  pytorch(): PyTorchModule[] {
    const scale = this.#factors.slice(1 - this.inputAxes.length);
    return [{ module: "nn.Upsample", named: { scale_factor: scale }, order: "channels first" }];
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.pixels, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.places, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(UpSampling as never, ["forward", "backward"]);
