import { seededRandom } from "@nn/core";
import { Constant, Normal, Sparse, type SparseOptions, TruncatedNormal, Uniform, VarianceScaling } from "@nn/layers";
import type { Row } from "../row.js";

export const initializerMakers: readonly Omit<Row, "of">[] = [
  { name: "new Constant", right: () => [0.5], call: (value: number) => new Constant(value) },
  {
    name: "new Uniform",
    right: () => [{ low: -1, high: 1 }],
    call: (options: object) => new Uniform(options).fill(new Float64Array(2), { fanIn: 1, fanOut: 1 }, seededRandom(1)),
  },
  {
    name: "new Normal",
    right: () => [{ mean: 0, standardDeviation: 1 }],
    call: (options: object) => new Normal(options).fill(new Float64Array(2), { fanIn: 1, fanOut: 1 }, seededRandom(1)),
  },
  {
    name: "new TruncatedNormal",
    right: () => [{ mean: 0, standardDeviation: 1 }],
    call: (options: object) =>
      new TruncatedNormal(options).fill(new Float64Array(2), { fanIn: 1, fanOut: 1 }, seededRandom(1)),
  },
  {
    name: "new VarianceScaling",
    right: () => [{ scale: 2, mode: "fanOut", distribution: "uniform" }],
    call: (options: object) =>
      new VarianceScaling(options).fill(new Float64Array(2), { fanIn: 1, fanOut: 1 }, seededRandom(1)),
  },
  {
    name: "new Sparse",
    right: () => [{ sparsity: 0.5, standardDeviation: 0.1 }],
    call: (options: SparseOptions) =>
      new Sparse(options).fill(new Float64Array(4), { fanIn: 2, fanOut: 2 }, seededRandom(1)),
  },
];
