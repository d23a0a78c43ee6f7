import { MultiHeadAttention, PositionalEmbedding, PositionalEncoding, zeros } from "@nn/layers";
import type { Row } from "../../row.js";

export const attentionLayerMakers: readonly Omit<Row, "of">[] = [
  {
    name: "new MultiHeadAttention",
    right: () => [4, 2, { causal: true, weightInitializer: zeros }],
    call: (inputs: number, heads: number, options: object) => new MultiHeadAttention(inputs, heads, options),
  },
  {
    name: "new PositionalEncoding",
    right: () => [{ maxWavelength: 100 }],
    call: (options: object) => new PositionalEncoding(options),
  },
  {
    name: "new PositionalEmbedding",
    right: () => [{ initializer: zeros }],
    call: (options: object) => new PositionalEmbedding(options),
  },
];
