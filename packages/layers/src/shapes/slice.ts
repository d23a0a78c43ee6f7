import {
  checkOptions,
  type Equations,
  type Frame,
  finiteNumber,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  OptionError,
  type PyTorchModule,
  positiveInteger,
  type Shape,
  ShapeError,
  show,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { framed, numberBelow } from "../convolution/windows/images.js";
import { type SumKernels, sumKernels } from "../convolution/windows/kernels.js";

/** What a {@link Slice} is made from. */
export interface SliceSettings<Size extends number = number> {
  /** The first one that is taken, counted from 0. */
  readonly begin: number;
  /** How many there are from there on. */
  readonly size: Size;
}

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/**
 * Some of the numbers along the last axis that lie side by side: of a row those of one input among several, of a sequence
 * [steps, features] some features of each step.
 *
 *     y[…, i] = x[…, begin + i]                       i from 0 to size − 1
 *     dx[…, j] = dy[…, j − begin] where there is such a number, else 0
 *
 * At the beginning of each stack of a {@link Concatenate} it makes a network of several inputs, which each go through layers of
 * their own: `NamedArrays` of `@nn/data` gives such a network its inputs by their names. It is called as in TensorFlow, whose
 * `slice` takes `begin` and `size` as well, and is PyTorch's `narrow` along the last dimension.
 *
 * @throws OptionError for what isn't a whole number of at least 0 and one of at least 1, and for options that don't exist;
 *   ShapeError for an input of fewer numbers.
 *
 * @example
 * const network = new Sequential([new Slice({ begin: 1, size: 2 })], { inputShape: [4] });
 * network.predict([5, 6, 7, 8]); // => [6, 7]
 * const user = [new Slice({ begin: 0, size: 3 }), new Dense(3, 4)];
 * const item = [new Slice({ begin: 3, size: 2 }), new Dense(2, 4)];
 * new Sequential([new Concatenate(user, item), new Dense(8, 1)], { inputShape: [5] }).stack.outputShape; // => [1]
 */
export class Slice<const Size extends number = number> implements Layer<never, never, never, never, SumKernels> {
  readonly name: string;
  /** The first number that is taken. */
  readonly begin: number;
  /** How many are taken. */
  readonly size: Size;

  constructor(settings: SliceSettings<Size>);
  constructor(settings: SliceSettings<Size>, ...more: readonly unknown[]) {
    if (typeof settings !== "object" || settings === null || more.some((each) => each !== undefined)) {
      const got = [settings, ...more].map(show).join(", ");
      throw new OptionError(
        `Slice takes where it begins and its size, new Slice({ begin: 0, size: 3 }), but got ${got}.`,
      );
    }
    checkOptions("Slice", settings, ["begin", "size"], "layer");
    const { begin, size } = settings;
    if (!Number.isSafeInteger(finiteNumber("Slice: begin", begin, { atLeast: 0 }))) {
      throw new OptionError(`Slice: begin must be a whole number of at least 0, but is ${show(begin)}.`);
    }
    this.begin = begin;
    this.size = positiveInteger("Slice: size", size) as Size;
    this.name = `Slice(${begin} to ${begin + size - 1})`;
  }

  get kind(): string {
    return "Slice";
  }

  get titles(): Titles {
    return { en: "the slicing layer", fr: "la couche d’extraction" };
  }

  settings(): SliceSettings {
    return { begin: this.begin, size: this.size };
  }

  /** What its settings describe. */
  static from(settings: SliceSettings): Slice {
    return new Slice(settings);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): readonly [...leading: number[], size: Size] {
    const { begin, size } = this;
    const all = input.at(-1)!;
    if (begin + size <= all) return [...input.slice(0, -1), size];
    throw new ShapeError(
      `an input must have at least ${begin + size} numbers along its last axis, but [${input.join(", ")}] has ${all}.`,
    );
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(this.#framed(inputShape), "sum");
  }

  equations(input: Shape): Equations[] {
    const geometry = this.#framed(input);
    const size = sizeOf(this.outputShape(input));
    return [{ formula: "x", size, reads: (at) => ({ x: numberBelow(geometry, at)! }) }];
  }

  operators(): OperatorNode[] {
    const places = [[this.begin], [this.begin + this.size], [-1]].map((integers) => ({ integers }));
    return [{ operator: "Slice", inputs: ["x", ...places], outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    return [{ module: "Slice", given: [this.begin, this.size], source: MODULE }];
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }

  /** An image of as many pixels as there are rows, cut on both sides: its columns are as wide as all that is taken and left allows. */
  #framed(input: Shape): ReturnType<typeof framed> {
    const { begin, size } = this;
    const all = input.at(-1)!;
    const width = commonDivisor(commonDivisor(all, begin), size);
    const sides = [0, 0, -begin / width, (begin + size - all) / width] as const;
    return framed([sizeOf(input) / all, all / width, width], sides);
  }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

const MODULE = `class Slice(nn.Module):
    def __init__(self, begin, size):
        super().__init__()
        self.begin, self.size = begin, size

    def forward(self, x):
        return x.narrow(-1, self.begin, self.size)`;

const METHODS = /* @__PURE__ */ methodsOf(Slice, ["forward", "backward"]);
