import type { LookState, ModelState } from "./state.js";

/** What can be done on the page. */
export type Action =
  /** One phase on; after the last one, the parameters move. */
  | { readonly kind: "phase" }
  /** One update on. */
  | { readonly kind: "sample" }
  /** On to the end of the epoch. */
  | { readonly kind: "epoch" }
  /** On to the epoch at which runs stop. */
  | { readonly kind: "run" }
  /** One update back. */
  | { readonly kind: "back" }
  /** To the first weights, which stay what they are. */
  | { readonly kind: "start" }
  /** To a step, as where the training can't go on. */
  | { readonly kind: "go"; readonly step: number }
  | { readonly kind: "epochs"; readonly epochs: number }
  | { readonly kind: "select"; readonly parameter: string }
  | { readonly kind: "light"; readonly id: string | null }
  | { readonly kind: "edit"; readonly parameter: string; readonly value: number }
  | { readonly kind: "model"; readonly change: Partial<ModelState> }
  | { readonly kind: "look"; readonly change: Partial<LookState> };
