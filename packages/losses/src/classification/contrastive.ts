import { checkOptions, defineLoss, finiteNumber, type Loss } from "@nn/core/component";
import { POSITIVE, T_OUTSIDE } from "../probabilities.js";
import { refuseWrong } from "../wrong-numbers.js";

/** The settings of {@link contrastive}. */
export interface ContrastiveOptions {
  /** How far apart two different things are to be at least, above 0; 1 unless given. */
  readonly margin?: number;
}

/**
 * How far predicted distances are from what two things are to each other: things that are alike, with the target 1, are to have no
 * distance, and those that aren't, with the target 0, at least the margin. The mean over the examples and their outputs.
 *
 *     L = 1/(n·m) · Σ t·p² + (1 − t)·max(0, margin − p)²         n examples with m outputs each, distance p, target t
 *     ∂L/∂p = 2·(t·p − (1 − t)·max(0, margin − p)) / (n·m)
 *
 * The predictions are the distances themselves, numbers of at least 0: the loss doesn't take two vectors to measure how far apart
 * they are.
 *
 * Without the paper's factor ½, and with 1 for what is alike, as in TensorFlow Addons; in the paper it is 0. PyTorch's
 * `HingeEmbeddingLoss` has distances without the square, and targets of −1 and 1.
 *
 * Source: R. Hadsell, S. Chopra and Y. LeCun, "Dimensionality Reduction by Learning an Invariant Mapping" (2006).
 *
 * @throws OptionError for options that don't exist, and a margin that isn't above 0; DataError for negative predictions, and targets
 *   outside [0, 1].
 *
 * @example
 * lossOf(contrastive(), { targets: [1, 0, 0], predictions: [0.5, 0.5, 3] }); // => 0.1667
 */
export function contrastive(options: ContrastiveOptions = {}): Loss {
  checkOptions("contrastive", options, ["margin"]);
  const { margin = 1 } = options;
  finiteNumber("contrastive: margin", margin, { above: 0 });
  return defineLoss({
    kind: "contrastive",
    settings: { margin },
    name: `contrastive(margin ${margin})`,
    titles: {
      en: `the contrastive loss with a margin of ${margin}`,
      fr: `la perte contrastive avec une marge de ${String(margin).replace(".", ",")}`,
    },
    predictions: POSITIVE,
    formula: {
      value: `mean(t * p^2 + (1 - t) * max(0, ${margin} - p)^2)`,
      derivative: `2 * (t * p - (1 - t) * max(0, ${margin} - p)) / size`,
    },
    gradient: [`gradient = 2 * (t * p - (1 - t) * max(0, ${margin} - p)) / (batch * size)`],
    refuses: ["p < 0", T_OUTSIDE],
    refuse: (frame) => {
      const takes = "contrastive takes targets of 0, for what is different, and 1, for what is alike";
      refuseWrong(frame, "target", (value) => value < 0 || value > 1, takes, "Encode the targets so.");
      const about = "contrastive is about distances, numbers of at least 0";
      refuseWrong(frame, "prediction", (value) => value < 0, about, POSITIVE.remedy);
    },
  });
}
