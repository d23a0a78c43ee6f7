import {
  Computation,
  type ComputationText,
  checkOptions,
  finiteNumber,
  graphOf,
  isRecord,
  OptionError,
  show,
  trueOrFalse,
} from "@nn/numerics";
import type { Formula } from "../contracts/mathematics/formula.js";

/** What each takes, by what it must be. A name with a question mark may be missing. */
const DEFINITIONS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  defineActivation: {
    name: "text",
    "kind?": "text",
    "settings?": "any",
    "titles?": "titles",
    formula: "formula",
    "functions?": "letters",
    "range?": "any",
    "forward?": "texts",
    "backward?": "texts",
  },
  defineLoss: {
    name: "text",
    "kind?": "text",
    "settings?": "any",
    "titles?": "titles",
    formula: "formula",
    "functions?": "letters",
    "predictions?": "any",
    gradient: "texts",
    "value?": "texts",
    "refuses?": "texts",
    "refuse?": "method",
  },
  defineRule: { lines: "texts", letters: "letters", "slots?": "texts" },
  Computation: {
    name: "text",
    arrays: "names",
    lines: "texts",
    "byRow?": "texts",
    "byColumn?": "texts",
    "scalars?": "texts",
    "factor?": "text",
    "functions?": "letters",
    "refuses?": "texts",
  },
};

/** What a formula may say. */
const FORMULA: readonly (keyof Formula)[] = ["value", "derivative", "crossDerivative", "clip", "oneHot", "lastAxis"];

/** What lines find: they would change it for all that comes after them. */
const FOUND: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  defineActivation: { forward: ["z"], backward: ["da", "z", "a"] },
  defineLoss: { value: ["p", "t"], gradient: ["p", "t"] },
};

type Kind = keyof typeof KINDS;

const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.findIndex((each) => !isText(each)) < 0;

const KINDS = {
  text: { is: isText, what: "a text" },
  texts: { is: areTexts, what: "a list of texts" },
  names: { is: (value: unknown) => areTexts(value) && (value as []).length > 0, what: "a list of names" },
  letters: {
    is: (value: unknown) => isRecord(value) && areTexts(Object.values(value)),
    what: 'what each name stands for, as in { eta: "learningRate" }',
  },
  titles: {
    is: (value: unknown) => isRecord(value) && areTexts(Object.values(value)),
    what: 'what readers are shown by their language, as in { en: "the sigmoid function" }',
  },
  formula: {
    is: (value: unknown) => isRecord(value) && isText(value.value),
    what: 'a formula, as in { value: "max(0, z)", derivative: "step(z)" }',
  },
  // Looked at with the network, or by a registry, as those of all components.
  any: { is: () => true, what: "" },
  method: { is: (value: unknown) => typeof value === "function", what: "a function" },
} as const satisfies Record<string, { is: (value: unknown) => boolean; what: string }>;

/** So many arrays and scalars a call hands over. */
const [MOST_ARRAYS, MOST_SCALARS] = [6, 8] as const;

/**
 * Refuses what isn't a definition, and texts that can't be read.
 *
 * @returns A copy with lists of our own: those of a caller's may change, or be of a class whose methods give other things.
 */
export function checkedDefinition<Definition>(where: string, definition: Definition, loop?: unknown): Definition {
  if (loop !== undefined) return definition;
  const refuse = (what: string, value: unknown): never => {
    throw new OptionError(`${where}: ${what}, but is ${show(value)}.`);
  };
  if (!isRecord(definition)) {
    throw new OptionError(`${where} takes an object, with a name and texts, but got ${show(definition)}.`);
  }
  const copy: Record<string, unknown> = {};
  const entries = Object.entries(DEFINITIONS[where]!).map(([key, kind]) => [key.replace("?", ""), key, kind] as const);
  const names = entries.map(([name]) => name);
  // A computation's text may belong to something larger.
  if (where !== "Computation") checkOptions(where, definition, names);
  for (const [name, key, kind] of entries) {
    const value: unknown = definition[name];
    if (value === undefined && name !== key) continue;
    if (!KINDS[kind].is(value)) refuse(`${name} must be ${KINDS[kind].what}`, value);
    const isFormula = kind === "formula";
    if (isFormula) checkFormula(`${where}: formula`, value as Formula);
    copy[name] = areTexts(value) ? Array.from(value as string[]) : isFormula ? { ...(value as object) } : value;
  }
  if (copy.settings !== undefined && copy.kind === undefined)
    refuse("kind must be a text where there are settings", copy.kind);
  if (where === "defineActivation" && copy.backward === undefined) {
    const { derivative } = copy.formula as { readonly derivative?: unknown };
    if (!isText(derivative)) refuse("formula.derivative must be a text, unless backward is given", derivative);
  }
  for (const [name, found] of Object.entries(FOUND[where] ?? {})) {
    const line = (copy[name] as string[] | undefined)?.find((each) => found.includes(each.split("=")[0]!.trim()));
    if (line !== undefined)
      refuse(`${name} must not set ${found.join(" or ")}, which others read: take another name`, line);
  }
  if (where === "defineRule" && !/^\s*w\s*=/.test(String((copy.lines as string[]).at(-1)))) {
    refuse('the last of its lines must set w, as in "w = w - eta * g"', copy.lines);
  }
  return copy as Definition;
}

