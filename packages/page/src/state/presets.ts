import { IMAGE, PIXELS } from "./models.js";
import { toRule } from "./rules.js";
import type { DataState, ModelState, Row, State } from "./state.js";

export type PresetName = "people" | "raw" | "stuck" | "xor" | "and" | "line" | "images" | "example";

/** Data to begin with. */
export interface Preset {
  readonly data: DataState;
  /** What of a training of their own they come with. */
  readonly model?: Partial<ModelState>;
}

/** What the lab subtracts: pounds and inches. Further columns stay as they are. */
export const LAB_SHIFT: readonly number[] = [135, 66];

/** The lab's four people, and the two that it predicts: pounds and inches, and 1 for the label F. */
const people: DataState = {
  columns: null,
  rows: [
    { name: "Alice", features: [133, 65], target: 1 },
    { name: "Bob", features: [160, 72], target: 0 },
    { name: "Charlie", features: [152, 70], target: 0 },
    { name: "Diana", features: [120, 60], target: 1 },
  ],
  asked: [
    { name: "Emily", features: [128, 63] },
    { name: "Frank", features: [155, 68] },
  ],
  prepare: "lab",
  classes: ["M", "F"],
};

/** The four rows of a table of truth, with the third column. */
const truthTable = (targets: readonly number[]): DataState => ({
  columns: ["A", "B"],
  rows: targets.map((target, i): Row => {
    const features = [i >> 1, i & 1];
    return { name: features.join(""), features, target };
  }),
  asked: [],
  prepare: "none",
  classes: ["0", "1"],
});

const point = (name: string, x: number, y: number, target: number): Row => ({ name, features: [x, y], target });

/** Points above and below the line y = 0.5·x + 0.2. */
const line: DataState = {
  columns: ["x", "y"],
  rows: [
    point("A", -1.6, -0.1, 1),
    point("B", -1.2, -0.9, 0),
    point("C", -0.9, 0.6, 1),
    point("D", -0.4, -0.5, 0),
    point("E", -0.1, 1.1, 1),
    point("F", 0.3, 0.7, 1),
    point("G", 0.5, -0.4, 0),
    point("H", 0.9, 1.4, 1),
    point("I", 1.2, 0.2, 0),
    point("J", 1.7, 0.6, 0),
  ],
  asked: [
    { name: "K", features: [-0.6, 0.3] },
    { name: "L", features: [0.8, -0.8] },
  ],
  prepare: "none",
  classes: ["0", "1"],
};

/** A bar of some pixels, from a place: upright, or lying, which is its mirror image along the diagonal. */
function bar(name: string, length: number, [across, down]: readonly [number, number], target: number): Row {
  const features = Array.from({ length: PIXELS }, (_, pixel) => {
    const [y, x] = [Math.floor(pixel / IMAGE.side), pixel % IMAGE.side];
    const [along, beside] = target === 1 ? [y, x] : [x, y];
    return beside === across && along >= down && along < down + length ? 1 : 0;
  });
  return { name, features, target };
}

/** Lying and upright bars at scattered places: what tells them apart is the same at all of them. */
const images: DataState = {
  columns: Array.from({ length: PIXELS }, (_, pixel) => `x${pixel + 1}`),
  rows: Array.from({ length: 16 }, (_, i) => bar(`${i + 1}`, 5, [(3 * i + (i >> 3)) % 8, (5 * i) % 4], i % 2)),
  asked: Array.from({ length: 4 }, (_, i) => bar(`${i + 17}`, 4, [1 + ((5 * i) % 7), i], i % 2)).map(
    ({ target: _, ...row }) => row,
  ),
  prepare: "none",
  classes: ["—", "|"],
};

/** Two filters find their edges. With biases of 0, white places would be on the kink of ReLU. */
const convolution: Partial<ModelState> = {
  filters: 2,
  sizes: [PIXELS, 1],
  activations: ["sigmoid"],
  loss: "binaryCrossEntropy",
  optimizer: toRule("adam", { learningRate: 0.01 }),
  batch: 1,
  order: "shuffled",
  start: "normal",
  seed: "4",
};

/** A single row that is only predicted, as in the lab's first sections. */
const example: DataState = {
  columns: ["x1", "x2"],
  rows: [point("x", 2, 3, 1)],
  asked: [],
  prepare: "none",
  classes: ["0", "1"],
};

const xor = truthTable([0, 1, 1, 0]);

/** First weights from which two neurons don't learn the exclusive or, and four do. */
const stuck: Partial<ModelState> = {
  sizes: [2, 2, 1],
  activations: ["tanh", "sigmoid"],
  loss: "meanSquaredError",
  optimizer: toRule("sgd", { learningRate: 0.5 }),
  batch: 1,
  order: "fixed",
  start: "normal",
  seed: "4",
};

/** What more tells of comes before what less does. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  people: { data: people },
  raw: { data: { ...people, prepare: "none" } },
  stuck: { data: xor, model: stuck },
  xor: { data: xor },
  and: { data: truthTable([0, 0, 0, 1]) },
  line: { data: line },
  images: { data: images, model: convolution },
  example: { data: example },
};

/** The first of them that a state begins from; null for data of the reader's own. */
export function presetOf({ data, model }: Pick<State, "data" | "model">): PresetName | null {
  const names = Object.keys(presets) as PresetName[];
  const found = names.find((name) => {
    const preset = presets[name];
    // To write many rows down takes its time.
    if (preset.data.rows.length !== data.rows.length) return false;
    return JSON.stringify([data, { ...model, ...preset.model }]) === JSON.stringify([preset.data, model]);
  });
  return found ?? null;
}
