import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Explanation, PredictionExplanation } from "./explanation.js";
import type { EpochExplanation, StepExplanation } from "./training.js";

/** A copy of a value with what belongs to it and nothing else; or a refusal that says where it isn't right. */
type Rule = (value: unknown, place: string, refuse: (lack: string) => never) => unknown;

const rule =
  (isRight: (value: unknown) => boolean, expected: string): Rule =>
  (value, place, refuse) =>
    isRight(value) ? value : refuse(`its ${place} must be ${expected}, but is ${show(value)}`);

const text = rule((value) => typeof value === "string", "a text");
const number = rule((value) => typeof value === "number", "a number");
const textOrNull = rule((value) => typeof value === "string" || value === null, "a text or null");
const count = rule((value) => Number.isSafeInteger(value) && Number(value) >= 0, "a whole number");
const digitsOrNull = rule(
  (value) => value === null || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 15),
  "null or a whole number from 1 to 15",
);
const finite = rule(Number.isFinite, "a finite number");
const digits = rule(
  (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100,
  "a whole number from 1 to 100",
);
const numberOrNone = rule(
  (value) => value === undefined || value === null || typeof value === "number",
  "a number or null, if it is there",
);
const textOrNone = rule((value) => value === undefined || typeof value === "string", "a text, if it is there");
const flag = rule((value) => typeof value === "boolean", "true or false");
const verdict = rule(
  (value) => value === "right" || value === "wrong" || value === "unmeasurable",
  '"right", "wrong" or "unmeasurable"',
);

const record =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value, place, refuse) => {
    if (typeof value !== "object" || value === null)
      return refuse(`its ${place} must be an object, but is ${show(value)}`);
    const own = (name: string): unknown =>
      Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
    const copies = Object.entries(rules).map(([name, inner]) => {
      return [name, inner(own(name), place === "" ? name : `${place}.${name}`, refuse)] as const;
    });
    return Object.fromEntries(copies.filter(([, copy]) => copy !== undefined));
  };

const listOf =
  (inner: Rule): Rule =>
  (value, place, refuse) => {
    if (!Array.isArray(value)) return refuse(`its ${place} must be a list, but is ${show(value)}`);
    return Array.from({ length: value.length }, (_, i) => inner(value[i], `${place}[${i}]`, refuse));
  };

const someOf =
  (inner: Rule): Rule =>
  (value, place, refuse) => {
    if (Array.isArray(value) && value.length === 0) return refuse(`its ${place} is empty`);
    return listOf(inner)(value, place, refuse);
  };

const orNull =
  (inner: Rule): Rule =>
  (value, place, refuse) =>
    value === null ? null : inner(value, place, refuse);

const orNone =
  (inner: Rule): Rule =>
  (value, place, refuse) =>
    value === undefined ? undefined : inner(value, place, refuse);

const told = rule(
  (value) => ["by formulas", "by sums", "in numbers", "unchanged"].includes(value as string),
  '"by formulas", "by sums", "in numbers" or "unchanged"',
);

const titles = orNone((value, place, refuse) => {
  const names = Object.keys(Object(value));
  return record(Object.fromEntries(names.map((name) => [name, text])))(value, place, refuse);
});

const given = record({ symbol: text, value: number });
const step = {
  formula: textOrNull,
  named: textOrNone,
  substituted: textOrNull,
  value: number,
  formulaValue: numberOrNone,
  clipped: orNone(listOf(given)),
};
const equation = record({ symbol: text, ...step });
const product = { ...step, product: textOrNone, slope: orNone(equation) };
const factor = record({ of: text, by: text, ...product });
const pathSum = record({
  paths: someOf(record({ nodes: listOf(text), factors: listOf(factor), value: number })),
  examples: someOf(record({ loss: text, paths: count, value: number })),
  value: number,
});
const pathChain = record({ kind: text, neurons: pathSum, elementary: pathSum });
const layerChain = record({
  kind: text,
  pathCount: orNull(number),
  deltas: someOf(record({ symbol: text, ...product })),
  last: factor,
});

const chain: Rule = (value, place, refuse) => {
  const kind = typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
  if (kind === "paths") return pathChain(value, place, refuse);
  if (kind === "layers") return layerChain(value, place, refuse);
  return refuse(`its ${place}.kind must be "paths" or "layers", but is ${show(kind)}`);
};