/** Refuses what a formula may not say. */
function checkFormula(where: string, formula: Formula): void {
  checkOptions(where, formula, FORMULA);
  const { clip } = formula;
  for (const name of ["oneHot", "lastAxis"] as const) trueOrFalse(`${where}.${name}`, formula[name] ?? true);
  const isClip =
    Array.isArray(clip) && clip.length === 2 && clip.every((each) => typeof each === "number") && clip[0]! < clip[1]!;
  if (clip === undefined || isClip) return;
  throw new OptionError(
    `${where}.clip must be the least and the most that p may be, as in [1e-12, 1 - 1e-12], but is ${show(clip)}.`,
  );
}

/** Refuses what is no computation's text; passes on a copy. */
export function checkedText<Text>(given: Text): Text {
  const text: Text & ComputationText = checkedDefinition("Computation", given as Text & ComputationText);
  const { arrays, scalars = [] } = text;
  const refuse = (what: string, names: readonly string[]): never => {
    throw new OptionError(`Computation: ${what}, but is ${show(names)}.`);
  };
  if (arrays.length > MOST_ARRAYS) refuse(`arrays must be at most ${MOST_ARRAYS}`, arrays);
  if (scalars.length > MOST_SCALARS) refuse(`scalars must be at most ${MOST_SCALARS}`, scalars);
  graphOf(text);
  return text;
}

/** Refuses to compute what is no computation. */
export function refuseNoComputation(computation: unknown): never {
  throw new OptionError(`compute takes a Computation, but got ${show(computation)}.`);
}

/** Refuses an update by something else than an optimizer with a rule, and one that isn't given a frame. */
export function refuseNoRule(optimizer: unknown, frame: unknown): void {
  const { rule } = Object(optimizer) as {
    readonly rule?: { readonly computes?: readonly unknown[] };
  };
  const { kernels, slots, given } = Object(frame) as { readonly [Name in "kernels" | "slots" | "given"]?: unknown };
  const { compute } = Object(kernels) as { readonly compute?: unknown };
  if (!(rule?.computes?.[0] instanceof Computation) || typeof compute !== "function" || Object(slots) !== slots) {
    throw new OptionError(
      "RuleOptimizer: update must be called on an optimizer whose rule defineRule made, with the frame of an update, but it wasn't.",
    );
  }
  if (given !== undefined) return;
  const { step } = frame as { readonly step: unknown };
  // Asked at each step: a number handed over goes on the heap.
  if (typeof step !== "number") finiteNumber("RuleOptimizer: update: step", step as number);
}

/** Refuses what defineRule hasn't made. */
export function refuseNoRunnableRule(rule: unknown): void {
  const { computes, settings } = Object(rule) as { readonly computes?: unknown; readonly settings?: unknown };
  if (isRunnable(computes, settings)) return;
  throw new OptionError(`A RuleOptimizer takes a rule that defineRule made, super(rule), but got ${show(rule)}.`);
}

/** Whether there is a setting for each scalar but the last, which is the number of the step. */
function isRunnable(computes: unknown, settings: unknown): boolean {
  if (!Array.isArray(computes) || !Array.isArray(settings)) return false;
  const computation: unknown = computes[0];
  if (!(computation instanceof Computation) || computation.text.scalars?.length !== settings.length + 1) return false;
  for (let i = 0; i < settings.length; i++) if (typeof settings[i] !== "string") return false;
  return true;
}
