import {
  checkOptions,
  type FloatArray,
  finiteNumber,
  type Optimizer,
  OptionError,
  positiveInteger,
  type UpdateFrame,
} from "@nn/core/component";
import { type LineSearch, searchLine } from "./line-search.js";

/** The settings of {@link LBFGS}. */
export interface LBFGSOptions {
  /** How many pairs of steps and changes of the gradient are remembered; 10 unless given. */
  readonly memory?: number;
  /** How many evaluations of the loss an update takes at most; 25 unless given. */
  readonly evaluations?: number;
  /** c₁ of the strong Wolfe conditions, how much a step has to lower the loss; 1e-4 unless given. */
  readonly decrease?: number;
  /** c₂ of them, how much smaller the slope has to become; 0.9 unless given. */
  readonly curvature?: number;
}

/** Each pair takes twice the memory of the parameters. */
const MOST_PAIRS = 1000;

/**
 * The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno: an update goes along −H·g, where H is an estimate of
 * the inverse of the second derivatives, made of the last steps and what the gradient changed in them, as far as a line
 * search says. It looks at the loss of its batch several times an update, and is made for few parameters and for all examples
 * in one batch: with others, each update is about another loss, and a training warns.
 *
 * Source: J. Nocedal and S. Wright, *Numerical Optimization* (2006), algorithms 7.4 and 7.5, with the line search of 3.5 and
 * 3.6.
 *
 * @throws OptionError for options that don't exist, and those out of their bounds.
 *
 * @example
 * new LBFGS().name; // => "LBFGS(memory 10)"
 */
export class LBFGS implements Optimizer<string, "pairs"> {
  readonly name: string;
  readonly slots: readonly string[];
  readonly scalars = ["pairs"] as const;
  readonly evaluates = true;
  readonly comparesSteps = true;
  /** How many pairs are remembered. */
  readonly memory: number;
  /** How many evaluations of the loss an update takes at most. */
  readonly evaluations: number;
  /** c₁, how much a step has to lower the loss. */
  readonly decrease: number;
  /** c₂, how much smaller the slope has to become. */
  readonly curvature: number;
  readonly #steps: readonly string[];
  readonly #changes: readonly string[];

  constructor(options: LBFGSOptions = {}) {
    checkOptions("LBFGS", options, ["memory", "evaluations", "decrease", "curvature"]);
    const { memory = 10, evaluations = 25, decrease = 1e-4, curvature = 0.9 } = options;
    this.memory = positiveInteger("LBFGS: memory", memory);
    if (memory > MOST_PAIRS) {
      throw new OptionError(`LBFGS: memory must be at most ${MOST_PAIRS} pairs, but is ${memory}: 5 to 20 are usual.`);
    }
    this.evaluations = positiveInteger("LBFGS: evaluations", evaluations);
    this.decrease = finiteNumber("LBFGS: decrease", decrease, { above: 0, below: 0.5 });
    this.curvature = finiteNumber("LBFGS: curvature", curvature, { above: this.decrease, below: 1 });
    this.#steps = Array.from({ length: memory }, (_, i) => `s${i}`);
    this.#changes = Array.from({ length: memory }, (_, i) => `y${i}`);
    this.slots = ["start", "gradient", "direction", ...this.#steps, ...this.#changes];
    this.name = `LBFGS(memory ${memory})`;
  }

  get kind(): string {
    return "LBFGS";
  }

  settings(): Required<LBFGSOptions> {
    const { memory, evaluations, decrease, curvature } = this;
    return { memory, evaluations, decrease, curvature };
  }

  update(frame: UpdateFrame<string, "pairs">): void {
    const { value, gradient, slots, scalars } = frame;
    const { start, gradient: before, direction } = slots as Readonly<Record<string, FloatArray>>;
    const [pairs] = scalars.pairs;
    start.set(value);
    before.set(gradient);
    this.#direct(direction, before, slots, pairs);
    let slope = dot(before, direction);
    if (!(slope < 0)) {
      // H is no use here: the negative gradient always leads down.
      scalars.pairs[0] = 0;
      for (let i = 0; i < direction.length; i++) direction[i] = -before[i];
      slope = -dot(before, before);
    }
    if (slope === 0) return;
    const first = scalars.pairs[0] === 0 ? Math.min(1, 1 / absoluteSum(before)) : 1;
    if (searchLine(this as LineSearch, frame, { start, direction, slope, first })) this.#remember(frame, start, before);
  }

  /** Algorithm 7.4: direction = −H·g, in two loops over the pairs, from the last one back and forth again. */
  #direct(direction: FloatArray, gradient: FloatArray, slots: UpdateFrame["slots"], pairs: number): void {
    const { memory } = this;
    for (let i = 0; i < direction.length; i++) direction[i] = -gradient[i];
    const oldest = Math.max(0, pairs - memory);
    for (let k = pairs - 1; k >= oldest; k--) {
      const [s, y] = [slots[this.#steps[k % memory]], slots[this.#changes[k % memory]]];
      const alpha = dot(s, direction) / dot(s, y);
      ALPHAS[k % memory] = alpha;
      addMultiple(direction, -alpha, y);
    }
    if (pairs > 0) {
      const last = (pairs - 1) % memory;
      const [s, y] = [slots[this.#steps[last]], slots[this.#changes[last]]];
      const gamma = dot(s, y) / dot(y, y);
      for (let i = 0; i < direction.length; i++) direction[i] *= gamma;
    }
    for (let k = oldest; k < pairs; k++) {
      const [s, y] = [slots[this.#steps[k % memory]], slots[this.#changes[k % memory]]];
      addMultiple(direction, ALPHAS[k % memory] - dot(y, direction) / dot(s, y), s);
    }
  }

  /** Keeps a step and what the gradient changed in it, where that bends upwards. */
  #remember({ value, gradient, slots, scalars }: UpdateFrame, start: FloatArray, before: FloatArray): void {
    const { pairs } = scalars;
    const at = pairs[0] % this.memory;
    const [s, y] = [slots[this.#steps[at]], slots[this.#changes[at]]];
    let [bend, size] = [0, 0];
    for (let i = 0; i < value.length; i++) {
      const change = gradient[i] - before[i];
      bend += (value[i] - start[i]) * change;
      size += change * change;
    }
    if (!(bend > Number.EPSILON * size)) return;
    for (let i = 0; i < value.length; i++) {
      s[i] = value[i] - start[i];
      y[i] = gradient[i] - before[i];
    }
    pairs[0]++;
  }
}

/** The α of each pair, between the two loops. */
const ALPHAS: number[] = [];

/** Σ a·b, in double precision. */
function dot(a: FloatArray, b: FloatArray): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function absoluteSum(values: FloatArray): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]);
  return sum;
}

function addMultiple(out: FloatArray, factor: number, values: FloatArray): void {
  for (let i = 0; i < out.length; i++) out[i] += factor * values[i];
}
