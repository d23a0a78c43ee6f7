import type { DType, NetworkPipeline, Shape } from "@nn/core/component";
import type { Chain } from "./flow.js";

/** What a file holds, as a network needs it. */
export interface Whole {
  readonly chain: Chain;
  readonly inputShape: Shape;
  readonly dtype: DType;
  readonly pipeline?: NetworkPipeline;
}
