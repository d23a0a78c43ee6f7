import { BatchNormalization, GroupNormalization, LayerNormalization, RMSNormalization } from "@nn/layers";
import type { LayerRow } from "./row.js";

export const normalizationLayers: readonly LayerRow[] = [
  { component: "BatchNormalization", layer: new BatchNormalization(), options: { inputShape: [3] } },
  {
    component: "BatchNormalization",
    layer: new BatchNormalization({ momentum: 0.5, epsilon: 0.1 }),
    options: { inputShape: [2, 3, 2] },
  },
  { component: "LayerNormalization", layer: new LayerNormalization(), options: { inputShape: [3] } },
  {
    component: "LayerNormalization",
    layer: new LayerNormalization({ epsilon: 0.1 }),
    options: { inputShape: [2, 3] },
  },
  { component: "GroupNormalization", layer: new GroupNormalization(2), options: { inputShape: [4] } },
  {
    component: "GroupNormalization",
    layer: new GroupNormalization(2, { epsilon: 0.1 }),
    options: { inputShape: [2, 3, 4] },
  },
  { component: "GroupNormalization", layer: new GroupNormalization(1), options: { inputShape: [3, 2] } },
  { component: "RMSNormalization", layer: new RMSNormalization({ epsilon: 0.1 }), options: { inputShape: [2, 3] } },
];
