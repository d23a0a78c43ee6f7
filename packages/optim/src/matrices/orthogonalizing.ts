import {
  Computation,
  type KernelsOnly,
  methodsOf,
  numbersOf,
  type Optimizer,
  OwnShapes,
  Parts,
  type UpdateFrame,
} from "@nn/core/component";
import { matrixOf } from "./matrix-of.js";

/** What Muon does with matrices: its steps are means of gradients that are made orthogonal. */
export class Orthogonalizing implements Optimizer<"velocity", never, never> {
  readonly name = "Muon of matrices";
  readonly slots = ["velocity"] as const;
  readonly shapes: OwnShapes<"velocity"> = SHAPES;
  readonly elementwise = true;
  readonly numbers = ["muon.learningRate", "muon.momentum"] as const;
  /** What has the settings, those of each step. */
  readonly muon: object;
  /** How often a step is brought nearer to an orthogonal matrix. */
  readonly iterations: number;

  constructor(muon: { readonly iterations: number }) {
    this.muon = muon;
    this.iterations = muon.iterations;
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  parts(): Parts<never> {
    return new Parts({});
  }

  update(frame: UpdateFrame<"velocity", never, never>): void {
    const { kernels, parameters } = frame;
    for (const parameter of parameters) {
      const { value, gradient, slots, scratch, size } = parameter;
      const { rows, columns } = matrixOf(parameter);
      const { x, product, square, fourth } = scratch;
      const isWide = rows <= columns;
      const shorter = isWide ? rows : columns;
      kernels.compute(VELOCITY, numbersOf(this, frame), 1, size, slots.velocity, gradient);
      kernels.compute(FIRST, numbersOf(this, frame), 1, size, x, gradient, slots.velocity);
      for (let i = 0; i < this.iterations; i++) {
        if (isWide) {
          kernels.matmulTransposed(square, x, x, rows, columns, rows);
        } else {
          kernels.fill(square, 0, shorter * shorter);
          kernels.addOuter(square, x, x, columns, rows, columns);
        }
        kernels.matmul(fourth, square, square, shorter, shorter, shorter);
        kernels.compute(POWERS, NO_SCALARS, 1, shorter * shorter, fourth, square);
        if (isWide) kernels.matmul(product, fourth, x, rows, rows, columns);
        else kernels.matmul(product, x, fourth, rows, columns, columns);
        kernels.compute(NEXT, NO_SCALARS, 1, size, x, product);
      }
      kernels.compute(MOVED, numbersOf(this, frame), rows, columns, value, x);
    }
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(Orthogonalizing, ["update"], ["iterations"]);

/** The products are of the shorter side, so that they are the smaller ones. */
const SHAPES: OwnShapes<"velocity"> = /* @__PURE__ */ new OwnShapes({
  scratch(parameter) {
    const { rows, columns } = matrixOf(parameter);
    const shorter = Math.min(rows, columns);
    return { x: [rows, columns], product: [rows, columns], square: [shorter, shorter], fourth: [shorter, shorter] };
  },
});

const NO_SCALARS: readonly number[] = [];

const VELOCITY: Computation = /* @__PURE__ */ new Computation({
  name: "Muon's velocity",
  arrays: ["v", "g"],
  scalars: ["eta", "mu", "t"],
  lines: ["v = mu * v + (1 - mu) * g"],
});

const FIRST: Computation = /* @__PURE__ */ new Computation({
  name: "Muon's step",
  arrays: ["x", "g", "v"],
  scalars: ["eta", "mu", "t"],
  lines: ["u = (1 - mu) * g + mu * v", "x = u / (sqrt(sum(u^2)) + 1e-7)"],
});

const POWERS: Computation = /* @__PURE__ */ new Computation({
  name: "Muon's powers",
  arrays: ["fourth", "square"],
  lines: ["fourth = 2.0315 * fourth - 4.775 * square"],
});

const NEXT: Computation = /* @__PURE__ */ new Computation({
  name: "Muon's next matrix",
  arrays: ["x", "product"],
  lines: ["x = 3.4445 * x + product"],
});

const MOVED: Computation = /* @__PURE__ */ new Computation({
  name: "Muon",
  arrays: ["w", "x"],
  scalars: ["eta", "mu", "t"],
  lines: ["w = w - eta * sqrt(max(1, size / batch)) * x"],
});
