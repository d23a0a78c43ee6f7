import { MultiHeadAttention, PositionalEmbedding, PositionalEncoding } from "@nn/layers";
import type { LayerRow } from "./row.js";

export const attentionLayers: readonly LayerRow[] = [
  { component: "MultiHeadAttention", layer: new MultiHeadAttention(4, 2), options: { inputShape: [3, 4] } },
  { component: "MultiHeadAttention", layer: new MultiHeadAttention(3, 3), options: { inputShape: [4, 3] } },
  { component: "MultiHeadAttention", layer: new MultiHeadAttention(2, 1), options: { inputShape: [1, 2] } },
  { component: "PositionalEmbedding", layer: new PositionalEmbedding(), options: { inputShape: [3, 2] } },
  { component: "PositionalEncoding", layer: new PositionalEncoding(), options: { inputShape: [3, 5] } },
  {
    component: "PositionalEncoding",
    layer: new PositionalEncoding({ maxWavelength: 7 }),
    options: { inputShape: [4, 2] },
  },
];
