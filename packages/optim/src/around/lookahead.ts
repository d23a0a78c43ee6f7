import {
  Computation,
  checkOptions,
  finiteNumber,
  type KernelsOnly,
  methodsOf,
  numbersOf,
  type Optimizer,
  OptionError,
  Parts,
  positiveInteger,
  type UpdateFrame,
} from "@nn/core/component";
import { checkInner, isElementwise } from "./inner.js";

/** The settings of {@link Lookahead}. */
export interface LookaheadOptions {
  /** What moves the parameters. */
  readonly optimizer: Optimizer;
  /** k, after how many of its updates they are drawn back; 5 unless given. */
  readonly every?: number;
  /** α, the part of the way that is kept; 0.5 unless given. */
  readonly share?: number;
}

/**
 * Lets another optimizer go k steps ahead, and then keeps a part of the way alone:
 *
 *     φ ← w                     before the first of k steps
 *     w ← φ + α·(w − φ)         after the last of them
 *
 * That evens out what the steps of a large rate do across a valley. The other optimizer remembers what it did.
 *
 * Source: M. Zhang, J. Lucas, G. Hinton and J. Ba, "Lookahead Optimizer: k steps forward, 1 step back" (2019), algorithm 1.
 *
 * @throws OptionError for options that don't exist, what is no optimizer, an `every` that is no whole number above 0, and a share
 *   outside (0, 1].
 *
 * @example
 * new Lookahead({ optimizer: new Adam() }).name;
 * // => "Lookahead(share 0.5 of 5 steps, Adam(learningRate 0.001))"
 */
export class Lookahead implements Optimizer<"slow", never, "inner"> {
  readonly name: string;
  readonly slots = ["slow"] as const;
  readonly numbers = ["share"] as const;
  /** What moves the parameters. */
  readonly optimizer: Optimizer;
  /** k, after how many of its updates they are drawn back. */
  readonly every: number;
  /** α, the part of the way that is kept. */
  readonly share: number;

  constructor(options: LookaheadOptions) {
    checkOptions("Lookahead", options, ["optimizer", "every", "share"]);
    const { every = 5, share = 0.5 } = options;
    this.optimizer = checkInner("Lookahead", options.optimizer);
    this.every = positiveInteger("Lookahead: every", every);
    this.share = finiteNumber("Lookahead: share", share, { above: 0 });
    if (share > 1) throw new OptionError(`Lookahead: share must be at most 1, but is ${share}.`);
    this.name = `Lookahead(share ${share} of ${every} steps, ${this.optimizer.name})`;
  }

  get elementwise(): boolean {
    return isElementwise(this.optimizer);
  }

  get kind(): string {
    return "Lookahead";
  }

  settings(): Required<LookaheadOptions> {
    const { optimizer, every, share } = this;
    return { optimizer, every, share };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  parts(): Parts<"inner"> {
    return new Parts({ inner: { optimizer: this.optimizer } });
  }

  /** 1 for the first of the steps, 2 for the last one, and 3 where it is both. */
  phase(step: number): number {
    return ((step - 1) % this.every === 0 ? 1 : 0) + (step % this.every === 0 ? 2 : 0);
  }

  update(frame: UpdateFrame<"slow", never, "inner">): void {
    const { kernels, value, slots, step, parts } = frame;
    const phase = this.phase(step);
    if (phase === 1 || phase === 3) {
      kernels.compute(BEGUN, numbersOf(this, frame), 1, value.length, slots.slow, value);
    }
    parts.inner.update();
    if (phase >= 2) kernels.compute(DRAWN, numbersOf(this, frame), 1, value.length, value, slots.slow);
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(Lookahead, ["update"]);

const BEGUN: Computation = /* @__PURE__ */ new Computation({
  name: "Lookahead",
  arrays: ["phi", "w"],
  lines: ["phi = w"],
});
const DRAWN: Computation = /* @__PURE__ */ new Computation({
  name: "Lookahead",
  arrays: ["w", "phi"],
  scalars: ["alpha"],
  lines: ["w = phi + alpha * (w - phi)"],
});
