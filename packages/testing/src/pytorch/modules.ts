import { type Arranged, arranged, type NamedModule, type Shape, sizeOf } from "@nn/core/component";
import { SHAPES } from "../operators/shapes.js";
import { SUMS } from "../operators/sums.js";
import type { RunOperator } from "../operators/tensor.js";
import { WINDOWS } from "../operators/windows.js";

/** What a module is made with: by its place or by its name. */
export type Given = (place: number, name: string) => unknown;

/** A module of PyTorch, as far as predictions need it. */
export interface KnownModule {
  /** The shapes of the tensors that it has, but for counts. */
  tensors(given: Given): Readonly<Record<string, Shape>>;
  /** What comes of a batch. */
  run(x: Arranged, tensors: Readonly<Record<string, Arranged>>, given: Given): Arranged;
}

/** What a module is made with, as Python reads it. */
export function givenTo({ given = [], named = {} }: NamedModule): Given {
  return (place, name) => given[place] ?? named[name];
}

/** An operator that gives one tensor. */
const one = (run: RunOperator, inputs: readonly (Arranged | undefined)[], attributes: object): Arranged =>
  run(inputs, { operator: "", inputs: [], outputs: ["y"], ...attributes })[0]!;

const pair = (value: unknown): readonly number[] => (typeof value === "number" ? [value, value] : (value as number[]));

/** How a window is moved, as operators have it. */
const windowOf = (given: Given, first: number): { kernel: readonly number[]; integers: Record<string, number[]> } => {
  const kernel = pair(given(first, "kernel_size"));
  const pads = pair(given(first + 2, "padding") ?? 0);
  const strides = [...pair(given(first + 1, "stride") ?? (first === 0 ? kernel : 1))];
  return { kernel, integers: { kernel_shape: [...kernel], strides, pads: [...pads, ...pads] } };
};

const hasBias = (given: Given, place: number): boolean => given(place, "bias") !== false;

const linear: KnownModule = {
  tensors: (given) => {
    const [inputs, outputs] = [given(0, "in_features"), given(1, "out_features")] as [number, number];
    return { weight: [outputs, inputs], ...(hasBias(given, 2) && { bias: [outputs] }) };
  },
  run: (x, { weight, bias }) => one(SUMS.Gemm!, [x, weight, bias], { integers: { transB: 1 } }),
};

const convolution: KnownModule = {
  tensors: (given) => {
    const [channels, filters] = [given(0, "in_channels"), given(1, "out_channels")] as [number, number];
    const depth = channels / ((given(6, "groups") as number | undefined) ?? 1);
    return { weight: [filters, depth, ...windowOf(given, 2).kernel], ...(hasBias(given, 7) && { bias: [filters] }) };
  },
  run: (x, { weight, bias }, given) => {
    const { integers } = windowOf(given, 2);
    const dilations = [...pair(given(5, "dilation") ?? 1)];
    return one(WINDOWS.Conv!, [x, weight, bias], { integers: { ...integers, dilations } });
  },
};

const pooling: KnownModule = {
  tensors: () => ({}),
  run: (x, _tensors, given) => one(WINDOWS.MaxPool!, [x], windowOf(given, 0)),
};

/** Puts a number around images. */
const padding: KnownModule = {
  tensors: () => ({}),
  run: ({ values, shape }, _tensors, given) => {
    const [left, right, top, bottom] = given(0, "padding") as [number, number, number, number];
    const [height, width] = shape.slice(-2) as [number, number];
    const [rows, columns] = [top + height + bottom, left + width + right];
    const result = new Float64Array((values.length / (height * width)) * rows * columns);
    result.fill(given(1, "value") as number);
    for (let i = 0; i < values.length; i++) {
      const [image, y, x] = [Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width];
      result[(image * rows + top + y) * columns + left + x] = values[i]!;
    }
    return { values: result, shape: [...shape.slice(0, -2), rows, columns] };
  },
};

const normalization: KnownModule = {
  tensors: (given) => {
    const features = [given(0, "num_features") as number];
    return { weight: features, bias: features, running_mean: features, running_var: features };
  },
  run: (x, { weight, bias, running_mean, running_var }, given) => {
    const inputs = [x, weight, bias, running_mean, running_var];
    return one(WINDOWS.BatchNormalization!, inputs, { floats: { epsilon: given(1, "eps") ?? 1e-5 } });
  },
};

const embedding: KnownModule = {
  tensors: (given) => ({ weight: [given(0, "num_embeddings"), given(1, "embedding_dim")] as number[] }),
  run: (x, { weight }) => one(SHAPES.Gather!, [weight, x], {}),
};

/** Modules that a prediction passes, or that only put numbers into one list. */
const passed: KnownModule = { tensors: () => ({}), run: (x) => x };
const flatten: KnownModule = {
  tensors: () => ({}),
  run: ({ values, shape: [batch = 1, ...shape] }) => ({ values, shape: [batch, sizeOf(shape)] }),
};

/** Those that the contract runs. */
export const MODULES: Readonly<Record<string, KnownModule>> = {
  ...{ "nn.Linear": linear, "nn.Conv2d": convolution, "nn.MaxPool2d": pooling, "nn.ConstantPad2d": padding },
  ...{ "nn.BatchNorm1d": normalization, "nn.BatchNorm2d": normalization, "nn.BatchNorm3d": normalization },
  ...{ "nn.Embedding": embedding, "nn.Dropout": passed, "nn.Identity": passed, "nn.Flatten": flatten },
};

/** A batch with the last dimension before the others, or back. */
export function withChannels(place: "first" | "last", { values, shape }: Arranged): Arranged {
  const inner = shape.map((_, axis) => axis).slice(1);
  const moved = place === "first" ? [inner.at(-1)!, ...inner.slice(0, -1)] : [...inner.slice(1), inner[0]!];
  return shape.length < 3 ? { values, shape } : arranged(values, shape, { transpose: [0, ...moved] });
}
