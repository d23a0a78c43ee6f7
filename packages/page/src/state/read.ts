import * as v from "valibot";
import { MOST_COLUMNS, MOST_EPOCHS, MOST_FILTERS, MOST_LETTERS, MOST_ROWS, MOST_SEEDS, MOST_TYPED } from "./limits.js";
import { MOST_LAYERS, MOST_NEURONS, PIXELS } from "./models.js";
import { isRight, ruleNames, settingsOf } from "./rules.js";
import { sectionNames } from "./sections.js";
import type { ModelState, State } from "./state.js";

const text = v.pipe(v.string(), v.maxLength(MOST_LETTERS));
const number = v.pipe(v.number(), v.finite());
const count = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const formula = v.strictObject({ formula: text });
const features = v.pipe(v.array(number), v.minLength(1), v.maxLength(PIXELS));

const data = v.pipe(
  v.strictObject({
    columns: v.nullable(v.array(text)),
    rows: v.pipe(
      v.array(v.strictObject({ name: text, features, target: number })),
      v.minLength(1),
      v.maxLength(MOST_ROWS),
    ),
    asked: v.pipe(v.array(v.strictObject({ name: text, features })), v.maxLength(MOST_ROWS)),
    prepare: v.picklist(["lab", "none", "mean", "standardize"]),
    classes: v.tuple([text, text]),
  }),
  // All rows have as many numbers.
  v.check(({ rows, asked, columns }) => {
    const width = columns?.length ?? 2;
    return [...rows, ...asked].every((row) => row.features.length === width);
  }),
);

const optimizer = v.pipe(
  v.strictObject({ rule: v.picklist(ruleNames), settings: v.record(v.string(), number) }),
  v.check(({ rule, settings }) => {
    const known = settingsOf(rule);
    return (
      known.length === Object.keys(settings).length && known.every(([name, one]) => isRight(one, settings[name] ?? NaN))
    );
  }),
);

const model = v.pipe(
  v.strictObject({
    filters: v.exactOptional(count(1, MOST_FILTERS)),
    sizes: v.pipe(v.array(count(1, PIXELS)), v.minLength(2), v.maxLength(MOST_LAYERS + 2)),
    activations: v.array(v.union([v.picklist(["sigmoid", "tanh", "relu", "softplus", "identity"]), formula])),
    loss: v.union([
      v.picklist(["meanSquaredError", "binaryCrossEntropy", "binaryCrossEntropyFromLogits", "logCosh"]),
      formula,
    ]),
    optimizer,
    batch: count(1, MOST_ROWS),
    order: v.picklist(["fixed", "shuffled"]),
    start: v.picklist(["ones", "zeros", "normal", "glorot"]),
    seed: text,
  }),
  v.check(({ sizes, activations }) => sizes.length === activations.length + 1 && sizes.at(-1) === 1),
  v.check(({ filters, sizes: [inputs, ...sizes] }) => {
    const isFitting = filters === undefined ? inputs! <= MOST_COLUMNS : inputs === PIXELS;
    return isFitting && sizes.every((size) => size <= MOST_NEURONS);
  }),
);

const look = v.strictObject({
  section: v.picklist(sectionNames),
  language: v.picklist(["en", "fr"]),
  theme: v.picklist(["auto", "light", "dark"]),
  digits: count(3, 6),
  rounding: v.picklist(["exact", "hand"]),
  detail: v.picklist(["neurons", "elementary"]),
  chart: v.picklist(["epochs", "slice", "story"]),
  scale: v.picklist(["linear", "log"]),
  plane: v.tuple([count(0, MOST_COLUMNS - 1), count(0, MOST_COLUMNS - 1)]),
  values: v.picklist(["shown", "blank"]),
  size: v.picklist(["desk", "room"]),
  from: count(0, 2 * MOST_ROWS),
  hidden: v.array(v.picklist(["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10"])),
});

const steps = count(0, MOST_EPOCHS * MOST_ROWS);
const state = v.pipe(
  v.strictObject({
    data,
    model,
    edits: v.array(v.strictObject({ step: steps, parameter: text, value: number })),
    at: v.strictObject({ step: steps, phase: v.picklist([0, 1, 2, 3]), epochs: count(1, MOST_EPOCHS) }),
    selected: v.strictObject({
      parameter: text,
      lit: v.null(),
      example: v.union([v.literal("batch"), count(0, MOST_ROWS)]),
      tried: v.nullable(number),
    }),
    look,
    answers: v.record(v.string(), text),
    sheet: v.nullable(v.pipe(v.string(), v.maxLength(MOST_TYPED))),
    experiment: v.nullable(
      v.strictObject({ seeds: count(0, MOST_SEEDS), codes: v.pipe(v.string(), v.maxLength(MOST_TYPED)) }),
    ),
  }),
  v.check(({ data, model }) => data.rows[0]!.features.length === model.sizes[0]),
);

/** A state that came from outside; null for what is none. */
export function readState(value: unknown): State | null {
  const read = v.safeParse(state, value);
  return read.success ? read.output : null;
}

/** A network and its training that came from outside; null for what is none. */
export function readModel(value: unknown): ModelState | null {
  const read = v.safeParse(model, value);
  return read.success ? read.output : null;
}
