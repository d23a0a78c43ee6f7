// 1.9 million parameters, step by step: products of matrices too large for the caches, and Adam's walk through memory.
import { COMPETITORS, LIBRARIES } from "../libraries/names.mjs";
import { samplesPerSecond } from "../report/units.mjs";
import { widePictures } from "../tasks.mjs";

export const title = "W4: 784-1024-1024-10, relu, softmax cross-entropy, batch 128, Adam";

const libraries = ["hand-written", "nn", "nn-pool", "nn-reference", ...COMPETITORS];

export const groups = ["float32", "float64"].map((dtype) => ({
  title: dtype,
  unit: samplesPerSecond(256),
  task: () => widePictures(dtype),
  oracle: "hand-written",
  rows: [...(dtype === "float32" ? ["registers", "hand-written-simd"] : []), ...libraries].map((library) => ({
    library,
  })),
  remark: poolOverOneCore,
}));

/** What the second core buys; nothing where there is no pool. */
function poolOverOneCore(results) {
  const { name, ratio } = results.find((result) => result.name === LIBRARIES["nn-pool"].name);
  if (ratio === undefined) return undefined;
  const [median, least, most] = [ratio.median, ratio.max, ratio.min].map((value) => (1 / value).toFixed(2));
  return `${name}: ${median} times @nn on one core (${least} – ${most}).`;
}
