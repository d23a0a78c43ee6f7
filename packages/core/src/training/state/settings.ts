import { Computation, isRecord, OptionError, show } from "@nn/numerics";
import { suggestion } from "../../advice/suggestion.js";
import { isThing } from "../../components/thing.js";
import type { Described } from "../../contracts/formats/described.js";

/**
 * What a training is made with, by paths: `{ loss: "meanSquaredError", optimizer: "SGD", "optimizer.learningRate": 0.1 }`.
 * What no data can say is `"a function"`.
 */
export type TrainingSettings = Readonly<Record<string, string | number | boolean>>;

/** The value of a path. */
type Setting = TrainingSettings[string];

/** What a definition has of texts and for readers: of its texts, the lines are said that are computed. */
const OF_A_DEFINITION: readonly string[] = [
  ...["name", "kind", "titles", "formula", "predictions", "range"],
  ...["refuses", "refuse", "value", "gradient", "forward", "backward"],
];

/** Deeper than components lie in others. */
const DEEPEST = 20;

/** Everything that is said of components, and of what they are made of, but for what only first parameters are drawn by. */
export function settingsOf(components: Readonly<Record<string, unknown>>): TrainingSettings {
  const settings: Record<string, Setting> = {};
  const writeAll = (path: string, values: object, depth: number): void => {
    for (const [name, value] of Object.entries(values)) write(path + name, value, depth);
  };
  const write = (path: string, value: unknown, depth: number): void => {
    if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") settings[path] = value;
    if (!isThing(value)) return;
    const said = saidOf(value);
    if (said.name !== undefined) settings[path] = said.name;
    if (depth < DEEPEST && isListed(said.made)) writeAll(`${path}.`, said.made, depth + 1);
  };
  writeAll("", components, 0);
  return settings;
}

/** A component that may say what it computes, by itself or by a rule with values of its own. */
interface Computing extends Described {
  readonly name?: unknown;
  readonly computes?: unknown;
  readonly rule?: { readonly computes?: unknown };
  readonly drawingSettings?: readonly string[];
}

/**
 * What a value says that it is, and what it is made of: a component by its kind and settings, a list by what is in it. Of one
 * that computes what it says, the lines that it computes are said beside its settings.
 */
function saidOf(value: object): { readonly name: string | undefined; readonly made: unknown } {
  const { kind, name, settings, computes, rule, drawingSettings } = value as Computing;
  const lines = linesOf(computes ?? rule?.computes);
  const said: unknown = typeof settings === "function" ? settings.call(value) : undefined;
  const values = isRecord(said) ? without(drawingSettings ?? [], said) : said;
  const made = lines ? { ...withoutDefinition(values), computes: lines } : values;
  // What a function is called in code, minifying changes.
  const called = typeof value === "function" ? "a function" : name;
  if (typeof called !== "string") return { name: undefined, made: made ?? value };
  return { name: typeof kind === "string" ? kind : called, made };
}

/** Settings without the texts of a definition, which has a formula. */
function withoutDefinition(settings: unknown): object {
  const { formula } = Object(settings) as { readonly formula?: unknown };
  return isRecord(formula) ? without(OF_A_DEFINITION, settings as object) : (Object(settings) as object);
}

function without(names: readonly string[], settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
}

/** What computations say, a text for each. */
function linesOf(computes: unknown): readonly string[] | undefined {
  if (!Array.isArray(computes)) return undefined;
  const lines: string[] = [];
  for (let i = 0; i < computes.length; i++) {
    const each: unknown = computes[i];
    if (!(each instanceof Computation)) return undefined;
    lines.push(each.text.lines.join("; "));
  }
  return lines;
}

function isListed(made: unknown): made is object {
  return Array.isArray(made) || ArrayBuffer.isView(made) || isRecord(made);
}

/**
 * Compares what a state was made with and what is to go on from it.
 *
 * @param changed - The paths that may differ, each with all below it.
 * @throws OptionError where others differ, and for a path that is none.
 */
export function checkSettings(
  was: TrainingSettings,
  is: TrainingSettings,
  changed: readonly string[] | undefined,
): void {
  const paths = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  checkChanged(changed, paths);
  const differ = (path: string): boolean => !Object.is(was[path], is[path]);
  // What a component is made of can't be compared with what another one is made of.
  const isOutermost = (path: string): boolean => !paths.some((other) => isWithin(path, other) && differ(other));
  const differing = paths.filter((path) => differ(path) && isOutermost(path));
  const meant = (path: string): boolean => changed?.some((name) => path === name || isWithin(path, name)) === true;
  const found = differing.filter((path) => !meant(path));
  if (found.length === 0) return;
  const listed = (settings: TrainingSettings): string =>
    found
      .map((path) => {
        if (path in settings) return `${path} ${show(settings[path])}`;
        return Object.keys(settings).some((other) => isWithin(other, path)) ? `another ${path}` : `no ${path}`;
      })
      .join(", ");
  const names = [...(changed ?? []), ...found].map(show).join(", ");
  throw new OptionError(
    `This state is of a training with ${listed(was)}, but this one has ${listed(is)}, and would go on with other numbers. ` +
      `Make the two equal; or, to change it from here on, say so beside the state: { changed: [${names}] }.`,
  );
}

function isWithin(path: string, outer: string): boolean {
  return path.startsWith(`${outer}.`);
}

function checkChanged(changed: readonly string[] | undefined, paths: readonly string[]): void {
  if (changed === undefined) return;
  if (!Array.isArray(changed) || changed.findIndex((path) => typeof path !== "string") >= 0) {
    throw new OptionError(
      `changed must be a list of settings, as in { changed: ["optimizer.learningRate"] }, but is ${show(changed)}.`,
    );
  }
  const known = paths.flatMap((path) => path.split(".").map((_, i, names) => names.slice(0, i + 1).join(".")));
  const unknown = changed.find((path) => !known.includes(path));
  if (unknown === undefined) return;
  throw new OptionError(
    `changed names ${show(unknown)}, which is no setting of this training. ${suggestion(unknown, [...new Set(known)])}`,
  );
}
