import {
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  OptionError,
  type PyTorchModule,
  type Shape,
  ShapeError,
  show,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { refuseMore } from "../checks.js";
import { type PermuteKernels, permuteKernels, placesBelow } from "./permuted.js";

/** What a {@link Permute} is made from. */
export interface PermuteSettings {
  /** Which axis of the input comes first, which second, and so on. */
  readonly order: readonly number[];
}

/** As many axes as the order has. */
export type Permuted<Order extends readonly number[]> = { readonly [Axis in keyof Order]: number };

/** @inline */
type F = Frame<never, never, never, never, PermuteKernels>;
/** @inline */
type B = TrainFrame<never, never, never, never, PermuteKernels>;

/**
 * The axes of an example in another order: with [1, 0], a table becomes its transpose.
 *
 *     y[…, iₖ at place k, …] = x[…, iₖ at axis order[k], …]
 *     dx = dy with its axes back in their places
 *
 * Axes are counted from 0, without that of the batch. Keras counts from 1: `Permute((2, 1))` is `new Permute([1, 0])`. PyTorch counts
 * the batch as well: `x.permute(0, 2, 1)`.
 *
 * @throws OptionError for what isn't a list of all axes, each once; ShapeError for an input of another number of axes.
 *
 * @example
 * const network = new Sequential([new Permute([1, 0])], { inputShape: [2, 3] });
 * network.predict([[1, 2, 3], [4, 5, 6]]); // => [[1, 4], [2, 5], [3, 6]]
 */
export class Permute<const Order extends readonly number[] = readonly number[]>
  implements Layer<never, never, never, never, PermuteKernels>
{
  readonly name: string;
  /** Which axis of the input comes first, which second, and so on. */
  readonly order: Order;

  constructor(order: Order);
  constructor(order: Order, ...more: readonly unknown[]) {
    refuseMore("Permute", "an order of axes, new Permute([1, 0])", more);
    this.order = Object.freeze([...checkOrder(order)]) as unknown as Order;
    this.name = `Permute([${order.join(", ")}])`;
  }

  get kind(): string {
    return "Permute";
  }

  get titles(): Titles {
    return { en: "the layer that gives the axes another order", fr: "la couche de permutation des axes" };
  }

  settings(): PermuteSettings {
    return { order: this.order };
  }

  /** What its settings describe. */
  static from({ order }: PermuteSettings): Permute {
    return new Permute(order);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Permuted<Order> {
    if (input.length !== this.order.length) {
      throw new ShapeError(`an input must have ${this.order.length} axes, but is [${input.join(", ")}].`);
    }
    return this.order.map((axis) => input[axis]) as unknown as Permuted<Order>;
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  prepare({ inputShape }: Frame): PermuteKernels {
    return permuteKernels(inputShape, this.order);
  }

  equations(input: Shape): Equations[] {
    const below = placesBelow(input, this.order);
    return [{ formula: "x", size: sizeOf(input), reads: (at) => ({ x: below(at) }) }];
  }

  operators(): OperatorNode[] {
    return [{ operator: "Transpose", inputs: ["x"], integers: { perm: this.#withBatch() }, outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    return [{ module: "AxesInOrder", given: [this.#withBatch()], source: MODULE }];
  }

  forward({ kernels, batch, x, y, prepared }: F): void {
    kernels.run(prepared.there, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: B): void {
    if (dx) kernels.run(prepared.back, batch, dx, dy);
  }

  /** The order where the batch is the first axis. */
  #withBatch(): number[] {
    return [0, ...this.order.map((axis) => axis + 1)];
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Permute as never, ["forward", "backward"]);

const MODULE = `class AxesInOrder(nn.Module):
    """The axes in another order."""

    def __init__(self, order):
        super().__init__()
        self.order = order

    def forward(self, x):
        return x.permute(self.order)`;

function checkOrder(order: readonly number[]): readonly number[] {
  const axes: readonly unknown[] = Array.isArray(order) ? order : [];
  // findIndex sees holes, and ends at the first: a list may have room for more than there is memory.
  const other = axes.findIndex((axis) => !Number.isInteger(axis) || !((axis as number) in axes));
  if (axes.length > 0 && other < 0 && new Set(axes).size === axes.length) return order;
  throw new OptionError(
    `Permute: order must be a list of all axes, each once and counted from 0, as in [1, 0], but is ${show(order)}.`,
  );
}
