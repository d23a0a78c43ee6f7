import { type Equations, type Layer, type Shape, type Source, sizeOf } from "@nn/core/component";
import { ones } from "@nn/layers";

/*
 * Layers as users would write them: they say by equations what they do, and nothing of operators.
 */

const gain = { shape: [2], initializer: ones, fanIn: 1, fanOut: 1 };

/** Pairs of numbers, each of which becomes one. */
function onPairs(
  name: string,
  equations: (input: Shape) => Equations[],
  pair: (x: ArrayLike<number>, g: ArrayLike<number>, at: number) => number,
): Layer {
  return {
    name,
    outputShape: (input) => [sizeOf(input) / 2],
    parameters: () => ({ gain }),
    saved: () => ({}),
    equations,
    forward({ batch, inputSize, x, y, parameters }) {
      for (let i = 0; i < (batch * inputSize) / 2; i++) y[i] = pair(x, parameters.gain!, 2 * i);
    },
    // None of them is trained.
    backward() {},
  };
}

/** A weighted sum of each pair; both weights are shared by all. */
export const weightedPairs: Layer = onPairs(
  "weighted pairs",
  (input) => {
    const sums = Array.from({ length: sizeOf(input) / 2 }, (_, i) => {
      return { terms: [0, 1].map((k) => ({ input: 2 * i + k, weight: { parameter: "gain", element: k } })) };
    });
    return [{ sums }];
  },
  (x, g, at) => x[at]! * g[0]! + x[at + 1]! * g[1]!,
);

/** The first of each pair and the second change places in the quotient of a formula. */
export const quotients: Layer = onPairs(
  "quotients",
  (input) => {
    const reads = (i: number): Record<string, Source> => {
      return {
        a: 2 * i + 1,
        b: { input: 2 * i },
        g: { parameter: "gain", element: i % 2 },
        w: { parameter: "gain", element: 0 },
      };
    };
    return [{ formula: "g * a / (1 + b^2) + w", size: sizeOf(input) / 2, reads }];
  },
  (x, g, at) => (g[(at / 2) % 2]! * x[at + 1]!) / (1 + x[at]! ** 2) + g[0]!,
);

/** The larger of each pair, and their mean, scaled. */
export const largerOfPairs: Layer = onPairs(
  "larger of pairs",
  (input) => {
    const reads = (i: number): Record<string, Source | Source[]> => {
      return { x: [2 * i, 2 * i + 1], g: [0, 1].map((element) => ({ parameter: "gain", element })) };
    };
    return [{ formula: "max(x) + mean(g * x)", size: sizeOf(input) / 2, reads }];
  },
  (x, g, at) => Math.max(x[at]!, x[at + 1]!) + (g[0]! * x[at]! + g[1]! * x[at + 1]!) / 2,
);

/** The difference of two stacks, by a formula of what they give. */
export function fork(left: readonly Layer[], right: readonly Layer[]): Layer {
  return {
    name: "fork",
    outputShape: (_input, branches) => branches!.left!,
    parameters: () => ({}),
    saved: () => ({}),
    branches: () => ({ left, right }),
    equations(input) {
      const reads = (i: number): Record<string, Source> => ({
        l: { branch: "left", element: i },
        r: { branch: "right", element: i },
      });
      return [{ formula: "l - r", size: sizeOf(input), reads }];
    },
    forward({ batch, outputSize, y, branches }) {
      const { left, right } = branches as Required<typeof branches>;
      left!.forward();
      right!.forward();
      for (let i = 0; i < batch * outputSize; i++) y[i] = left!.y[i]! - right!.y[i]!;
    },
    backward() {},
  };
}
