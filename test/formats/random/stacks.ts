import { type Layer, resolveStack, type Shape, sizeOf } from "@nn/core/component";
import {
  Activate,
  Add,
  AlphaDropout,
  AveragePooling1D,
  AveragePooling2D,
  BatchNormalization,
  Bidirectional,
  Concatenate,
  Conv1D,
  Conv2D,
  Conv2DTranspose,
  Cropping1D,
  Cropping2D,
  Dense,
  DepthwiseConv2D,
  Distances,
  Dropout,
  Embedding,
  Flatten,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GRU,
  GroupNormalization,
  LayerNormalization,
  LSTM,
  MaxPooling1D,
  MaxPooling2D,
  MultiHeadAttention,
  Multiply,
  Permute,
  PositionalEmbedding,
  PositionalEncoding,
  PReLU,
  Reshape,
  Residual,
  Reverse,
  RMSNormalization,
  relu,
  SeparableConv2D,
  SimpleRNN,
  Slice,
  SpatialDropout2D,
  Tied,
  UpSampling1D,
  UpSampling2D,
  ZeroPadding1D,
  ZeroPadding2D,
} from "@nn/layers";
import fc from "fast-check";
import { activations } from "../../contracts/components.js";

/*
 * Random networks of all layers. A stack is drawn as a list of choices that know no shape; each becomes a layer that fits
 * what comes before it, or nothing. So every part of such a list is a stack as well, and a failing one becomes short.
 */

/** What a layer is drawn from. */
interface Choice {
  readonly kind: string;
  readonly activation: (typeof activations)[number]["activation"];
  readonly sizes: readonly [number, number, number];
  readonly flag: boolean;
  readonly share: number;
  readonly inner: readonly Choice[];
}

/** A stack, and what it takes. */
export interface RandomStack {
  readonly inputShape: Shape;
  readonly layers: readonly Layer[];
}

/** No network of them takes more numbers than these for an example. */
const LARGEST = 120;

type Maker = (shape: Shape, choice: Choice) => Layer | undefined;

