import { checkOptions, defineLoss, finiteNumber, type Loss, trueOrFalse } from "@nn/core/component";
import { checkClassNumbers, checkDistributions, logitsFor, NO_CLASS, NO_DISTRIBUTION } from "../probabilities.js";

/** The settings of {@link smoothedCategoricalCrossEntropyFromLogits}. */
export interface SmoothingOptions {
  /** Which share of each target is spread over all classes, from 0 on and below 1: 0.1 is usual. */
  readonly smoothing: number;
  /** Whether targets are class numbers, whole numbers from 0 on, in place of rows that sum to 1; `false` unless given. */
  readonly classNumbers?: boolean;
}

/**
 * {@link categoricalCrossEntropyFromLogits} of targets of which a share is spread evenly over all classes, so that a network isn't driven
 * to be ever more certain. The network's last activation is `identity`.
 *
 *     L = 1/n · Σ over examples of ln Σⱼ e^(zⱼ) − Σⱼ uⱼ·zⱼ         u = (1 − s)·t + s/k, of k classes, with the smoothing s
 *     ∂L/∂z = (softmax(z) − u) / n
 *
 * As Keras's and PyTorch's `label_smoothing`. For outputs that are yes or no, targets of s/2 and 1 − s/2 do the same:
 * {@link binaryCrossEntropyFromLogits} takes them. Of outputs [steps, classes] each step is a row of its own, and an example has the mean of its
 * steps.
 *
 * Source: C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens and Z. Wojna, "Rethinking the Inception Architecture for Computer Vision"
 * (2016), section 7.
 *
 * @throws OptionError for options that don't exist, and a smoothing that isn't at least 0 and below 1; DataError for targets that don't sum to 1, or aren't
 *   class numbers, and fewer than two classes.
 *
 * @example
 * const loss = smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.1, classNumbers: true });
 * lossOf(loss, { targets: [0], predictions: [[2, 0]] }); // => 0.2269
 */
export function smoothedCategoricalCrossEntropyFromLogits(options: SmoothingOptions): Loss {
  const where = "smoothedCategoricalCrossEntropyFromLogits";
  checkOptions(where, options, ["smoothing", "classNumbers"]);
  const { classNumbers = false } = options;
  const smoothing = finiteNumber(`${where}: smoothing`, options.smoothing, { atLeast: 0, below: 1 });
  trueOrFalse(`${where}: classNumbers`, classNumbers);
  const lines = [
    `u = (${classNumbers ? "index == t ? 1 : 0" : "t"}) * (1 - ${smoothing}) + ${smoothing} / size`,
    "below = p - max(p)",
  ];
  return defineLoss({
    kind: where,
    settings: { smoothing, classNumbers },
    name: `${where}(smoothing ${smoothing}${classNumbers ? ", classNumbers" : ""})`,
    titles: {
      en: "the categorical cross-entropy from logits, with smoothed targets",
      fr: "l’entropie croisée catégorielle à cibles lissées, calculée à partir des logits",
    },
    predictions: logitsFor("categoricalCrossEntropy"),
    formula: {
      value: `log(sum(exp(p))) - (1 - ${smoothing}) * sum(t * p) - ${smoothing} * mean(p)`,
      ...(classNumbers && { oneHot: true }),
      lastAxis: true,
    },
    value: [
      ...lines,
      // Without the 1 of the largest itself, so that the digits of what is far below it aren't lost.
      "beside = sum(below < 0 ? exp(below) : 0) + (sum(below < 0 ? 0 : 1) - 1)",
      // A class that isn't meant may be infinitely far below the largest: it counts nothing, not 0·∞.
      "value = log1p(beside) - sum(u == 0 ? 0 : u * below)",
    ],
    gradient: [
      ...lines,
      "e = exp(below)",
      "beside = sum(below < 0 ? e : 0) + (sum(below < 0 ? 0 : 1) - 1)",
      // The sum of the others has all digits where p − 1 has none left.
      "others = below < 0 ? 1 + beside - e : beside",
      "gradient = ((1 - u) * e - u * others) / (1 + beside) / batch",
    ],
    refuses: classNumbers ? NO_CLASS : NO_DISTRIBUTION,
    refuse: (frame) =>
      (classNumbers ? checkClassNumbers : checkDistributions)(where, "binaryCrossEntropyFromLogits", frame),
  });
}
