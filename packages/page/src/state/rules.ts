/** What a setting of an optimizer may be: a number not below `least`, or above `above`, and below `below`. */
export interface Setting {
  readonly usual: number;
  readonly least?: number;
  readonly above?: number;
  readonly below?: number;
}

const rate = (usual: number): Setting => ({ usual, above: 0 });
const share = (usual: number): Setting => ({ usual, least: 0, below: 1 });
const epsilon: Setting = { usual: 1e-8, above: 0 };
const ADAM = { learningRate: rate(0.1), beta1: share(0.9), beta2: share(0.999), epsilon };

export type Rule = "sgd" | "momentum" | "nesterov" | "rmsprop" | "adam" | "adamW";
export type SettingName = "learningRate" | "momentum" | "decay" | "beta1" | "beta2" | "epsilon";
/** The settings that a rule has. */
export type Settings = { readonly [Name in SettingName]?: number };

/** The optimizers with their settings, called as @nn/optim calls them. */
const rules: Readonly<Record<Rule, { readonly [Name in SettingName]?: Setting }>> = {
  sgd: { learningRate: rate(0.1) },
  momentum: { learningRate: rate(0.1), momentum: { usual: 0.9, above: 0, below: 1 } },
  nesterov: { learningRate: rate(0.1), momentum: { usual: 0.9, above: 0, below: 1 } },
  rmsprop: { learningRate: rate(0.01), decay: share(0.9), epsilon },
  adam: ADAM,
  adamW: { ...ADAM, decay: { usual: 0.01, least: 0 } },
};

/** Whether a setting can have a value. */
export function isRight({ least = -Infinity, above = -Infinity, below = Infinity }: Setting, value: number): boolean {
  return Number.isFinite(value) && value >= least && value > above && value < below;
}

/** The settings of a rule with what each may be. */
export function settingsOf(rule: Rule): [SettingName, Setting][] {
  return Object.entries(rules[rule]) as [SettingName, Setting][];
}

/** Another optimizer, with its usual settings but for the learning rate, which stays. */
export function toRule(rule: Rule, { learningRate }: Settings): { readonly rule: Rule; readonly settings: Settings } {
  const usual = settingsOf(rule).map(([name, setting]) => [name, setting.usual]);
  return { rule, settings: { ...Object.fromEntries(usual), ...(learningRate !== undefined && { learningRate }) } };
}
