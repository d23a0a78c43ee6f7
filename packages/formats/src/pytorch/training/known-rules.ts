import { defineRule, type RuleDefinition, type RunnableRule } from "@nn/core/component";
import { keyOf } from "../../onnx/write/key-of.js";
import { storesOf } from "./stores.js";

/** A class of PyTorch that moves parameters by a rule. */
export interface KnownRule {
  /** The class: `"torch.optim.SGD"`. */
  readonly module: string;
  /** What the class calls each setting; two of them are a pair there. */
  readonly named: Readonly<Record<string, string | readonly [string, string] | true>>;
}

interface Known extends KnownRule, RuleDefinition {}

const VELOCITY = { letters: { eta: "learningRate", mu: "momentum", v: "v" }, slots: ["v"] };
const SQUARES = { eta: "learningRate", rho: "decay", epsilon: "epsilon", s: "s" };

/** Rules that PyTorch has a class for, as it computes them. Only what is the same for all numbers is the same rule. */
const KNOWN: readonly Known[] = [
  {
    ...{ module: "torch.optim.SGD", named: { lr: "learningRate" } },
    ...{ lines: ["w = w - eta * g"], letters: { eta: "learningRate" } },
  },
  {
    ...{ module: "torch.optim.SGD", named: { lr: "learningRate", momentum: "momentum" } },
    ...{ lines: ["v = mu * v + g", "w = w - eta * v"], ...VELOCITY },
  },
  {
    ...{ module: "torch.optim.SGD", named: { lr: "learningRate", momentum: "momentum", nesterov: true } },
    ...{ lines: ["v = mu * v + g", "w = w - eta * (g + mu * v)"], ...VELOCITY },
  },
  {
    ...{ module: "torch.optim.RMSprop", named: { lr: "learningRate", alpha: "decay", eps: "epsilon" } },
    lines: ["s = rho * s + (1 - rho) * g^2", "w = w - eta * g / (sqrt(s) + epsilon)"],
    ...{ letters: SQUARES, slots: ["s"] },
  },
  {
    ...{ module: "torch.optim.Adam", named: { lr: "learningRate", betas: ["beta1", "beta2"], eps: "epsilon" } },
    lines: [
      ...["m = beta1 * m + (1 - beta1) * g", "v = beta2 * v + (1 - beta2) * g^2"],
      ...["hat_m = 1 / (1 - beta1^t) * m", "hat_v = 1 / (1 - beta2^t) * v"],
      "w = w - eta * hat_m / (sqrt(hat_v) + epsilon)",
    ],
    letters: { eta: "learningRate", beta1: "beta1", beta2: "beta2", epsilon: "epsilon", m: "m", v: "v" },
    slots: ["m", "v"],
  },
];

let classes: ReadonlyMap<string, KnownRule> | undefined;

/** The class of PyTorch that is this rule, where there is one. */
export function knownRule(rule: RunnableRule): KnownRule | undefined {
  classes ??= new Map(KNOWN.map(({ module, named, ...rule }) => [keyOfRule(defineRule(rule)), { module, named }]));
  return classes.get(keyOfRule(rule));
}

function keyOfRule(rule: RunnableRule): string {
  const written = storesOf(rule).map(({ array, value }) => `${array}: ${keyOf(value)}`);
  return [...rule.settings, ...written].join("\n");
}
