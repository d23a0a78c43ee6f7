import {
  checkChoice,
  checkOptions,
  type KernelsOnly,
  methodsOf,
  type Optimizer,
  OptionError,
  type Part,
  type PartParameter,
  Parts,
  show,
  type UpdateFrame,
} from "@nn/core/component";
import type { Constraint, ConstraintFrame } from "../constraints/constraint.js";
import { checkInner, isElementwise } from "./inner.js";

/** The settings of {@link Constrained}. */
export interface ConstrainedOptions {
  /** What moves the parameters. */
  readonly optimizer: Optimizer;
  /** What they are held to afterwards, one after another. */
  readonly constraints: readonly Constraint[];
}

/**
 * Holds parameters to constraints: after each update of another optimizer, they are moved to the nearest place where they may
 * be. Parameters that are frozen, or not chosen by a constraint, stay as the other optimizer leaves them.
 *
 * Steps are recorded with a constraint that calls kernels alone, as `NonNegative`; up to their update with others, as norms.
 *
 * With averages of weights around it, the averages are of constrained parameters.
 *
 * @throws OptionError for options that don't exist, what is no optimizer, one that evaluates the loss, as a line search takes
 *   its steps for its own, and what is no list of constraints; when a training begins, for a constraint that chooses none of the
 *   network's parameters.
 *
 * @example
 * new Constrained({ optimizer: new Adam(), constraints: [new MaxNorm({ limit: 3 }), new NonNegative()] }).name;
 * // => "Constrained(MaxNorm(3), NonNegative, Adam(learningRate 0.001))"
 */
export class Constrained implements Optimizer<never> {
  readonly name: string;
  readonly slots: readonly never[] = [];
  /** What moves the parameters. */
  readonly optimizer: Optimizer;
  /** What they are held to. */
  readonly constraints: readonly Constraint[];
  readonly #applying: readonly Applying[];
  readonly #names: readonly string[];

  constructor(options: ConstrainedOptions) {
    checkOptions("Constrained", options, ["optimizer", "constraints"]);
    this.optimizer = checkInner("Constrained", options.optimizer);
    if (evaluatesWithin(this.optimizer)) {
      throw new OptionError(
        `Constrained: ${this.optimizer.name} evaluates the loss, and takes what it moved for what its next step begins with. Choose an optimizer that doesn't.`,
      );
    }
    this.constraints = [...checkConstraints(options.constraints)];
    this.#applying = this.constraints.map((constraint) => new Applying(constraint));
    this.#names = this.constraints.map((_, i) => `constraint ${i}`);
    this.name = `Constrained(${[...this.constraints, this.optimizer].map(({ name }) => name).join(", ")})`;
  }

  get elementwise(): boolean {
    return isElementwise(this.optimizer);
  }

  get kind(): string {
    return "Constrained";
  }

  settings(): ConstrainedOptions {
    const { optimizer, constraints } = this;
    return { optimizer, constraints };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  parts(_: readonly PartParameter[], network: readonly PartParameter[] = []): Parts {
    for (const { name, of } of this.constraints) if (of) checkChoice(`${name}: of`, of, network);
    const parts: Record<string, Part> = { inner: { optimizer: this.optimizer } };
    for (const [i, applying] of this.#applying.entries()) {
      parts[this.#names[i]] = { optimizer: applying, of: applying.constraint.of ?? isWeight };
    }
    return new Parts(parts);
  }

  update({ parts }: UpdateFrame<never>): void {
    parts.inner.update();
    for (let i = 0; i < this.#names.length; i++) parts[this.#names[i]].update();
  }
}

/** A constraint as a rule that moves parameters. */
class Applying implements Optimizer<never> {
  readonly name: string;
  readonly slots: readonly never[] = [];
  readonly elementwise = true;
  readonly constraint: Constraint;

  constructor(constraint: Constraint) {
    this.name = constraint.name;
    this.constraint = constraint;
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...APPLYING };
  }

  parts(): Parts<never> {
    return new Parts({});
  }

  update({ kernels, parameters }: UpdateFrame<never>): void {
    for (let i = 0; i < parameters.length; i++) {
      let frame = FRAMES.get(parameters[i]);
      if (frame === undefined) {
        const { value, shape, size } = parameters[i];
        frame = { kernels, value, shape, size };
        FRAMES.set(parameters[i], frame);
      }
      const returned: unknown = this.constraint.apply(frame);
      if (returned !== undefined) throw new OptionError(`${this.name}: apply must return nothing, and change value.`);
    }
  }
}

/** What constraints are given of the parameters of trainings: made once for each, so that a step allocates nothing. */
const FRAMES: WeakMap<object, ConstraintFrame> = /* @__PURE__ */ new WeakMap();

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(Constrained, ["update"]);
const APPLYING: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(Applying, ["update"], ["constraint"]);

/** Whether an optimizer asks for the loss, or one inside it. */
function evaluatesWithin(optimizer: Optimizer): boolean {
  const inside = Object.values<Part>(optimizer.parts?.([]).byName ?? {});
  return optimizer.evaluates === true || inside.some((part) => evaluatesWithin(part.optimizer));
}

function isWeight({ role }: PartParameter): boolean {
  return role === "weight";
}

function checkConstraints(constraints: readonly Constraint[]): readonly Constraint[] {
  const isList = Array.isArray(constraints);
  const at = isList
    ? constraints.findIndex((each) => typeof (Object(each) as Partial<Constraint>).apply !== "function")
    : 0;
  if (isList && at < 0) return constraints;
  const what = isList ? `constraints[${at}] is ${show(constraints[at])}` : `got ${show(constraints)}`;
  throw new OptionError(
    `Constrained: constraints must be a list of constraints, as in [new MaxNorm({ limit: 3 })], but ${what}.`,
  );
}
