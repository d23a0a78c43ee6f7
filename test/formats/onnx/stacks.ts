import { Sequential, seededRandom } from "@nn/core";
import {
  type Activation,
  defineActivation,
  type Layer,
  type Random,
  type Shape,
  sizeOf,
  uniform,
} from "@nn/core/component";
import {
  Activate,
  BatchNormalization,
  Conv1D,
  Conv2D,
  Dense,
  DepthwiseConv2D,
  Dropout,
  Embedding,
  Flatten,
  GRU,
  gelu,
  identity,
  LSTM,
  MaxPooling2D,
  Residual,
  relu,
  SimpleRNN,
  sigmoid,
  softmax,
  softplus,
  sparsemax,
  tanh,
} from "@nn/layers";
import { layers } from "../../contracts/components.js";
import { attentionStacks } from "./attention-stacks.js";
import { fork, largerOfPairs, quotients, weightedPairs } from "./own-layers.js";

/** Layers, and the shape of what they take where they don't know it. */
export interface Stack {
  readonly layers: readonly Layer[];
  readonly inputShape?: Shape;
}

/** As a user would write one. */
const swish: Activation = defineActivation({
  name: "swish",
  formula: { value: "z / (1 + exp(-z))", derivative: "1 / (1 + exp(-z)) + a * (1 - 1 / (1 + exp(-z)))" },
});
/** One with alternatives, and one of rows. */
const leaky: Activation = defineActivation({
  name: "leaky",
  formula: { value: "z < 0 ? 0.1 * z : min(z, 6)", derivative: "z < 0 ? 0.1 : z < 6 ? 1 : 0" },
});
const share: Activation = defineActivation({
  name: "share",
  formula: { value: "abs(z) / (1 + sum(abs(z)))", derivative: "a" },
  forward: ["a = (abs(z) + z^2) / (1 + mean(abs(z)) + index)"],
});

const ACTIVATIONS = [identity, relu, sigmoid, softmax, softplus, tanh, swish, leaky, share];
const images = (height: number, width: number, channels: number): Shape => [height, width, channels];

const WRITTEN: readonly Stack[] = [
  { layers: [new Dense(2, 2), new Dense(2, 1)] },
  {
    layers: [
      new Dense(9, 8, { activation: relu }),
      new Dense(8, 8, { activation: relu }),
      new Dense(8, 3, { activation: softmax }),
    ],
  },
  ...ACTIVATIONS.map((activation) => ({ layers: [new Dense(3, 4, { activation }), new Activate(activation)] })),
  { layers: [new Dense(3, 4, { activation: gelu }), new Activate(gelu)] },
  { layers: [new Dense(3, 5, { activation: sparsemax }), new Dense(5, 4), new Activate(sparsemax)] },
  { layers: [new Activate(share)], inputShape: [2, 3] },
  { layers: [new Flatten(), new Dense(12, 2, { activation: identity })], inputShape: images(2, 3, 2) },
  {
    layers: [
      new Conv2D(1, 4, { kernelSize: 3, activation: relu }),
      new MaxPooling2D(2),
      new Conv2D(4, 3, { kernelSize: 2, padding: "same" }),
      new BatchNormalization(),
      new Activate(relu),
      new Flatten(),
      new Dense(27, 5, { activation: softmax }),
    ],
    inputShape: images(8, 8, 1),
  },
  {
    layers: [
      new Conv2D(2, 4, { kernelSize: [3, 2], dilation: [1, 2], groups: 2, activation: relu }),
      new Conv2D(4, 2, { kernelSize: 2, dilation: 3, padding: "same" }),
      new DepthwiseConv2D(2, { kernelSize: 2, padding: "same" }),
      new Conv2D(2, 2, { kernelSize: 3, dilation: 2, strides: [1, 3], groups: 2, padding: "same" }),
    ],
    inputShape: images(5, 6, 2),
  },
  {
    layers: [
      new Conv1D(2, 4, { kernelSize: 3, dilation: 2, padding: "causal", groups: 2, activation: tanh }),
      new Conv1D(4, 3, { kernelSize: 2, dilation: 3, padding: "same" }),
      new Conv1D(3, 2, { kernelSize: 2, dilation: 2 }),
    ],
    inputShape: [7, 2],
  },
  {
    layers: [
      new Residual([new Conv2D(2, 2, { kernelSize: 3, padding: "same", activation: tanh })]),
      new MaxPooling2D(3, { strides: 2 }),
    ],
    inputShape: images(7, 6, 2),
  },
  {
    layers: [new Embedding(7, 3), new LSTM(3, 4, { returnSequences: true }), new LSTM(4, 2), new Dense(2, 1)],
    inputShape: [5],
  },
  {
    layers: [new Embedding(4, 2, { paddingIndex: 0 }), new LSTM(2, 3, { learnInitialState: true })],
    inputShape: [6],
  },
  {
    layers: [
      new LSTM(2, 3, { returnSequences: true, learnInitialState: true }),
      new GRU(3, 2, { returnSequences: true, learnInitialState: true, resetAfter: false }),
      new SimpleRNN(2, 3, { learnInitialState: true }),
    ],
    inputShape: [3, 2],
  },
  {
    layers: [
      new Dense(3, 4, { activation: relu }),
      new LSTM(4, 5, { returnSequences: true }),
      new Dense(5, 2, { activation: softmax }),
    ],
    inputShape: [4, 3],
  },
  {
    layers: [
      new Conv2D(1, 3, { kernelSize: 2 }),
      new Dense(3, 4, { activation: tanh, useBias: false }),
      new Residual([new Dense(4, 4, { activation: softplus }), new Activate(leaky)]),
      new MaxPooling2D(2),
      new Flatten(),
      new Dense(8, 3, { activation: share }),
    ],
    inputShape: images(5, 3, 1),
  },
  ...attentionStacks,
  {
    layers: [
      new Dense(4, 6, { activation: tanh }),
      new Residual([new BatchNormalization(), new Residual([new Dense(6, 6), new Dropout(0.5)]), new Dense(6, 6)]),
      new Dense(6, 2, { activation: softplus }),
    ],
  },
  ...[weightedPairs, quotients, largerOfPairs].map((layer) => ({
    layers: [layer, new Activate(tanh)],
    inputShape: [3, 4],
  })),
  { layers: [fork([new Dense(3, 3)], [new Dense(3, 4, { activation: relu }), new Dense(4, 3)])], inputShape: [3] },
];

