import { DataError, OptionError, ShapeError } from "@nn/core";
import { formulaKinds, getByName } from "@nn/explain";
import { fromFile, toFile } from "@nn/formats";
import * as v from "valibot";
import { IMAGE, PIXELS } from "../../state/models.js";
import { readModel } from "../../state/read.js";
import { hasSettings, kindOf, type Rule, ruleNames, settingsOf } from "../../state/rules.js";
import type { ModelState, OptimizerState } from "../../state/state.js";
import { optimizerFor, type Training } from "../build.js";

/** The network as it is now, with its loss and its optimizer, as other programs read it. */
export function networkFile({ network, loss, optimizer }: Training): string {
  return `${JSON.stringify(toFile(network, { loss, optimizer }), null, 2)}\n`;
}

export interface NetworkInFile {
  readonly model: ModelState;
  /** Of the parameters, by their names. */
  readonly values: Readonly<Record<string, number>>;
}

/** The network of a file, where the page can show one; what the file doesn't say is as in `model`. */
export function networkIn(text: string, model: ModelState): NetworkInFile | null {
  try {
    const { network, loss, optimizer } = fromFile(text, { kinds: formulaKinds });
    const file = toFile(network, { ...(loss && { loss }), ...(optimizer && { optimizer }) });
    const read = v.safeParse(said, file);
    if (!read.success) return null;
    const {
      layers: { filters, dense },
      loss: ofLoss,
      optimizer: rule,
    } = read.output;
    const { filters: _, ...rest } = model;
    const found = readModel({
      ...rest,
      ...(filters !== undefined && { filters }),
      sizes: [filters === undefined ? dense[0]!.inputs : PIXELS, ...dense.map(({ units }) => units)],
      activations: dense.map(({ activation }) => activation),
      ...(ofLoss !== undefined && { loss: ofLoss }),
      ...(rule !== undefined && { optimizer: rule }),
      start: "zeros",
    });
    return found && { model: found, values: getByName(network) };
  } catch (error) {
    if (error instanceof DataError || error instanceof OptionError || error instanceof ShapeError) return null;
    throw error;
  }
}

const component = v.pipe(
  v.object({ kind: v.string(), settings: v.optional(v.object({ formula: v.optional(v.string()) })) }),
  v.transform(({ kind, settings }) => (settings?.formula === undefined ? kind : { formula: settings.formula })),
);

/** A network without biases would get some here. */
const dense = v.pipe(
  v.object({
    kind: v.literal("Dense"),
    settings: v.object({ inputs: v.number(), units: v.number(), activation: component, useBias: v.literal(true) }),
  }),
  v.transform(({ settings }) => settings),
);

const exactly = (value: unknown): v.GenericSchema =>
  v.custom((found) => JSON.stringify(found) === JSON.stringify(value));
const pair = (side: number): v.GenericSchema => exactly([side, side]);
const { side, filter, window } = IMAGE;

/** The layers before the dense ones, of which only the number of filters is free. */
const convolution = [
  v.object({ kind: v.literal("Reshape"), settings: v.object({ shape: exactly([side, side, 1]) }) }),
  v.object({
    kind: v.literal("Conv2D"),
    settings: v.object({
      channels: v.literal(1),
      filters: v.number(),
      kernelSize: pair(filter),
      strides: pair(1),
      padding: v.literal("valid"),
      useBias: v.literal(true),
      activation: exactly({ kind: "relu" }),
    }),
  }),
  v.object({
    kind: v.literal("MaxPooling2D"),
    settings: v.object({ poolSize: pair(window), strides: pair(window), padding: v.literal("valid") }),
  }),
  v.object({ kind: v.literal("Flatten") }),
] as const;

const layers = v.union([
  v.pipe(
    v.tupleWithRest([dense], dense),
    v.transform((dense) => ({ filters: undefined, dense })),
  ),
  v.pipe(
    v.tupleWithRest([...convolution, dense], dense),
    v.transform(([, { settings }, , , ...dense]) => ({ filters: settings.filters, dense })),
  ),
]);

/** The rule of a kind with such settings; several rules may be of one kind. */
function ruleOf(kind: string, settings: Readonly<Record<string, unknown>>): Rule | undefined {
  return ruleNames.find((rule) => kindOf(rule) === kind && hasSettings(rule, settings));
}

/** What of its settings the page doesn't offer is as it is without being said. */
const optimizer = v.pipe(
  v.object({ kind: v.string(), settings: v.record(v.string(), v.unknown()) }),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const rule = ruleOf(value.kind, value.settings);
    const settings = rule && Object.fromEntries(settingsOf(rule).map(([name]) => [name, value.settings[name]]));
    if (rule && settings && Object.values(settings).every(Number.isFinite)) {
      const chosen = { rule, settings } as OptimizerState;
      if (JSON.stringify(optimizerFor(chosen).settings?.()) === JSON.stringify(value.settings)) return chosen;
    }
    addIssue({ message: "" });
    return NEVER;
  }),
);

const said = v.object({
  layers,
  loss: v.optional(component),
  optimizer: v.optional(optimizer),
});

const choices = v.object({
  activation: v.optional(component),
  loss: v.optional(component),
  optimizer: v.optional(optimizer),
});

/** Components that a text from outside describes, as the page knows them; null where it says something else. */
export function choicesIn(said: object): { activation?: unknown; loss?: unknown; optimizer?: unknown } | null {
  const read = v.safeParse(choices, said);
  return read.success ? read.output : null;
}
