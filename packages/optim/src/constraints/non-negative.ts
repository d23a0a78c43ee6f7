import { Computation, type KernelsOnly, methodsOf, type PartParameter } from "@nn/core/component";
import { type Constraint, type ConstraintFrame, type ConstraintOptions, chosenIn } from "./constraint.js";

/**
 * No number below 0: one that an update moved there becomes 0.
 *
 *     w ← max(w, 0)
 *
 * @throws OptionError for options that don't exist.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity })]);
 * network.setParameters({ "0.weight": [0.1], "0.bias": [0] });
 * const optimizer = new Constrained({ optimizer: new SGD({ learningRate: 1 }), constraints: [new NonNegative()] });
 * network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 }).step([1], [-1]);
 * network.getParameters(); // => { "0.weight": [0], "0.bias": [-2.2] }
 */
export class NonNegative implements Constraint {
  readonly name = "NonNegative";
  /** Which parameters it is about; weights unless given. */
  readonly of: ((parameter: PartParameter) => boolean) | undefined;

  constructor(options: ConstraintOptions = {}) {
    this.of = chosenIn("NonNegative", options);
  }

  get kind(): string {
    return "NonNegative";
  }

  settings(): ConstraintOptions {
    return this.of === undefined ? {} : { of: this.of };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  apply({ kernels, value, size }: ConstraintFrame): void {
    kernels.compute(CUT, NONE, 1, size, value);
  }
}

const NONE: readonly number[] = [];
const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(NonNegative, ["apply"]);

const CUT: Computation = /* @__PURE__ */ new Computation({
  name: "NonNegative",
  arrays: ["w"],
  lines: ["w = w < 0 ? 0 : w"],
});