const pass = {
  layers: listOf(text),
  inputs: count,
  stages: someOf(record({ outputs: count, isWeighted: flag, told: orNone(told), titles })),
  batch: count,
  significantDigits: digitsOrNull,
  functions: listOf(
    record({
      symbol: text,
      name: text,
      titles,
      formula: textOrNull,
      derivative: textOrNull,
      crossDerivative: textOrNone,
    }),
  ),
  given: listOf(given),
  forward: listOf(equation),
};

const mathematicsRules: Readonly<Record<string, Rule>> = {
  formula: record({
    kind: text,
    source: text,
    decimals: orNone(digits),
    found: orNone(listOf(flag)),
    zeros: orNone(digits),
  }),
  number: record({
    kind: text,
    value: finite,
    decimals: orNone(digits),
    significant: orNone(digits),
    found: orNone(flag),
    asFineAs: orNone(finite),
    zeros: orNone(digits),
  }),
  equality: record({ kind: text, symbol: text, value: finite }),
  derivatives: record({ kind: text, factors: someOf(record({ of: text, by: text })) }),
  blank: record({ kind: text }),
};

/** Whether something says that it is mathematics. */
export function isMathematics(value: unknown): value is { readonly kind: string } {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return typeof value.kind === "string" && Object.hasOwn(mathematicsRules, value.kind);
}

/** Refuses mathematics that lacks something. */
export function checkMathematics(value: { readonly kind: string }, refuse: (lack: string) => never): void {
  mathematicsRules[value.kind]!(value, "", refuse);
}

const predictionRule = record({ kind: text, ...pass });

const update = record({
  optimizer: text,
  titles,
  before: number,
  gradient: number,
  step: count,
  remembered: listOf(given),
  settings: listOf(record({ symbol: text, name: text, value: number })),
  lines: listOf(
    record({
      symbol: text,
      ...step,
      replaces: flag,
      before: numberOrNone,
      change: orNone(record({ ...step, applied: text })),
    }),
  ),
  slots: listOf(given),
  after: number,
});

const parameter = { name: text, fullName: text, element: count, value: number };

const gradientRule = record({
  kind: text,
  parameter: record(parameter),
  ...pass,
  loss: text,
  lossTitles: titles,
  chain,
  gradient: number,
  exactGradient: number,
  preciseGradient: numberOrNone,
  check: record({
    measured: number,
    uncertainty: number,
    kink: orNull(record({ left: number, right: number })),
    verdict,
    isBeyondBounds: flag,
  }),
  update: orNull(update),
  elementaryUpdate: orNone(update),
});

const trainingPart = { kind: text, optimizer: text, titles, loss: text, lossTitles: titles, examples: count };

const stepRule = record({
  ...trainingPart,
  step: count,
  parameters: someOf(record({ ...parameter, gradient: orNull(number), change: number, after: number })),
  lossBefore: number,
  lossPredicted: number,
  lossAfter: number,
});

const epochRule = record({
  ...trainingPart,
  before: number,
  steps: someOf(record({ step: count, examples: someOf(count), before: number, after: number, mean: number })),
});

const RULES: Readonly<Record<AnyExplanation["kind"], Rule>> = {
  gradient: gradientRule,
  prediction: predictionRule,
  step: stepRule,
  epoch: epochRule,
};

/** What explanations there are. */
export type AnyExplanation = Explanation | PredictionExplanation | StepExplanation | EpochExplanation;

/**
 * A copy of an explanation, made of what belongs to one. It may have been in a file since it was made: what isn't one is
 * refused.
 *
 * @throws OptionError that says what is wrong with it, and where.
 */
export function checkExplanation<Kind extends AnyExplanation>(where: string, explanation: Kind): Kind {
  const refuse = (lack: string): never => {
    throw new OptionError(`${where} takes an explanation, as explain gives it, but ${lack}.`);
  };
  if (typeof explanation !== "object" || explanation === null) return refuse(`got ${show(explanation)}`);
  const { kind }: { readonly kind: AnyExplanation["kind"] } = explanation;
  if (typeof kind === "string" && Object.hasOwn(RULES, kind)) return RULES[kind](explanation, "", refuse) as Kind;
  return refuse(`its kind must be "gradient", "prediction", "step" or "epoch", but is ${show(kind)}`);
}
