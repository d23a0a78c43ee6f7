import type { DataState, Row } from "./state.js";

export type PresetName = "people" | "raw" | "xor" | "and" | "line" | "example";

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

/** A single row that is only predicted, as in the lab's first sections. */
const example: DataState = {
  columns: ["x1", "x2"],
  rows: [point("x", 2, 3, 1)],
  asked: [],
  prepare: "none",
  classes: ["0", "1"],
};

/** Data to begin with. */
export const presets: Readonly<Record<PresetName, DataState>> = {
  people,
  raw: { ...people, prepare: "none" },
  xor: truthTable([0, 1, 1, 0]),
  and: truthTable([0, 0, 0, 1]),
  line,
  example,
};
