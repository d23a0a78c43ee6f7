import { L1, L2 } from "@nn/losses";
import { MaxNorm, NonNegative, UnitNorm } from "@nn/optim";
import { rowsOf } from "../row.js";
import { activationMakers } from "./activations.js";
import { initializerMakers } from "./initializers.js";
import { attentionLayerMakers } from "./layers/attention.js";
import { containerLayerMakers } from "./layers/containers.js";
import { convolutionLayerMakers } from "./layers/convolution.js";
import { normalizationLayerMakers } from "./layers/normalization.js";
import { plainLayerMakers } from "./layers/plain.js";
import { recurrentLayerMakers } from "./layers/recurrent.js";
import { regularizationLayerMakers } from "./layers/regularization.js";
import { lossMakers } from "./losses.js";
import { metricMakers } from "./metrics.js";
import { optimizerMakers } from "./optimizers.js";
import { schedules } from "./schedules.js";

/** Layers, initializers and optimizers: what has settings. */
export const componentRows = [
  ...rowsOf("@nn/layers", [
    ...plainLayerMakers,
    ...convolutionLayerMakers,
    ...normalizationLayerMakers,
    ...regularizationLayerMakers,
    ...recurrentLayerMakers,
    ...attentionLayerMakers,
    ...containerLayerMakers,
    ...activationMakers,
    ...initializerMakers,
  ]),
  ...rowsOf("@nn/losses", [...lossMakers, ...metricMakers]),
  ...rowsOf("@nn/optim", [...optimizerMakers, ...schedules]),
  ...rowsOf(
    "@nn/optim",
    [MaxNorm, NonNegative, UnitNorm].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [Made === MaxNorm ? { limit: 0.5, of: () => true } : { of: () => true }],
      call: (options: never) => new Made(options),
    })),
  ),
  ...rowsOf(
    "@nn/losses",
    [L1, L2].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [{ strength: 0.5, of: () => true }],
      call: (options: never) => new Made(options),
    })),
  ),
];
