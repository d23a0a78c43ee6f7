import {
  type BranchOperand,
  Computation,
  copyNumbers,
  type FormulaEquations,
  type Frame,
  formatShape,
  type OperatorNode,
  type Shape,
  ShapeError,
  type Source,
  sameShape,
  sizeOf,
  type TrainFrame,
} from "@nn/core/component";

/** How what branches give becomes one output. */
export interface Merge<T = unknown> {
  /** @throws ShapeError for shapes that don't go together. */
  outputShape(shapes: readonly Shape[]): Shape;
  /** Arrays that it computes in. */
  saved?(output: Shape): Readonly<Record<string, Shape>>;
  prepare?(frame: TrainFrame, names: readonly string[]): T;
  /** Writes `y`, of what the branches of these names give. */
  forward(frame: Frame<never, string, never, string, T>, names: readonly string[]): void;
  /** Writes the `dy` of each. */
  backward(frame: TrainFrame<never, string, never, string, T>, names: readonly string[]): void;
  equations(shapes: readonly Shape[], names: readonly string[]): FormulaEquations;
  /** The same in standard operators. */
  operators(outputs: readonly BranchOperand[]): OperatorNode[];
  /** The name of a class in Python, and what it makes of the list `outputs`. */
  readonly python: readonly [name: string, expression: string];
}

/** @throws ShapeError where they aren't all the same. */
function sameShapes(shapes: readonly Shape[]): Shape {
  const [first] = shapes;
  const other = shapes.find((shape) => !sameShape(shape, first));
  if (other === undefined) return first;
  throw new ShapeError(
    `all branches must give one shape, but give ${shapes.map((shape) => formatShape(shape)).join(" and ")}.`,
  );
}

/** All branches by a letter each. */
function elementwise(operator: string): Merge["equations"] {
  return ([shape], names) => {
    const letters = names.map((_, i) => `a${i + 1}`);
    const reads = (element: number): Record<string, Source> =>
      Object.fromEntries(letters.map((letter, i) => [letter, { branch: names[i], element }]));
    return { formula: letters.join(` ${operator} `), size: sizeOf(shape), reads };
  };
}

/** An operator of two, with each further one in turn. */
function oneByOne(operator: string): Merge["operators"] {
  return ([first, ...others]) =>
    others.map((other, i) => ({
      operator,
      inputs: [i === 0 ? first : `of${i}`, other],
      outputs: [i === others.length - 1 ? "y" : `of${i + 1}`],
    }));
}

/** y = Σ of what the branches give; each has dy. */
export const SUM: Merge = {
  outputShape: sameShapes,
  forward: ({ kernels, batch, outputSize, y, branches }, names) => {
    for (const [i, name] of names.entries()) {
      if (i === 0) copyNumbers(kernels, y, branches[name].y, batch * outputSize);
      else kernels.compute(ADD, NONE, batch, outputSize, y, branches[name].y);
    }
  },
  backward: ({ kernels, batch, outputSize, dy, branches }, names) => {
    for (const name of names) copyNumbers(kernels, branches[name].dy, dy, batch * outputSize);
  },
  equations: elementwise("+"),
  operators: oneByOne("Add"),
  python: ["Add", "sum(outputs)"],
};

/** y = Π of what the branches give; each has dy times the others. */
export const PRODUCT: Merge = {
  outputShape: sameShapes,
  forward: ({ kernels, batch, outputSize, y, branches }, names) => {
    for (const [i, name] of names.entries()) {
      if (i === 0) copyNumbers(kernels, y, branches[name].y, batch * outputSize);
      else kernels.compute(MULTIPLY, NONE, batch, outputSize, y, branches[name].y);
    }
  },
  backward: ({ kernels, batch, outputSize, dy, branches }, names) => {
    for (const name of names) {
      copyNumbers(kernels, branches[name].dy, dy, batch * outputSize);
      for (const other of names) {
        if (other !== name) kernels.compute(MULTIPLY, NONE, batch, outputSize, branches[name].dy, branches[other].y);
      }
    }
  },
  equations: elementwise("*"),
  operators: oneByOne("Mul"),
  python: ["Multiply", "torch.stack(outputs).prod(dim=0)"],
};

export const ADD: Computation = /* @__PURE__ */ new Computation({
  name: "sum",
  arrays: ["y", "a"],
  lines: ["y = y + a"],
});

const MULTIPLY = /* @__PURE__ */ new Computation({ name: "product", arrays: ["y", "a"], lines: ["y = y * a"] });

export const NONE: readonly number[] = [];
