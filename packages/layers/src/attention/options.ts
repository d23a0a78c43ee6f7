import type { Initializer } from "@nn/core/component";

/** What may differ between `MultiHeadAttention` layers of the same sizes. */
export interface MultiHeadAttentionOptions {
  /** Whether a time step sees only itself and those before it; `false` unless given. */
  readonly causal?: boolean;
  /** The first weights; `glorotUniform` unless given. */
  readonly weightInitializer?: Initializer;
}

/** What a `MultiHeadAttention` is made from. */
export interface MultiHeadAttentionSettings extends MultiHeadAttentionOptions {
  /** How many numbers a time step has, before and after. */
  readonly inputs: number;
  /** How many heads there are. */
  readonly heads: number;
}
