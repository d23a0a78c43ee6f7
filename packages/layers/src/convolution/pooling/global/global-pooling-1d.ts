import { checkOptions, type Equations, type OperatorNode, type PyTorchModule, type Shape } from "@nn/core/component";
import { maskOf, realEquations, refuseInOperators } from "../../../real-steps.js";
import { SEQUENCES, type Sequences, type StepAxes } from "../../windows/sequences.js";
import type { Reduction } from "../reduction.js";
import { GlobalPooling } from "./global-pooling.js";
import type { MaskedReduction } from "./masked.js";

/** What may differ between layers that make one number of all steps of a sequence. */
export interface GlobalPooling1DOptions {
  /**
   * For sequences of different lengths: a step whose numbers all are this one has no part in it, as it only fills up. All steps
   * have, unless it is given.
   */
  readonly maskValue?: number;
}

/** What layers share that make one number of all steps, for each feature. */
export abstract class GlobalPooling1D extends GlobalPooling<Sequences, StepAxes> {
  /** A step whose numbers all are this one has no part; all have, where it is `undefined`. */
  readonly maskValue: number | undefined;
  readonly #masked: MaskedReduction;

  constructor(type: string, reduction: Reduction, masked: MaskedReduction, options: GlobalPooling1DOptions) {
    checkOptions(type, options, ["maskValue"], "layer");
    const { maskValue } = options;
    const mask = maskOf(type, maskValue);
    super(mask ? `${type}(mask ${maskValue})` : type, SEQUENCES, mask ? masked.with(mask) : reduction);
    this.maskValue = maskValue;
    this.#masked = masked;
  }

  override settings(): GlobalPooling1DOptions {
    return this.maskValue === undefined ? {} : { maskValue: this.maskValue };
  }

  /** The largest number or the mean of all steps, or of those that are real. */
  override equations(input: Shape): Equations[] {
    if (this.maskValue === undefined) return super.equations(input);
    const [count, features] = input;
    const steps = Array.from({ length: count }, (_, step) =>
      Array.from({ length: features }, (_, feature) => ({ input: step * features + feature })),
    );
    const reads = (at: number) => ({ m: steps.map((_, step) => step), x: steps.map((step) => step[at]) });
    return [realEquations(this.maskValue, steps), { formula: this.#masked.formula, size: features, reads }];
  }

  /**
   * The same in standard operators.
   *
   * @throws OptionError where it has a mask, which they have not.
   */
  override operators(input: Shape): OperatorNode[] {
    return this.maskValue === undefined ? super.operators(input) : refuseInOperators(this.name);
  }

  /** The same in PyTorch. */
  override pytorch(input: Shape): PyTorchModule[] {
    if (this.maskValue === undefined) return super.pytorch(input);
    const [module, expression] = this.#masked.python;
    const source = `class ${module}(nn.Module):
    """Of all steps but those whose numbers all are mask_value."""

    def __init__(self, mask_value):
        super().__init__()
        self.mask_value = mask_value

    def forward(self, x):
        is_real = (x != self.mask_value).any(dim=2, keepdim=True)
        return ${expression}`;
    return [{ module, given: [this.maskValue], source }];
  }
}
