import { show } from "@nn/core/component";
import {
  type ColumnMaker,
  label,
  logarithm,
  mean,
  median,
  minMax,
  mostFrequent,
  numeric,
  oneHot,
  ordinal,
  Pipeline,
  robust,
  standardize,
  type Table,
} from "@nn/data";
import { unknownName } from "../program/find.js";
import { NBSP } from "../program/printing/typography.js";
import type { ColumnsConfiguration, Component } from "./types.js";

type Settings = Readonly<Record<string, unknown>>;
type Makers = Readonly<Record<string, ColumnMaker>>;

/** What a text stands for in the settings of a column. */
const WORDS: Readonly<Record<"scale" | "missing", Readonly<Record<string, unknown>>>> = {
  scale: { standardize, minMax, robust, logarithm },
  missing: { mean, median, mostFrequent, zeros: "zeros", refuse: "refuse" },
};

/** How a column is prepared, by its kind. */
const MAKERS: Readonly<Record<string, (settings: Settings, place: string) => ColumnMaker>> = {
  numeric: (settings) => numeric(settings),
  oneHot: (settings) => oneHot(settings),
  ordinal: ({ order, ...options }) => ordinal(order as string[] | undefined, options),
  label: ({ classes, ...others }, place) => {
    refuseOthers(others, ["classes"], place);
    return label(classes as string[] | undefined);
  },
};

/** Learns from training rows how the columns of a configuration are prepared. @throws OptionError and DataError as a pipeline does. */
export function pipelineOf({ inputs, target, ignored, outputs }: ColumnsConfiguration, rows: Table): Pipeline {
  const options = {
    target: typeof target === "string" ? target : makersOf(target, "columns.target"),
    ...(inputs !== undefined && { inputs: makersOf(inputs, "columns.inputs") }),
    ...(ignored !== undefined && { ignored }),
    ...(outputs !== undefined && { outputs }),
  };
  return Pipeline.fit(rows, options);
}

function makersOf(columns: Readonly<Record<string, Component>>, place: string): Makers {
  return Object.fromEntries(
    Object.entries(columns).map(([column, component]) => [column, makerOf(component, `${place}[${show(column)}]`)]),
  );
}

function makerOf(component: Component, place: string): ColumnMaker {
  const { kind, ...settings } = typeof component === "string" ? { kind: component } : component;
  const make = MAKERS[kind];
  if (make === undefined) {
    throw unknownName(
      { en: `${place}: there is no kind`, fr: `${place}${NBSP}: il n’y a pas de type` },
      kind,
      Object.keys(MAKERS),
    );
  }
  const read = Object.entries(settings).map(([name, value]) => [name, wordIn(name, value, place)]);
  return make(Object.fromEntries(read), place);
}

function wordIn(name: string, value: unknown, place: string): unknown {
  const words = WORDS[name as "scale" | "missing"];
  if (words === undefined || typeof value !== "string") return value;
  if (Object.hasOwn(words, value)) return words[value];
  throw unknownName(
    { en: `${place}: ${name} can't be`, fr: `${place}${NBSP}: ${name} ne peut pas être` },
    value,
    Object.keys(words),
  );
}

function refuseOthers(settings: Settings, known: readonly string[], place: string): void {
  const [other] = Object.keys(settings);
  if (other === undefined) return;
  throw unknownName({ en: `${place} has no setting`, fr: `${place} n’a pas de réglage` }, other, known);
}

/** How a pipeline prepares its columns, as a configuration writes it; what was given is as it was given. */
export function columnsOf(given: ColumnsConfiguration, pipeline: Pipeline): ColumnsConfiguration {
  const { inputs = {}, target, outputs = "probabilities" } = given;
  const written = pipeline.inputColumns.map(({ column, code }) => {
    const kind = "constants" in code ? { kind: "numeric", scale: "standardize" } : { kind: "oneHot" };
    return [column, inputs[column] ?? kind] as const;
  });
  const targets = typeof target === "string" ? { [target]: { kind: "label", classes: pipeline.labels } } : target;
  // Without those that are ignored: where inputs are named and nothing else, they are all.
  return { inputs: Object.fromEntries(written), target: targets, outputs };
}
