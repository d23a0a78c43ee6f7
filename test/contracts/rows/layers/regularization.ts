import { AlphaDropout, Dropout, GaussianNoise, SpatialDropout2D } from "@nn/layers";
import type { LayerRow } from "./row.js";

export const regularizationLayers: readonly LayerRow[] = [
  { component: "Dropout", layer: new Dropout(0.4), options: { inputShape: [5] } },
  { component: "GaussianNoise", layer: new GaussianNoise(0.5), options: { inputShape: [5] } },
  { component: "AlphaDropout", layer: new AlphaDropout(0.4), options: { inputShape: [5] } },
  { component: "SpatialDropout2D", layer: new SpatialDropout2D(0.4), options: { inputShape: [2, 1, 3] } },
];
