import {
  type Axes,
  Computation,
  checkLayers,
  copyNumbers,
  type Equations,
  type Frame,
  formatShape,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type PyTorchModule,
  type Shape,
  ShapeError,
  type Source,
  sameShape,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { refuseMore } from "../checks.js";

/**
 * Layers whose output is added to their input, which they must have the shape of.
 *
 *     y = x + f(x)
 *     dx = dy + f′(x)ᵀ·dy
 *
 * Their parameters are called as in `"2.body.0.weight"`.
 *
 * Source: K. He, X. Zhang, S. Ren and J. Sun, "Deep Residual Learning for Image Recognition", CVPR (2016).
 *
 * @throws OptionError for a body that is no list of layers, and for what comes after it; ShapeError for an empty one and, once the shapes are known, for
 *   layers that give another shape than they take.
 *
 * @example
 * const network = new Sequential([new Residual([new Activate(relu)])], { inputShape: [3] });
 * network.predict([1, -2, 3]); // => [2, -2, 6]
 */
export class Residual implements Layer<never, never, never, "body"> {
  readonly name: string;
  readonly inputShape?: Shape;
  readonly inputAxes: Axes | undefined;
  readonly keepsLeadingAxes?: true;
  readonly keepsShape = true;
  /** f */
  readonly body: readonly Layer[];

  constructor(body: readonly Layer[]);
  constructor(body: readonly Layer[], ...more: readonly unknown[]) {
    refuseMore("Residual", "its layers in one list, new Residual([new Activate(relu)])", more);
    checkLayers(body, "Residual");
    this.body = [...body];
    const known = this.body[0]?.inputShape;
    if (known !== undefined) this.inputShape = known;
    this.inputAxes = this.body[0]?.inputAxes;
    if (this.body[0]?.keepsLeadingAxes) this.keepsLeadingAxes = true;
    this.name = `Residual(${this.body.map(({ name }) => name).join(", ")})`;
  }

  get kind(): string {
    return "Residual";
  }

  get titles(): Titles {
    return { en: "the residual layer", fr: "la couche résiduelle" };
  }

  settings(): {
    /** The layers within. */
    readonly body: readonly Layer[];
  } {
    return { body: this.body };
  }

  /** What its settings describe. */
  static from({ body }: { readonly body: readonly Layer[] }): Residual {
    return new Residual(body);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape, { body }: Record<"body", Shape>): Shape {
    if (sameShape(input, body)) return input;
    throw new ShapeError(
      `its body must give the shape that it takes, ${formatShape(input)}, but gives ${formatShape(body)}.`,
    );
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  branches(): Record<"body", readonly Layer[]> {
    return { body: this.body };
  }

  equations(input: Shape): Equations[] {
    const reads = (i: number): Record<string, Source> => ({ x: { input: i }, f: { branch: "body", element: i } });
    return [{ formula: "x + f", size: sizeOf(input), reads }];
  }

  pytorch(): PyTorchModule[] {
    return [{ module: "Residual", given: [{ branch: "body" }], source: MODULE, order: "any" }];
  }

  forward({ kernels, batch, inputSize, x, y, branches: { body } }: Frame<never, never, never, "body">): void {
    body.forward();
    kernels.compute(ADD, NONE, batch, inputSize, y, x, body.y);
  }

  backward({ kernels, batch, inputSize, dx, dy, branches: { body } }: TrainFrame<never, never, never, "body">): void {
    copyNumbers(kernels, body.dy, dy, batch * inputSize);
    body.backward();
    if (dx) kernels.compute(ADD, NONE, batch, inputSize, dx, dy, body.dx!);
  }
}

const MODULE = `class Residual(nn.Module):
    def __init__(self, body):
        super().__init__()
        self.body = body

    def forward(self, x):
        return x + self.body(x)`;

const METHODS = /* @__PURE__ */ methodsOf(Residual, ["forward", "backward"]);

const ADD = /* @__PURE__ */ new Computation({ name: "sum", arrays: ["y", "a", "b"], lines: ["y = a + b"] });
const NONE: readonly number[] = [];
