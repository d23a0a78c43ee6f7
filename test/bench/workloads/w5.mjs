// One prediction, from what a caller has to what a caller wants; and many at once.
import { COMPETITORS } from "../libraries/names.mjs";
import { microseconds, samplesPerSecond } from "../report/units.mjs";
import { lab, pictures, widePictures } from "../tasks.mjs";

export const title = "W5: predictions";

const libraries = ["hand-written", "nn", "nn-reference", ...COMPETITORS, "onnx"];
const rows = libraries.map((library) => ({ library }));
const oracle = "hand-written";

/** The lab's network in float32 for the libraries that have nothing else. */
const labRows = ["hand-unrolled", ...libraries].map((library) => {
  return { library, ...(/tensorflow|jax|onnx/.test(library) ? { changes: { dtype: "float32" } } : {}) };
});

/** Sixteen pictures in turn, so that no answer is there already. */
function pictureByPicture(dtype, form) {
  const task = pictures(dtype);
  return { ...task, inputs: task.inputs.subarray(0, 16 * 784), count: 16, batchSize: 1, form };
}

export const groups = [
  {
    title: "W1's network, one example, plain array to plain array, float64",
    unit: microseconds("a prediction", 1),
    task: () => ({ ...lab(), form: "plain" }),
    rows: labRows,
  },
  {
    title: "W3's network, one example, plain array to plain array, float32",
    task: () => pictureByPicture("float32", "plain"),
  },
  {
    title: "W3's network, one example, Float32Array to Float32Array, float32",
    task: () => pictureByPicture("float32", "Float32Array"),
  },
  {
    title: "W3's network, one example, plain array to plain array, float64",
    task: () => pictureByPicture("float64", "plain"),
  },
  {
    title: "W4's network, 256 examples at once, Float32Array to Float32Array, float32",
    unit: samplesPerSecond(256),
    task: () => ({ ...widePictures("float32"), batchSize: 256, form: "Float32Array" }),
  },
].map((group) => ({ unit: microseconds("a prediction", 1), rows, oracle, predicts: true, ...group }));
