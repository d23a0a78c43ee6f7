import {
  type Activation,
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OutputRange,
  refusePromise,
  type Shape,
  type TrainFrame,
} from "@nn/core/component";
import { checkActivation, refuseMore } from "../checks.js";
import { hold } from "../held.js";

/**
 * An activation as a layer of its own, for any shape.
 *
 *     y = f(x)
 *     dx = f′(x)·dy
 *
 * An activation that works on rows, as softmax does, takes them along the last axis: of [steps, classes], the classes of each
 * step.
 *
 * @throws OptionError for something that isn't an activation, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new Dense(2, 3, { activation: identity }), new Activate(softmax)]);
 * network.predict([0, 0]); // => [0.333, 0.333, 0.333]
 */
export class Activate implements Layer<never, never> {
  readonly name: string;
  readonly keepsShape = true;
  readonly outputRange: OutputRange | undefined;
  /** f, given each row along the last axis. */
  readonly activation: Activation;

  constructor(activation: Activation);
  constructor(activation: Activation, ...more: readonly unknown[]) {
    refuseMore("Activate", "an activation, new Activate(relu)", more);
    this.activation = checkActivation("Activate", activation, "new Activate(relu)");
    this.outputRange = activation.range;
    this.name = `Activate(${activation.name})`;
    if (new.target === Activate) hold(this, METHODS.settings);
  }

  get kind(): string {
    return "Activate";
  }

  settings(): {
    /** The activation. */
    readonly activation: Activation;
  } {
    return { activation: this.activation };
  }

  /** What its settings describe. */
  static from({ activation }: { readonly activation: Activation }): Activate {
    return new Activate(activation);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  forward({ kernels, batch, inputShape, inputSize, x, y }: Frame<never, never>): void {
    const size = inputShape.at(-1)!;
    const returned: unknown = this.activation.forward(kernels, y, x, (batch * inputSize) / size, size);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's forward`, returned);
  }

  backward({ kernels, batch, inputShape, inputSize, x, y, dx, dy }: TrainFrame<never, never>): void {
    if (!dx) return;
    const size = inputShape.at(-1)!;
    const returned: unknown = this.activation.backward(kernels, dx, dy, x, y, (batch * inputSize) / size, size);
    if (returned !== undefined) refusePromise(`${this.name}: the activation's backward`, returned);
  }

  equations(input: Shape): Equations[] {
    return [{ activation: this.activation, row: input.at(-1)! }];
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Activate, ["forward", "backward"], ["activation"]);