/** A layer of each kind for inputs of a shape; `undefined` where it takes no such inputs. A new layer is a line here. */
const MAKERS: Readonly<Record<string, Maker>> = {
  Dense: (shape, { sizes: [units], activation, flag }) =>
    new Dense<number, number>(shape.at(-1)!, units, { activation, useBias: flag }),
  Activate: (_, { activation }) => new Activate(activation),
  Flatten: () => new Flatten(),
  Reshape: (shape, { flag }) => (sizeOf(shape) % 2 === 1 ? undefined : new Reshape(flag ? [2, -1] : [-1, 1, 2])),
  Slice: (shape, { sizes: [a, b] }) => {
    const all = shape.at(-1)!;
    const begin = Math.min(b - 1, all - 1);
    return new Slice({ begin, size: Math.min(a, all - begin) });
  },
  Conv2D: ([height, width, channels], { sizes: [filters, a, b], activation, flag }) => {
    if (channels === undefined || height === undefined || width === undefined) return undefined;
    const kernelSize = [Math.min(a, height), Math.min(b, width)] as const;
    return new Conv2D(channels, filters, {
      kernelSize,
      strides: flag ? 1 : [1, 2],
      padding: flag ? "same" : "valid",
      dilation: flag ? [b, 2] : 1,
      groups: filters === channels ? channels : 1,
      activation,
      useBias: a > 1,
    });
  },
  MaxPooling2D: ([height, width, channels], { sizes: [a, b], flag }) => {
    if (channels === undefined || height === undefined || width === undefined) return undefined;
    const window = [Math.min(a, height), Math.min(b, width)] as const;
    return flag ? new MaxPooling2D(window) : new MaxPooling2D(window, { strides: 1, padding: "same" });
  },
  AveragePooling2D: ([height, width, channels], { sizes: [a, b], flag }) => {
    if (channels === undefined || height === undefined || width === undefined) return undefined;
    const window = [Math.min(a, height), Math.min(b, width)] as const;
    return flag ? new AveragePooling2D(window) : new AveragePooling2D(window, { strides: 1, padding: "same" });
  },
  GlobalAveragePooling2D: ({ length }) => (length === 3 ? new GlobalAveragePooling2D() : undefined),
  GlobalMaxPooling2D: ({ length }) => (length === 3 ? new GlobalMaxPooling2D() : undefined),
  Conv1D: ([steps, features, more], { sizes: [filters, a], activation, flag, share }) => {
    if (features === undefined || more !== undefined) return undefined;
    const padding = flag ? "valid" : share > 0.5 ? "same" : "causal";
    const kernelSize = Math.min(a, steps!);
    const apart = { dilation: flag ? 1 : 2, groups: filters === features ? features : 1, strides: flag ? 2 : 1 };
    return new Conv1D(features, filters, { kernelSize, padding, activation, useBias: a > 1, ...apart });
  },
  MaxPooling1D: ([steps, features, more], { sizes: [a], flag }) => {
    if (features === undefined || more !== undefined) return undefined;
    const size = Math.min(a, steps!);
    return flag ? new MaxPooling1D(size) : new MaxPooling1D(size, { strides: 1, padding: "same" });
  },
  AveragePooling1D: ([steps, features, more], { sizes: [a], flag }) => {
    if (features === undefined || more !== undefined) return undefined;
    const size = Math.min(a, steps!);
    return flag ? new AveragePooling1D(size) : new AveragePooling1D(size, { strides: 1, padding: "same" });
  },
  GlobalAveragePooling1D: ({ length }) => (length === 2 ? new GlobalAveragePooling1D() : undefined),
  GlobalMaxPooling1D: ({ length }) => (length === 2 ? new GlobalMaxPooling1D() : undefined),
  Conv2DTranspose: ([height, width, channels], { sizes: [filters, a, b], activation, flag }) => {
    if (channels === undefined || height! > 6 || width! > 6) return undefined;
    const padding = flag ? "valid" : "same";
    return new Conv2DTranspose(channels, filters, {
      kernelSize: [a, b],
      strides: [1, 2],
      padding,
      activation,
      useBias: a > 1,
    });
  },
  DepthwiseConv2D: ([height, width, channels], { sizes: [multiplier, a, b], activation, flag }) => {
    if (channels === undefined || channels > 4) return undefined;
    const kernelSize = [Math.min(a, height!), Math.min(b, width!)] as const;
    return new DepthwiseConv2D(channels, { kernelSize, multiplier, activation, padding: flag ? "same" : "valid" });
  },
  UpSampling1D: ({ length }, { flag, share }) =>
    length === 2 && flag && share > 0.1 ? new UpSampling1D(2) : undefined,
  ZeroPadding1D: ({ length }, { sizes: [, a, b] }) => (length === 2 ? new ZeroPadding1D([a - 1, b]) : undefined),
  Cropping1D: ([steps, features, more], { flag }) =>
    features !== undefined && more === undefined && steps! > 1 ? new Cropping1D(flag ? [0, 1] : [1, 0]) : undefined,
  UpSampling2D: ({ length }, { flag }) => (length === 3 && flag ? new UpSampling2D([1, 2]) : undefined),
  ZeroPadding2D: ({ length }, { sizes: [, a, b] }) => (length === 3 ? new ZeroPadding2D([a - 1, b]) : undefined),
  Cropping2D: ([height, width, channels], { flag }) => {
    if (channels === undefined || height! < 2 || width! < 2) return undefined;
    const across = flag ? ([0, 1] as const) : ([1, 0] as const);
    return new Cropping2D([[1, 0], across]);
  },
  SeparableConv2D: ([height, width, channels], { sizes: [filters, a, b], activation, flag, share }) => {
    if (channels === undefined || channels > 4 || share < 0.5) return undefined;
    const kernelSize = [Math.min(a, height!), Math.min(b, width!)] as const;
    return new SeparableConv2D(channels, filters, { kernelSize, activation, multiplier: flag ? 1 : 2 });
  },
  Permute: ({ length }, { flag, share }) => {
    if (share < 0.5) return undefined;
    return new Permute(Array.from({ length }, (_, axis) => (flag ? length - 1 - axis : (axis + 1) % length)));
  },
  // Seldom, as these are written by their formulas for ONNX, which isn't read again.
  GroupNormalization: (shape, { share, flag }) =>
    flag || share < 0.5 ? undefined : new GroupNormalization(shape.at(-1)! % 2 === 0 ? 2 : 1, { epsilon: share }),
  PositionalEncoding: ({ length }, { share }) => (length === 2 && share > 0.5 ? new PositionalEncoding() : undefined),
  RMSNormalization: (_, { share, flag }) =>
    flag && share >= 0.5 ? new RMSNormalization({ epsilon: share }) : undefined,
  PReLU: () => new PReLU(),
  GaussianNoise: (_, { share }) => new GaussianNoise(share),
  AlphaDropout: (_, { share }) => new AlphaDropout(share),
  SpatialDropout2D: ({ length }, { share }) => (length === 3 ? new SpatialDropout2D(share) : undefined),
  LayerNormalization: (_, { share, flag }) => new LayerNormalization(flag ? {} : { epsilon: 0.01 + share }),
  BatchNormalization: (_, { share, flag }) =>
    flag ? new BatchNormalization() : new BatchNormalization({ momentum: share, epsilon: 0.01 + share }),
  Dropout: (_, { share }) => new Dropout(share),
  LSTM: (shape, { sizes: [units], flag, share }) =>
    shape.length === 2 ? new LSTM(shape[1]!, units, { returnSequences: flag, forgetBias: share }) : undefined,
  GRU: (shape, { sizes: [units], flag, share }) =>
    shape.length === 2 ? new GRU(shape[1]!, units, { returnSequences: flag, resetAfter: share > 0.1 }) : undefined,
  SimpleRNN: (shape, { sizes: [units], flag }) =>
    shape.length === 2 ? new SimpleRNN(shape[1]!, units, { returnSequences: flag }) : undefined,
  Bidirectional: (shape, { sizes: [units], flag: returnSequences }) => {
    if (shape.length !== 2) return undefined;
    const merge = returnSequences ? "sum" : "concatenate";
    return new Bidirectional(new GRU(shape[1]!, units, { returnSequences }), { merge });
  },
  MultiHeadAttention: ([, inputs, ...others], { flag, share }) =>
    inputs === undefined || others.length > 0
      ? undefined
      : new MultiHeadAttention(inputs, flag ? inputs : 1, { causal: share > 0.1 }),
  Distances: ([vectors, numbers, more], { flag, share }) =>
    share > 0.5 && vectors! > 1 && numbers !== undefined && more === undefined
      ? new Distances({ squared: flag })
      : undefined,
  PositionalEmbedding: ({ length }) => (length > 1 ? new PositionalEmbedding() : undefined),
  Reverse: ({ length }) => (length > 1 ? new Reverse() : undefined),
  Concatenate: (shape, choice) => new Concatenate(denseOf(shape, choice), [new Activate(relu)]),
  Multiply: (shape, choice) => new Multiply(denseOf(shape, choice), denseOf(shape, choice)),
  Add: (shape, choice) => new Add(denseOf(shape, choice), denseOf(shape, choice)),
  Residual: (shape, { inner }) => residual(shape, inner),
  Tied: (shape, choice) => new Tied(denseOf(shape, choice), { activation: choice.activation }),
};

