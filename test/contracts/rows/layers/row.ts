import type { Layer } from "@nn/core/component";
import type { LayerContractOptions } from "@nn/testing";

/** A layer with settings, by the export it belongs to. */
export interface LayerRow {
  readonly component: string;
  readonly layer: Layer;
  readonly options?: LayerContractOptions;
}
