import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Explanation, PredictionExplanation } from "./explanation.js";
import type { Note } from "./notes.js";
import {
  count,
  digitsOrNull,
  finite,
  flag,
  listOf,
  number,
  numberOrNone,
  orNone,
  orNull,
  type Rule,
  record,
  rule,
  someOf,
  text,
  textOrNone,
  textOrNull,
  verdict,
} from "./rules.js";
import type { EpochExplanation, StepExplanation } from "./training.js";

const told = rule(
  (value) => ["by formulas", "by sums", "in numbers", "unchanged"].includes(value as string),
  '"by formulas", "by sums", "in numbers" or "unchanged"',
);

const titles = orNone((value, place, refuse) => {
  // Not of a text, which has as many as letters.
  const names = typeof value === "object" && value !== null ? Object.keys(value) : [];
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
  deltas: listOf(record({ symbol: text, ...product })),
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

const noteRules: Readonly<Record<Note["kind"], Rule>> = {
  saturated: record({ kind: text, of: text, slope: finite }),
  dead: record({ kind: text, of: text }),
  kink: record({ kind: text, left: finite, right: finite }),
  unmeasurable: record({ kind: text, gradient: finite, uncertainty: number }),
  cancelled: record({ kind: text, gradient: finite, exact: finite }),
  symmetric: record({ kind: text, of: someOf(text) }),
  zeroPath: record({ kind: text, zero: count, paths: count }),
  clipped: record({ kind: text, symbol: text, value: finite, taken: finite }),
};

const note: Rule = (value, place, refuse) => {
  const kind = Object(value).kind as unknown;
  if (typeof kind === "string" && Object.hasOwn(noteRules, kind)) {
    return noteRules[kind as Note["kind"]](value, place, refuse);
  }
  return refuse(`its ${place === "" ? "" : `${place}.`}kind must be that of a note, but is ${show(kind)}`);
};

/**
 * A copy of a note, made of what belongs to one.
 *
 * @throws OptionError that says what is wrong with it.
 */
export function checkNote(where: string, given: Note): Note {
  return note(given, "", (lack) => {
    throw new OptionError(`${where} takes a note of an explanation, but ${lack}.`);
  }) as Note;
}

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
  notes: listOf(note),
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
