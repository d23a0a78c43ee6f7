import type { Equations, Frame, Layer, ParameterSpec, TrainFrame } from "@nn/core/component";

/** Two stacks side by side, whose outputs are put behind one another: an author's layer, with its passes and its equations. */
export class Fork implements Layer<never, never, never, "left" | "right"> {
  readonly name = "Fork";
  readonly left: readonly Layer[];
  readonly right: readonly Layer[];
  readonly size: number;
  constructor(size: number, left: readonly Layer[], right: readonly Layer[]) {
    this.size = size;
    this.left = left;
    this.right = right;
  }
  outputShape(_: readonly number[], { left, right }: Record<"left" | "right", readonly number[]>): readonly number[] {
    return [left[0]! + right[0]!];
  }
  parameters(): Record<never, never> {
    return {};
  }
  saved(): Record<never, never> {
    return {};
  }
  branches(): Record<"left" | "right", readonly Layer[]> {
    return { left: this.left, right: this.right };
  }
  forward({ batch, outputSize, y, branches: { left, right } }: Frame<never, never, never, "left" | "right">): void {
    left.forward();
    right.forward();
    const rest = outputSize - this.size;
    for (let row = 0; row < batch; row++) {
      y.set(left.y.subarray(row * this.size, (row + 1) * this.size), row * outputSize);
      y.set(right.y.subarray(row * rest, (row + 1) * rest), row * outputSize + this.size);
    }
  }
  backward({
    batch,
    inputSize,
    outputSize,
    dx,
    dy,
    branches,
  }: TrainFrame<never, never, never, "left" | "right">): void {
    const { left, right } = branches;
    const rest = outputSize - this.size;
    for (let row = 0; row < batch; row++) {
      left.dy.set(dy.subarray(row * outputSize, row * outputSize + this.size), row * this.size);
      right.dy.set(dy.subarray(row * outputSize + this.size, (row + 1) * outputSize), row * rest);
    }
    left.backward();
    right.backward();
    if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = left.dx![i]! + right.dx![i]!;
  }
  equations([inputs = 0]: readonly number[]): Equations[] {
    const { size } = this;
    const reads = (i: number) => ({
      y: i < size ? { branch: "left", element: i } : { branch: "right", element: i - size },
      x: { input: i % inputs },
    });
    return [{ formula: "y + 0 * x", size: size + 1, reads }];
  }
}

/** A layer whose lists read each other: the numbers less their mean, divided by their spread, and a gate. */
export class Normed implements Layer<"gain", never> {
  readonly name = "Normed";
  readonly keepsShape = true;
  outputShape(input: readonly number[]): readonly number[] {
    return input;
  }
  parameters(input: readonly number[]): Record<"gain", ParameterSpec> {
    return { gain: { shape: input, initializer: { name: "ones", fill: (v) => void v.fill(1) }, fanIn: 1, fanOut: 1 } };
  }
  saved(): Record<never, never> {
    return {};
  }
  forward({ batch, inputSize: size, x, y, parameters: { gain } }: Frame<"gain", never>): void {
    for (let row = 0; row < batch; row++) {
      const own = Array.from(x.subarray(row * size, (row + 1) * size));
      const mean = own.reduce((sum, value) => sum + value, 0) / size;
      const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
      for (const [i, value] of own.entries()) {
        y[row * size + i] = (gain[i]! * (value - mean)) / Math.sqrt(variance + 0.1) + value * mean;
      }
    }
  }
  /** Not the derivatives: those of the equations are compared with differences. */
  backward({ dx }: TrainFrame<"gain", never>): void {
    dx?.fill(0);
  }
  equations([size = 0]: readonly number[]): Equations[] {
    const all = (list?: number) =>
      Array.from({ length: size }, (_, element) => (list === undefined ? element : { list, element }));
    return [
      { formula: "mean(x)", size: 1, reads: () => ({ x: all() }) },
      { formula: "x - m", size, reads: (i) => ({ x: { input: i }, m: { list: 0, element: 0 } }) },
      { formula: "mean(d^2)", size: 1, reads: () => ({ d: all(1) }) },
      {
        formula: "w * d / sqrt(v + 0.1) + x * m",
        size,
        reads: (i) => ({
          w: { parameter: "gain", element: i },
          d: { list: 1, element: i },
          v: 0,
          x: { input: i },
          m: { list: 0, element: 0 },
        }),
      },
    ];
  }
}
