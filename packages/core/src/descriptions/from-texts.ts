import type { Described } from "../contracts/formats/described.js";
import type { Optimizer } from "../contracts/optimizer.js";
import { type ActivationDefinition, defineActivation } from "../definitions/define-activation.js";
import { defineLoss, type LossDefinition } from "../definitions/define-loss.js";
import { RuleOptimizer } from "../definitions/rule-optimizer.js";
import { defineRule, type RuleDefinition } from "../definitions/rule-update.js";
import type { ComponentMaker } from "./kinds.js";

/** What an optimizer by a rule is made from, where it is no more than that. */
interface RuleSettings {
  readonly name: string;
  readonly rule: RuleDefinition;
  /** The settings that the rule names. */
  readonly values: object;
}

/** An optimizer that has nothing but its rule and the values of what that names. */
class OptimizerByRule extends RuleOptimizer {
  readonly name: string;

  constructor({ name, rule, values }: RuleSettings) {
    super(defineRule(rule));
    this.name = name;
    Object.assign(this, values);
  }
}

/** Copies don't have the settings of what they were copied from. */
const isWhole = (component: Described): boolean => typeof component.settings === "function";

function settingsByRule(optimizer: RuleOptimizer): RuleSettings {
  const { lines, letters, slots } = optimizer.rule;
  return { name: optimizer.name, rule: { lines, letters, slots }, values: optimizer.settings() };
}

function isRuleAlone(optimizer: Optimizer): boolean {
  const { update, settings } = RuleOptimizer.prototype;
  return RuleOptimizer.isOne(optimizer) && optimizer.update === update && optimizer.settings === settings;
}

/** What makes components from texts, which say all that there is to know of them. */
export const FROM_TEXTS: readonly ComponentMaker[] = [
  { kind: "defineActivation", from: (definition: ActivationDefinition) => defineActivation(definition), isWhole },
  { kind: "defineLoss", from: (definition: LossDefinition) => defineLoss(definition), isWhole },
  {
    kind: "RuleOptimizer",
    from: (settings: RuleSettings) => new OptimizerByRule(settings),
    settings: (optimizer) => settingsByRule(optimizer as RuleOptimizer),
    isWhole: (component) => isRuleAlone(component as Optimizer),
  },
];
