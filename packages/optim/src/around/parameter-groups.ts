import {
  checkChoice,
  checkOptions,
  type KernelsOnly,
  methodsOf,
  type Optimizer,
  OptionError,
  type PartParameter,
  Parts,
  show,
  type UpdateFrame,
} from "@nn/core/component";
import { checkPredicate } from "./decoupled-weight-decay.js";
import { checkInner } from "./inner.js";

/** Some of the parameters with their optimizer. */
export interface ParameterGroup {
  /** What moves them. */
  readonly optimizer: Optimizer;
  /** Which they are; all that no group before has, unless given. */
  readonly of?: (parameter: PartParameter) => boolean;
}

/** The settings of {@link ParameterGroups}. */
export interface ParameterGroupsOptions {
  /** Each parameter belongs to the first one that has it. */
  readonly groups: readonly ParameterGroup[];
}

/**
 * Gives groups of parameters their own optimizers, or one kind of optimizer with other settings.
 *
 * @throws OptionError for options that don't exist, what is no optimizer, and no groups; when a training begins, for a
 *   parameter that belongs to no group, and for a group that chooses none of the network's.
 *
 * @example
 * const biases = { of: ({ role }: { role: string }) => role === "bias", optimizer: new SGD({ learningRate: 0.1 }) };
 * new ParameterGroups({ groups: [biases, { optimizer: new Adam() }] }).name;
 * // => "ParameterGroups(SGD(learningRate 0.1), Adam(learningRate 0.001))"
 */
export class ParameterGroups implements Optimizer<never> {
  readonly name: string;
  readonly slots: readonly never[] = [];
  /** Each parameter belongs to the first one that has it. */
  readonly groups: readonly ParameterGroup[];
  readonly #names: readonly string[];

  constructor(options: ParameterGroupsOptions) {
    checkOptions("ParameterGroups", options, ["groups"]);
    const { groups } = options;
    if (!Array.isArray(groups) || groups.length === 0) {
      throw new OptionError(`ParameterGroups: groups must be a list, [{ optimizer, of }], but is ${show(groups)}.`);
    }
    this.groups = Array.from(groups as readonly ParameterGroup[], (group, i) => {
      const where = `ParameterGroups: groups[${i}]`;
      checkOptions(where, group, ["optimizer", "of"]);
      if (group.of !== undefined) checkPredicate(`${where}.of`, group.of);
      return { ...group, optimizer: checkInner(where, group.optimizer) };
    });
    this.#names = this.groups.map((_, i) => String(i));
    this.name = `ParameterGroups(${this.groups.map(({ optimizer }) => optimizer.name).join(", ")})`;
  }

  get kind(): string {
    return "ParameterGroups";
  }

  settings(): ParameterGroupsOptions {
    return { groups: this.groups };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  parts(parameters: readonly PartParameter[], network: readonly PartParameter[] = []): Parts {
    const groupOf = (parameter: PartParameter): number => this.groups.findIndex(({ of }) => of?.(parameter) ?? true);
    for (const [i, { of }] of this.groups.entries()) {
      if (of === undefined || network.length === 0) continue;
      checkChoice(`ParameterGroups: groups[${i}].of`, of, network);
      if (network.some((parameter) => groupOf(parameter) === i)) continue;
      throw new OptionError(
        `ParameterGroups: each parameter that groups[${i}].of chooses belongs to a group before it, as the first one that ` +
          "has a parameter takes it. Put that group further to the front, or have it choose others.",
      );
    }
    const left = parameters.find((parameter) => groupOf(parameter) < 0);
    if (left !== undefined) {
      throw new OptionError(
        `ParameterGroups: "${left.fullName}" belongs to no group. A last group without \`of\` takes what is left; ` +
          "what isn't to move is said by the trainer's `frozen`.",
      );
    }
    const parts = this.groups.map(({ optimizer }, i) => ({
      optimizer,
      of: (parameter: PartParameter) => groupOf(parameter) === i,
    }));
    return new Parts(Object.fromEntries(parts.entries()));
  }

  update({ parts }: UpdateFrame): void {
    for (const name of this.#names) parts[name]?.update();
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(ParameterGroups, ["update"]);