const denseOf = (shape: Shape, { sizes: [units] }: Choice): Layer[] => [
  new Dense<number, number>(shape.at(-1)!, units),
];

/** Layers around which their input is added; behind them, if they change its shape, what changes it back. */
function residual(shape: Shape, inner: readonly Choice[]): Layer | undefined {
  const { layers, outputShape } = fitted(shape, inner);
  if (layers.length === 0) return undefined;
  const isSame = outputShape.length === shape.length && outputShape.every((size, i) => size === shape[i]);
  if (isSame) return new Residual(layers);
  if (shape.length !== 1) return undefined;
  const flat = outputShape.length === 1 ? [] : [new Flatten()];
  return new Residual([...layers, ...flat, new Dense<number, number>(sizeOf(outputShape), shape[0]!)]);
}

/** The layers that a list of choices becomes, of those that take what comes before them. */
function fitted(inputShape: Shape, choices: readonly Choice[]): { layers: Layer[]; outputShape: Shape } {
  const layers: Layer[] = [];
  let outputShape = inputShape;
  for (const choice of choices) {
    const layer = MAKERS[choice.kind]!(outputShape, choice);
    if (layer === undefined) continue;
    const next = resolveStack([layer], outputShape).outputShape;
    if (sizeOf(next) > LARGEST) continue;
    layers.push(layer);
    outputShape = next;
  }
  return { layers, outputShape };
}

const size = fc.integer({ min: 1, max: 5 });

/** Choices of layers that lie in each other at most so deep. */
const choices = (deepest: number): fc.Arbitrary<Choice> =>
  fc.record({
    kind: fc.constantFrom(...Object.keys(MAKERS)),
    activation: fc.constantFrom(...activations.map(({ activation }) => activation)),
    sizes: fc.tuple(size, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    flag: fc.boolean(),
    share: fc.constantFrom(0, 0.1, 0.5, 0.9),
    inner: deepest === 0 ? fc.constant([]) : fc.array(choices(deepest - 1), { maxLength: 3 }),
  });

const lists = fc.array(choices(2), { minLength: 1, maxLength: 6 });
const shapes = fc.oneof(
  fc.tuple(size),
  fc.tuple(fc.integer({ min: 1, max: 3 }), size),
  fc.tuple(size, size, fc.integer({ min: 1, max: 3 })),
);

/** A stack of layers that take numbers, for inputs of one, two or three dimensions. */
const ofNumbers = fc
  .tuple(shapes, lists)
  .map(([inputShape, choices]): RandomStack => ({ inputShape, layers: fitted(inputShape, choices).layers }));

/** One that takes whole numbers: only a first layer does. */
const ofIndices = fc.tuple(size, size, lists).map(([length, count, choices]): RandomStack => {
  const first = new Embedding(count, 3, length > count ? { paddingIndex: count - 1 } : {});
  return { inputShape: [length], layers: [first, ...fitted([length, 3], choices).layers] };
});

/** Stacks of one to seven layers, and those in them. */
export const randomStacks: fc.Arbitrary<RandomStack> = fc
  .oneof({ weight: 5, arbitrary: ofNumbers }, { weight: 1, arbitrary: ofIndices })
  .filter(({ layers }) => layers.length > 0);

/** Layers between inputs and outputs of given sizes, for networks with a pipeline. */
export const layersBetween = (inputs: number, outputs: number, last: Choice["activation"]): fc.Arbitrary<Layer[]> =>
  lists.map((choices) => {
    const { layers, outputShape } = fitted([inputs], choices);
    const flat = outputShape.length === 1 ? [] : [new Flatten()];
    const end = new Dense<number, number>(sizeOf(outputShape), outputs, { activation: last });
    return [...layers, ...flat, end];
  });
