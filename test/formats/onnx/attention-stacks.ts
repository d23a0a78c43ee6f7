import type { Layer, Shape } from "@nn/core/component";
import {
  Activate,
  Dense,
  Embedding,
  identity,
  LayerNormalization,
  LSTM,
  MultiHeadAttention,
  PositionalEmbedding,
  Residual,
  relu,
  softmax,
  softplus,
  tanh,
} from "@nn/layers";

/** Blocks of transformers, and attention before and behind other layers; the last one is that of the example that sorts words. */
export const attentionStacks: readonly { readonly layers: readonly Layer[]; readonly inputShape: Shape }[] = [
  ...[false, true].map((causal) => ({
    layers: [
      new Dense(3, 4, { activation: tanh }),
      new Residual([new LayerNormalization(), new MultiHeadAttention(4, 2, { causal })]),
      new Residual([new LayerNormalization(), new Dense(4, 6, { activation: relu }), new Dense(6, 4)]),
      new MultiHeadAttention(4, 4, { causal }),
      new Residual([new Residual([new MultiHeadAttention(4, 1)]), new Activate(softplus)]),
      new LSTM(4, 3),
    ],
    inputShape: [5, 3],
  })),
  { layers: [new MultiHeadAttention(3, 1, { causal: true })], inputShape: [1, 3] },
  {
    layers: [
      new Embedding(6, 4),
      new PositionalEmbedding(),
      new Residual([new LayerNormalization(), new MultiHeadAttention(4, 2)]),
      new Residual([
        new LayerNormalization(),
        new Dense(4, 8, { activation: relu }),
        new Dense(8, 4, { activation: identity }),
      ]),
      new LayerNormalization(),
      new Dense(4, 6, { activation: softmax }),
    ],
    inputShape: [5],
  },
];
