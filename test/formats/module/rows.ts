import { Sequential } from "@nn/core";
import {
  label,
  logarithm,
  mean,
  minMax,
  mostFrequent,
  numeric,
  oneHot,
  ordinal,
  Pipeline,
  robust,
  standardize,
} from "@nn/data";
import { Dense, identity, sigmoid, softmax, tanh } from "@nn/layers";

export const rows = [
  { mass: 3750, bill: "39.1", island: "Torgersen", size: "small", sex: "male", kind: "a" },
  { mass: null, bill: "39.5", island: "Dream", size: "large", sex: "female", kind: "b" },
  { mass: 3250, bill: "40.3", island: "Dream", size: "large", sex: "female", kind: "c" },
  { mass: 4675, bill: "", island: null, size: "small", sex: "male", kind: "a" },
] as const;
export const inputs = {
  mass: numeric({ scale: standardize, missing: mean, indicator: true }),
  bill: numeric({ scale: logarithm, missing: 40 }),
  island: oneHot({ unknown: "zeros", missing: mostFrequent }),
  size: ordinal(["small", "large"]),
};
export const fresh = [
  ...rows,
  { mass: " 4e3 ", bill: true, island: "Biscoe", size: "small" },
  { mass: -1.5, bill: 0, island: "Dream ", size: "large" },
  { mass: Number.NaN, bill: undefined, island: undefined, size: "large" },
];

export function networkOf(
  pipeline: Pipeline,
  activation = sigmoid,
  dtype: "float32" | "float64" = "float64",
): Sequential {
  const layers = [
    new Dense(pipeline.inputSize, 3, { activation: tanh }),
    new Dense(3, pipeline.outputSize, { activation }),
  ];
  return new Sequential(layers, { pipeline, dtype, seed: 7 }) as unknown as Sequential;
}

export const pipelines = {
  "two classes": [Pipeline.fit(rows, { inputs, target: "sex" }), sigmoid],
  "two classes, from logits": [Pipeline.fit(rows, { inputs, target: "sex", outputs: "logits" }), identity],
  "three classes": [Pipeline.fit(rows, { inputs, target: { kind: label(["b", "a", "c"]) } }), softmax],
  "three classes, from logits": [Pipeline.fit(rows, { inputs, target: "kind", outputs: "logits" }), identity],
  "a number": [
    Pipeline.fit(rows, { inputs: { size: inputs.size }, target: { mass: numeric({ scale: minMax, missing: 1 }) } }),
    identity,
  ],
  "a class and a number": [
    Pipeline.fit(rows, {
      inputs,
      target: { kind: label(), bill: numeric({ scale: robust, missing: 1 }) },
      outputs: "logits",
    }),
    identity,
  ],
} as const;
