import type { Frame, Layer, Shape, TrainFrame } from "@nn/core/component";

/** Adds what it remembers: in trainings, how many examples it has seen, in thousandths. Plain loops, called at each step. */
export class Remembering implements Layer<never, never, "seen"> {
  readonly name = "Remembering";
  readonly keepsShape = true;

  outputShape(input: Shape): Shape {
    return input;
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  state() {
    return { seen: { shape: [1], initializer: zero, fanIn: 1, fanOut: 1 } };
  }

  forward({ x, y, batch, outputSize, state, training }: Frame<never, never, "seen">): void {
    for (let i = 0; i < batch * outputSize; i++) y[i] = x[i]! + state.seen[0]!;
    if (training) state.seen[0]! += batch / 1000;
  }

  backward({ dx, dy, batch, outputSize }: TrainFrame<never, never, "seen">): void {
    if (dx) for (let i = 0; i < batch * outputSize; i++) dx[i] = dy[i]!;
  }
}

const zero = {
  name: "zero",
  fill(values: { fill(value: number): unknown }) {
    values.fill(0);
  },
};
