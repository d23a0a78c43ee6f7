// The lab's network: what a step costs beside its arithmetic. Each run is a whole `fit`, from plain arrays on.
import { COMPETITORS } from "../libraries/names.mjs";
import { microseconds } from "../report/units.mjs";
import { lab } from "../tasks.mjs";

export const title = "W1: 2-2-1, sigmoid, squared error, batch 1, SGD, 1,000 epochs";

export const groups = [
  {
    title: "float64",
    unit: microseconds("an update", 4 * 1000),
    task: lab,
    oracle: "hand-unrolled",
    rows: [
      { library: "hand-unrolled" },
      { library: "nn" },
      { library: "nn", name: "@nn, a report every epoch", changes: { evaluateEvery: 1 } },
      { library: "nn-reference" },
      { library: "hand-written" },
      ...COMPETITORS.map((library) => ({ library, ...inFloat32(library) })),
    ],
  },
];

/** TensorFlow.js and jax-js are at their best in float32, and on a network of this size the format changes no time. */
function inFloat32(library) {
  return /tensorflow|jax/.test(library) ? { changes: { dtype: "float32" } } : {};
}
