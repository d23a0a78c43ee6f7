// A table's worth of data and a network to match: the size of most coursework. Each run is a whole `fit`.
import { COMPETITORS } from "../libraries/names.mjs";
import { samplesPerSecond } from "../report/units.mjs";
import { irises } from "../tasks.mjs";

export const title = "W2: 4-16-16-3, tanh, softmax cross-entropy, batch 16, Adam, 150 rows, 100 epochs";

const libraries = ["hand-written", "nn", "nn-reference", ...COMPETITORS];

export const groups = ["float64", "float32"].map((dtype) => ({
  title: dtype,
  unit: samplesPerSecond(100 * 150),
  task: () => irises(dtype),
  oracle: "hand-written",
  rows: libraries.map((library) => ({ library })),
}));
