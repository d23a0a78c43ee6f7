import {
  checkOptions,
  type LearningRate,
  type Network,
  type Optimizer,
  OptionError,
  type PyTorchAround,
  RuleOptimizer,
  show,
} from "@nn/core/component";
import type { PlacedTensor } from "../layout.js";
import { className } from "../modules/activation.js";
import { chosenText } from "./chosen.js";
import { knownRule } from "./known-rules.js";
import type { Rates } from "./rates.js";
import { ruleText } from "./rule.js";

/** How a training moves its parameters, as Python. */
interface OptimizerText {
  /** The functions and classes that PyTorch hasn't. */
  readonly sources: readonly string[];
  /** What makes the optimizer of a list of `parameters`. */
  readonly made: string;
  /** What is called before each update, with its numbers at a step in `rates`. */
  readonly before: readonly string[];
}

/**
 * An optimizer as Python: what those around it do, and the rule at last.
 *
 * @param rates - Takes the numbers that are functions of the step.
 * @throws OptionError for one that PyTorch has no form for.
 */
export function optimizerText(
  network: Network,
  tensors: readonly PlacedTensor[],
  optimizer: Optimizer,
  rates: Rates,
): OptimizerText {
  const sources: string[] = [];
  const before: string[] = [];
  let inner = optimizer;
  for (let said = aroundOf(inner); said !== undefined; said = aroundOf(inner)) {
    const { source, named, of } = said;
    if (!sources.includes(source)) sources.push(source);
    const name = /^def (\w+)\(/.exec(source)![1]!;
    const given = Object.entries(named).map(([key, value]) => `${key}=${rates.add(`${before.length}.${key}`, value)}`);
    const parameters = of === undefined ? "parameters" : chosenText(network, tensors, of);
    before.push(`${name}(${[parameters, ...given].join(", ")})`);
    inner = said.optimizer;
  }
  if (!RuleOptimizer.isOne(inner)) {
    throw new OptionError(
      `toPyTorchTraining: the optimizer ${inner.name} can't be written for PyTorch: it is no RuleOptimizer, and has no method pytorch(). Take one that is its rule, such as Adam.`,
    );
  }
  const { rule } = inner;
  const settings = inner as unknown as Readonly<Record<string, LearningRate>>;
  const known = knownRule(rule);
  const numberOf = (key: string, setting: string): string => rates.addSetting(key, settings[setting]!);
  if (known !== undefined) {
    const named = Object.entries(known.named).map(([key, setting]) => {
      if (setting === true) return `${key}=True`;
      if (typeof setting === "string") return `${key}=${numberOf(key, setting)}`;
      return `${key}=(${setting.map((each) => fixed(inner, settings[each]!, each)).join(", ")})`;
    });
    return { sources, before, made: `${known.module}(parameters, ${named.join(", ")})` };
  }
  const name = className(inner.name.replace(/\(.*/s, ""));
  const written = ruleText(name, inner.name, rule);
  const named = written.settings.map((letter, i) => `${letter}=${numberOf(letter, rule.settings[i]!)}`);
  return { sources: [...sources, written.source], before, made: `${name}(${["parameters", ...named].join(", ")})` };
}

/** What an optimizer says of itself by `pytorch`. */
function aroundOf(optimizer: Optimizer): PyTorchAround | undefined {
  const said: unknown = optimizer.pytorch?.();
  if (said === undefined) return undefined;
  const label = `${optimizer.name}: what pytorch gives`;
  checkOptions(label, said as object, ["source", "named", "of", "optimizer"]);
  const { source, named } = said as PyTorchAround;
  if (typeof source === "string" && /^def \w+\(parameters\b/.test(source) && Object(named) === named) {
    return said as PyTorchAround;
  }
  throw new OptionError(
    `${label} must have a function of Python in source, "def clip(parameters, limit): …", and what it is given by name in named, but has ${show(source)} and ${show(named)}.`,
  );
}

/** A pair of settings, which PyTorch has no schedule for. */
function fixed(optimizer: Optimizer, value: LearningRate, name: string): string {
  if (typeof value === "number") return String(value);
  throw new OptionError(
    `toPyTorchTraining: ${name} of ${optimizer.name} must be a number, as PyTorch has it the same for all steps.`,
  );
}
