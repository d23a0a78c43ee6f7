import {
  checkOptions,
  type Equations,
  type FloatArray,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OutputRange,
  type OwnKernel,
  type Shape,
  ShapeError,
  type Titles,
  type TrainFrame,
  trueOrFalse,
} from "@nn/core/component";

/** What a {@link Distances} layer may be told. */
export interface DistancesOptions {
  /** Whether the distances are squared: false unless given. */
  readonly squared?: boolean;
}

/** What a {@link Distances} layer is made from. */
export interface DistancesSettings extends Required<DistancesOptions> {}

interface Kernels {
  readonly there: OwnKernel;
  readonly back: OwnKernel;
}

/** @inline */
type OwnFrame = Frame<never, never, never, never, Kernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, Kernels>;

/**
 * How far the first of several vectors, the anchor, is from each of the others.
 *
 *     yₖ = ‖x₀ − xₖ‖ = √(Σᵢ (x₀ᵢ − xₖᵢ)²)               with `squared`, yₖ = ‖x₀ − xₖ‖²
 *     dxₖᵢ = dyₖ·(xₖᵢ − x₀ᵢ) / yₖ,  dx₀ = −Σₖ dxₖ         with `squared`, 2·dyₖ·(xₖᵢ − x₀ᵢ)
 *
 * The input is [vectors, numbers], of at least two vectors, and the output one number less than there are vectors. Where a distance is
 * 0, its derivative is taken to be 0, unless squared. `Dense` makes each of the vectors by one and the same weights, so that both towers
 * of two, or all three of three, are one: of inputs [3, numbers] come [3, units], and of these two distances, as `triplet` takes them. Of two
 * towers of their own, `Concatenate` and `Reshape([2, units])` make such an input.
 *
 * Keras has no such layer; PyTorch's `PairwiseDistance` adds 10⁻⁶ to each difference.
 *
 * @throws OptionError for options that don't exist; ShapeError for an input that isn't at least two vectors.
 *
 * @example
 * const network = new Sequential([new Distances()], { inputShape: [3, 2] });
 * network.predict([[0, 0], [3, 4], [0, 1]]); // => [5, 1]
 */
export class Distances implements Layer<never, never, never, never, Kernels> {
  readonly name: string;
  readonly inputAxes = ["vectors", "numbers"] as const;
  readonly outputRange: OutputRange = { least: 0, most: Infinity };
  /** Whether they are squared. */
  readonly squared: boolean;

  constructor(options: DistancesOptions = {}) {
    checkOptions("Distances", options, ["squared"], "layer");
    const { squared = false } = options;
    this.squared = trueOrFalse("Distances: squared", squared);
    this.name = this.squared ? "Distances(squared)" : "Distances";
  }

  get kind(): string {
    return "Distances";
  }

  get titles(): Titles {
    return { en: "the layer of distances", fr: "la couche de distances" };
  }

  settings(): DistancesSettings {
    return { squared: this.squared };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): readonly [number] {
    const [vectors = 0, , more] = input;
    if (input.length === 2 && more === undefined && vectors > 1) return [vectors - 1];
    throw new ShapeError(`the input must be [vectors, numbers], of at least 2 vectors, but is [${input.join(", ")}].`);
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  prepare({ inputShape: [vectors = 0, size = 0] }: Frame): Kernels {
    const given = { vectors, size, squared: this.squared };
    const y = { name: "distances", size: vectors - 1 };
    const x = { name: "vectors", size: vectors * size, use: "read" } as const;
    const shared = { numbers: [], work: vectors * size };
    return {
      there: {
        ...{ ...shared, name: "distances", arrays: [{ ...y, use: "write" }, x] },
        loop: (batch, out, values) => distances(given, batch, out, values),
        written: { functions: [distances], constants: [given] },
      },
      back: {
        ...{ ...shared, name: "distances back" },
        arrays: [
          { ...x, name: "derivatives", use: "write" },
          { ...y, name: "dy", use: "read" },
          x,
          { ...y, use: "read" },
        ],
        loop: (batch, dx, dy, values, out) => distancesBack(given, batch, dx, dy, values, out),
      },
    };
  }

  equations(input: Shape): Equations[] {
    const [count, size = 0] = [this.outputShape(input)[0], input[1]];
    const vector = (at: number): number[] => Array.from({ length: size }, (_, i) => at * size + i);
    const formula = this.squared ? "sum((a - b)^2)" : "sqrt(sum((a - b)^2))";
    return [{ formula, size: count, reads: (k) => ({ a: vector(0), b: vector(k + 1) }) }];
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.there, batch, y, x);
  }

  backward({ kernels, batch, x, y, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.back, batch, dx, dy, x, y);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Distances, ["forward", "backward"]);

interface Given {
  readonly vectors: number;
  readonly size: number;
  readonly squared: boolean;
}

function distances({ vectors, size, squared }: Given, batch: number, y: FloatArray, x: FloatArray): void {
  for (let example = 0, at = 0; example < batch; example++) {
    const anchor = example * vectors * size;
    for (let k = 1; k < vectors; k++, at++) {
      let sum = 0;
      for (let i = anchor; i < anchor + size; i++) {
        const apart = x[i] - x[i + k * size];
        sum += apart * apart;
      }
      y[at] = squared ? sum : Math.sqrt(sum);
    }
  }
}

function distancesBack(
  { vectors, size, squared }: Given,
  batch: number,
  dx: FloatArray,
  dy: FloatArray,
  x: FloatArray,
  y: FloatArray,
): void {
  for (let example = 0, at = 0; example < batch; example++) {
    const anchor = example * vectors * size;
    for (let i = anchor; i < anchor + size; i++) dx[i] = 0;
    for (let k = 1; k < vectors; k++, at++) {
      const slope = squared ? 2 * dy[at] : y[at] === 0 ? 0 : dy[at] / y[at];
      for (let i = anchor; i < anchor + size; i++) {
        const own = slope * (x[i + k * size] - x[i]);
        dx[i + k * size] = own;
        dx[i] -= own;
      }
    }
  }
}