/** A stack of lists, drawn anew. */
function drawn(random: Random): Stack {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const size = (): number => 1 + Math.floor(random() * 6);
  const stack: Layer[] = [];
  const first = size();
  let width = first;
  for (let i = 0; i < 2 + random() * 3; i++) {
    const next = size();
    const activation = pick(ACTIVATIONS);
    const dense = new Dense<number, number>(width, next, { activation, useBias: random() < 0.7 });
    const body: Layer[] = [
      new Dense<number, number>(next, 3, { activation: pick(ACTIVATIONS) }),
      new Dense<number, number>(3, next),
    ];
    stack.push(
      dense,
      ...pick<Layer[]>([[], [new BatchNormalization()], [new Residual(body)], [new Activate(pick(ACTIVATIONS))]]),
    );
    width = next;
  }
  return { layers: stack, inputShape: [first] };
}

const random = seededRandom("stacks for ONNX");

/** Every layer that there is, alone and together, and some that are drawn. */
export const stacks: readonly Stack[] = [
  ...WRITTEN,
  ...layers.map(({ layer, options }) => ({
    layers: [layer],
    ...(options?.inputShape && { inputShape: options.inputShape }),
  })),
  ...Array.from({ length: 12 }, () => drawn(random)),
];

/** Stacks by their layers' names, equal ones by a number as well: another stack before one leaves its name, and what was answered for it. */
export function named(
  all: readonly Stack[],
): { readonly stack: Stack; readonly name: string; readonly number: number }[] {
  const counts = new Map<string, number>();
  return all.map((stack, number) => {
    const layers = stack.layers.map(({ name }) => name).join(", ");
    const count = (counts.get(layers) ?? 0) + 1;
    counts.set(layers, count);
    return { stack, name: count === 1 ? layers : `${layers}: ${count}`, number };
  });
}

/** How many examples each network is given. */
export const BATCH = 3;

/** A network of a stack whose parameters and moving averages are those of a training, with inputs for it. */
export function networkOf(
  { layers, inputShape }: Stack,
  dtype: "float32" | "float64",
  seed: string,
): { network: Sequential; inputs: Float32Array } {
  const network = new Sequential([...layers], { dtype, seed, ...(inputShape && { inputShape }) });
  const random = seededRandom(seed);
  const parameters = network.getParameters();
  for (const [name, values] of Object.entries(parameters)) {
    const [least, most] = name.endsWith("movingVariance") ? [0.5, 2] : [-1, 1];
    parameters[name] = values.map(() => Math.fround(uniform(random, least, most)));
  }
  network.setParameters(parameters);
  const count = layers[0]!.indexCount;
  const one = (): number => (count === undefined ? uniform(random, -2, 2) : Math.floor(random() * count));
  return { network, inputs: Float32Array.from({ length: BATCH * sizeOf(network.stack.inputShape) }, one) };
}

/** Whether there is a layer for all that a stack becomes in a file. */
export const readable = ({ layers }: Stack): boolean =>
  !layers.some(({ name }) =>
    /share|Distances|quotients|larger of pairs|fork|RMS|UpSampling|GroupNorm|Permute\(\[[12]/.test(name),
  );
