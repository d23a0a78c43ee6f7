/** What a setting of an optimizer may be: a number not below `least`, or above `above`, and below `below`. */
export interface Setting {
  readonly usual: number;
  readonly least?: number;
  readonly above?: number;
  readonly below?: number;
  /** Whether another rule that has it as well takes its value over. */
  readonly isKept?: true;
}

export type SettingName =
  | "learningRate"
  | "momentum"
  | "decay"
  | "beta1"
  | "beta2"
  | "epsilon"
  | "firstStep"
  | "increase"
  | "decrease";
/** The settings that a rule has. */
export type Settings = { readonly [Name in SettingName]?: number };
type SettingsOfRule = { readonly [Name in SettingName]?: Setting };

const rate = (usual: number): Setting => ({ usual, above: 0 });
const share = (usual: number): Setting => ({ usual, least: 0, below: 1 });
/** It is the reader's choice for the data and the network more than for the rule. */
const learningRate = (usual: number): Setting => ({ ...rate(usual), isKept: true });
const MOMENTUM: SettingsOfRule = { learningRate: learningRate(0.1), momentum: { usual: 0.9, above: 0, below: 1 } };
const ADAM: SettingsOfRule = {
  learningRate: learningRate(0.1),
  beta1: share(0.9),
  beta2: share(0.999),
  epsilon: rate(1e-8),
};

/** What @nn/optim calls the optimizers. */
export type OptimizerKind =
  | "Adadelta"
  | "Adagrad"
  | "Adam"
  | "Adamax"
  | "AdamW"
  | "AMSGrad"
  | "LAMB"
  | "LBFGS"
  | "Lion"
  | "NAdam"
  | "RAdam"
  | "RMSprop"
  | "Rprop"
  | "SGD";
export type Rule = "momentum" | "nesterov" | "adamW" | Exclude<Lowercase<OptimizerKind>, "adamw">;

interface RuleTold {
  readonly kind: OptimizerKind;
  readonly settings: SettingsOfRule;
  readonly isForAllRows?: true;
  /** What @nn/optim is told beside the settings that can be chosen. */
  readonly options?: object;
  /** What tells it from others of its kind. */
  readonly has?: (settings: Readonly<Record<string, unknown>>) => boolean;
}

/** The optimizers with what @nn/optim calls them and those of their settings that can be chosen. */
const rules: Readonly<Record<Rule, RuleTold>> = {
  sgd: { kind: "SGD", settings: { learningRate: learningRate(0.1) }, has: ({ momentum }) => momentum === 0 },
  momentum: { kind: "SGD", settings: MOMENTUM, has: ({ momentum, nesterov }) => momentum !== 0 && nesterov !== true },
  nesterov: {
    kind: "SGD",
    settings: MOMENTUM,
    options: { nesterov: true },
    has: ({ momentum, nesterov }) => momentum !== 0 && nesterov === true,
  },
  adagrad: { kind: "Adagrad", settings: { learningRate: learningRate(0.1), epsilon: rate(1e-10) } },
  rmsprop: { kind: "RMSprop", settings: { learningRate: learningRate(0.01), decay: share(0.9), epsilon: rate(1e-8) } },
  adadelta: { kind: "Adadelta", settings: { learningRate: learningRate(1), decay: share(0.95), epsilon: rate(1e-6) } },
  adam: { kind: "Adam", settings: ADAM },
  adamW: { kind: "AdamW", settings: { ...ADAM, decay: { usual: 0.01, least: 0 } } },
  adamax: { kind: "Adamax", settings: ADAM },
  amsgrad: { kind: "AMSGrad", settings: ADAM },
  nadam: { kind: "NAdam", settings: ADAM },
  radam: { kind: "RAdam", settings: ADAM },
  lamb: { kind: "LAMB", settings: { ...ADAM, learningRate: learningRate(0.01), epsilon: rate(1e-6) } },
  lion: { kind: "Lion", settings: { learningRate: learningRate(0.01), beta1: share(0.9), beta2: share(0.99) } },
  rprop: {
    kind: "Rprop",
    settings: {
      firstStep: rate(0.01),
      increase: { usual: 1.2, above: 1 },
      decrease: { usual: 0.5, above: 0, below: 1 },
    },
  },
  lbfgs: { kind: "LBFGS", settings: {}, isForAllRows: true },
};

export const ruleNames: readonly Rule[] = Object.keys(rules) as Rule[];

/** Whether a setting can have a value. */
export function isRight({ least = -Infinity, above = -Infinity, below = Infinity }: Setting, value: number): boolean {
  return Number.isFinite(value) && value >= least && value > above && value < below;
}

export function kindOf(rule: Rule): OptimizerKind {
  return rules[rule].kind;
}

/** Whether settings of its kind are those of a rule. */
export function hasSettings(rule: Rule, settings: Readonly<Record<string, unknown>>): boolean {
  return rules[rule].has?.(settings) ?? true;
}

/** Whether each update has to be about the same loss. */
export function isForAllRows(rule: Rule): boolean {
  return rules[rule].isForAllRows ?? false;
}

/** The settings of a rule with what each may be. */
export function settingsOf(rule: Rule): [SettingName, Setting][] {
  return Object.entries(rules[rule].settings) as [SettingName, Setting][];
}

/** The options that @nn/optim takes for a rule. */
export function optionsFor({ rule, settings }: { readonly rule: Rule; readonly settings: Settings }): object {
  return { ...settings, ...rules[rule].options };
}

/** Another optimizer, with its usual settings but for those of the one before that are kept. */
export function toRule(rule: Rule, before: Settings): { readonly rule: Rule; readonly settings: Settings } {
  const settings = settingsOf(rule).map(([name, { usual, isKept }]) => [name, (isKept && before[name]) ?? usual]);
  return { rule, settings: Object.fromEntries(settings) };
}
