import { attentionLayers } from "./rows/layers/attention.js";
import { containerLayers } from "./rows/layers/containers.js";
import { convolutionLayers } from "./rows/layers/convolution.js";
import { normalizationLayers } from "./rows/layers/normalization.js";
import { plainLayers } from "./rows/layers/plain.js";
import { recurrentLayers } from "./rows/layers/recurrent.js";
import { regularizationLayers } from "./rows/layers/regularization.js";
import type { LayerRow } from "./rows/layers/row.js";

export { activations } from "./rows/activations.js";
export { lossClasses } from "./rows/loss-classes.js";
export { losses } from "./rows/losses.js";
export { metrics } from "./rows/metrics.js";
export { optimizers } from "./rows/optimizers.js";

/*
 * The tables that check every exported component against its contract. A new layer, activation, loss, metric or optimizer is
 * one row in `rows`; `coverage.test.ts` fails for an export without one.
 */

/** The layers, by their folders in `packages/layers/src`. */
export const layers: readonly LayerRow[] = [
  ...plainLayers,
  ...convolutionLayers,
  ...normalizationLayers,
  ...regularizationLayers,
  ...recurrentLayers,
  ...attentionLayers,
  ...containerLayers,
];
