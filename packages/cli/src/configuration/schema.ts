import * as v from "valibot";
import { sweepSchema } from "./sweep-schema.js";
import type { Configuration } from "./types.js";

/*
 * What a configuration is. The check of files and the published JSON Schema, nn.schema.json, are both made of this. Each message
 * says what has to stand at its place, in English, before the bar, and in French.
 */

const both = (en: string, fr: string): string => `${en}|${fr}`;

const text = v.string(both("a text", "un texte"));
const texts = v.array(text, both('a list of texts, ["id"]', 'une liste de textes, ["id"]'));
const yesOrNo = v.boolean(both("true or false", "true ou false"));
const number = v.number(both("a number", "un nombre"));
const COUNT = both("a whole number of at least 1", "un nombre entier, au moins 1");
const count = v.pipe(v.number(COUNT), v.integer(COUNT), v.minValue(1, COUNT));
const SHARE = both(
  "a share above 0 and below 1, or the name of another table",
  "une part entre 0 et 1, ou le nom d’un autre tableau",
);
const share = v.pipe(v.number(SHARE), v.gtValue(0, SHARE), v.ltValue(1, SHARE));
const COMPONENT = both(
  'a component: its kind, "tanh", or { "kind": "Dense", "units": 8 }',
  'un composant\u00a0: son type, "tanh", ou { "kind": "Dense", "units": 8 }',
);
const component = v.union([text, v.looseObject({ kind: text }, COMPONENT)], COMPONENT);
const byColumn = v.record(text, component, both("columns by their names", "des colonnes par leurs noms"));
const section = (name: string): string =>
  both(`the section ${JSON.stringify(name)}, an object`, `la section ${JSON.stringify(name)}, un objet`);

const data = v.strictObject(
  {
    file: text,
    validation: v.exactOptional(v.union([share, text], SHARE)),
    stratify: v.exactOptional(text),
    dropMissing: v.exactOptional(
      v.union([v.literal(true), texts], both("true, or a list of columns", "true, ou une liste de colonnes")),
    ),
    delimiter: v.exactOptional(text),
    decimal: v.exactOptional(v.picklist([".", ","], both('"." or ","', '"." ou ","'))),
    header: v.exactOptional(yesOrNo),
    columns: v.exactOptional(texts),
  },
  section("data"),
);

const columns = v.strictObject(
  {
    inputs: v.exactOptional(byColumn),
    target: v.union([text, byColumn], both('the column of labels, "species"', 'la colonne des étiquettes, "species"')),
    ignored: v.exactOptional(texts),
    outputs: v.exactOptional(
      v.picklist(["probabilities", "logits"], both('"probabilities" or "logits"', '"probabilities" ou "logits"')),
    ),
  },
  section("columns"),
);

const LAYERS = both("a list of at least one layer", "une liste d’au moins une couche");
const network = v.strictObject(
  {
    dtype: v.exactOptional(
      v.picklist(["float64", "float32"], both('"float64" or "float32"', '"float64" ou "float32"')),
    ),
    layers: v.pipe(v.array(component, LAYERS), v.minLength(1, LAYERS)),
  },
  section("network"),
);

const stopEarly = v.strictObject(
  {
    patience: v.exactOptional(count),
    monitor: v.exactOptional(text),
    better: v.exactOptional(v.picklist(["less", "more"], both('"less" or "more"', '"less" ou "more"'))),
    minDelta: v.exactOptional(number),
  },
  section("stopEarly"),
);

const training = v.strictObject(
  {
    loss: component,
    optimizer: component,
    epochs: count,
    batchSize: count,
    metrics: v.exactOptional(
      v.union([v.array(component), byColumn], both("a list of metrics", "une liste de mesures")),
    ),
    shuffle: v.exactOptional(yesOrNo),
    evaluateEvery: v.exactOptional(count),
    classWeights: v.exactOptional(
      v.union(
        [v.literal("balanced"), v.record(text, number)],
        both('"balanced", or numbers by labels', '"balanced", ou des nombres par étiquettes'),
      ),
    ),
    stopEarly: v.exactOptional(stopEarly),
  },
  section("training"),
);

export const configurationSchema: v.GenericSchema<unknown, Configuration> = v.strictObject(
  {
    $schema: v.exactOptional(text),
    data,
    columns,
    network,
    training,
    sweep: v.exactOptional(sweepSchema),
    seed: v.exactOptional(v.union([text, number], both("a text or a number", "un texte ou un nombre"))),
  },
  both("a configuration, an object", "une configuration, un objet"),
);

interface Part {
  readonly entries?: Readonly<Record<string, Part>>;
  readonly wrapped?: Part;
  readonly message?: unknown;
}

/** The part of the schema at a place. */
function partAt(path: readonly (string | number)[]): Part {
  let at = configurationSchema as Part;
  for (const key of path) {
    const inner = at.entries?.[key] ?? {};
    at = inner.wrapped ?? inner;
  }
  return at;
}

/** The names that a section knows. */
export function namesAt(path: readonly (string | number)[]): string[] {
  return Object.keys(partAt(path).entries ?? {});
}

/** What has to stand at a place, in English and in French, with a bar between. */
export function expectedAt(path: readonly (string | number)[]): string {
  const { message } = partAt(path);
  return typeof message === "string" ? message : both("an object", "un objet");
}
