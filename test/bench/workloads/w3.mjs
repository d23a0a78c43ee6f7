// Pictures of 28 by 28 pixels in one hidden layer, step by step: most of the time is in products of matrices.
import { COMPETITORS } from "../libraries/names.mjs";
import { samplesPerSecond } from "../report/units.mjs";
import { pictures } from "../tasks.mjs";

export const title = "W3: 784-128-10, relu, softmax cross-entropy, batch 32, SGD";

const libraries = ["hand-written", "nn", "nn-reference", ...COMPETITORS];

export const groups = ["float32", "float64"].map((dtype) => ({
  title: dtype,
  unit: samplesPerSecond(1024),
  task: () => pictures(dtype),
  oracle: "hand-written",
  rows: [
    ...[...(dtype === "float32" ? ["registers", "hand-written-simd"] : []), ...libraries].map((library) => ({
      library,
    })),
    { library: "nn", name: "@nn with Dropout", changes: { between: "dropout" } },
    { library: "nn", name: "@nn with BatchNormalization", changes: { between: "batchNormalization" } },
    { library: "nn", name: "@nn with LayerNormalization", changes: { between: "layerNormalization" } },
  ],
}));
