import {
  Computation,
  copyNumbers,
  type FloatArray,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type Shape,
  ShapeError,
  type TrainFrame,
} from "@nn/core/component";
import { Activate, identity } from "@nn/layers";
import { parts } from "./parts.js";

type Branch = "left" | "right";
/** The arrays example by example: what each branch gives, its place in y, and the same of the derivatives. */
type Examples = Readonly<Record<Branch, Readonly<Record<"from" | "to" | "dFrom" | "dTo", readonly FloatArray[]>>>>;

/**
 * Two stacks of layers on one input, whose outputs stand side by side.
 *
 *     y = [left(x), right(x)]          dx = left′(x)ᵀ·dy[… left] + right′(x)ᵀ·dy[right …]
 */
export class SideBySide implements Layer<never, never, never, Branch, Examples> {
  readonly name: string;
  readonly left: readonly Layer[];
  readonly right: readonly Layer[];

  constructor(left: readonly Layer[], right: readonly Layer[]) {
    this.left = left;
    this.right = right;
    this.name = `SideBySide(${[...left, ...right].map(({ name }) => name).join(", ")})`;
  }

  get kind(): string {
    return "SideBySide";
  }

  settings(): Readonly<Record<Branch, readonly Layer[]>> {
    return { left: this.left, right: this.right };
  }

  static from({ left, right }: Readonly<Record<Branch, readonly Layer[]>>): SideBySide {
    return new SideBySide(left, right);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(_input: Shape, { left, right }: Readonly<Record<Branch, Shape>>): Shape {
    if (left.length !== 1 || right.length !== 1)
      throw new ShapeError("each of its branches must give a row of numbers.");
    return [left[0]! + right[0]!];
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  branches(): Readonly<Record<Branch, readonly Layer[]>> {
    return { left: this.left, right: this.right };
  }

  prepare({ batch, outputSize, y, dy, branches }: TrainFrame<never, never, never, Branch>): Examples {
    const sizes = { left: lastOf(branches.left).outputSize, right: lastOf(branches.right).outputSize };
    const of = (name: Branch) => {
      const [size, start] = [sizes[name], name === "left" ? 0 : sizes.left];
      const within = (array: FloatArray) =>
        parts(array, batch, outputSize).map((row) => row.subarray(start, start + size));
      const { y: from, dy: dFrom } = branches[name];
      return { from: parts(from, batch, size), to: within(y), dFrom: parts(dFrom, batch, size), dTo: within(dy) };
    };
    return { left: of("left"), right: of("right") };
  }

  forward({ kernels, batch, branches, prepared }: Frame<never, never, never, Branch, Examples>): void {
    for (const name of BRANCHES) {
      branches[name].forward();
      const { from, to } = prepared[name];
      for (let n = 0; n < batch; n++) copyNumbers(kernels, to[n]!, from[n]!, from[n]!.length);
    }
  }

  backward({
    kernels,
    batch,
    inputSize,
    dx,
    branches,
    prepared,
  }: TrainFrame<never, never, never, Branch, Examples>): void {
    for (const name of BRANCHES) {
      const { dFrom, dTo } = prepared[name];
      for (let n = 0; n < batch; n++) copyNumbers(kernels, dFrom[n]!, dTo[n]!, dTo[n]!.length);
      branches[name].backward();
    }
    if (dx) kernels.compute(ADD, NONE, batch, inputSize, dx, branches.left.dx!, branches.right.dx!);
  }
}

/** A part of a U-shaped network: what goes down and comes up again, beside what it came from. */
export function beside(...deep: readonly Layer[]): SideBySide {
  return new SideBySide(deep, [new Activate(identity)]);
}

function lastOf({ frames }: { readonly frames: readonly Frame[] }): Frame {
  return frames.at(-1)!;
}

const BRANCHES = ["left", "right"] as const;
const METHODS = methodsOf(SideBySide, ["forward", "backward"]);
const ADD = new Computation({ name: "sum", arrays: ["y", "a", "b"], lines: ["y = a + b"] });
const NONE: readonly number[] = [];
