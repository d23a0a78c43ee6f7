import { type BatchFrame, defineLoss, type Loss, type TakenPredictions } from "@nn/core/component";
import { refuseWrong } from "../wrong-numbers.js";

/** Outputs whose sign is the answer, which must be able to reach both targets. */
const SIGNED: TakenPredictions = {
  what: "numbers of both signs, for targets of -1 and 1",
  range: { least: -Infinity, most: Infinity },
  reaches: { least: -1, most: 1 },
  remedy: "End the network in identity or tanh.",
};

const NO_SIGN: readonly string[] = ["abs(t) < 1 or abs(t) > 1"];

function checkSigns(loss: string, frame: BatchFrame): void {
  const isOther = (value: number): boolean => Math.abs(value) < 1 || Math.abs(value) > 1;
  const remedy = "Encode the targets as -1 and 1: 2 * label - 1 of labels 0 and 1.";
  refuseWrong(frame, "target", isOther, `${loss} takes targets of -1 and 1`, remedy);
}

/**
 * How far outputs are from the right side of the margin: 0 from there on, so that what is told apart well enough isn't pushed any further.
 * Targets are −1 and 1, and the sign of an output is its answer. The mean over the examples and their outputs.
 *
 *     L = 1/(n·m) · Σ max(0, 1 − t·p)         n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = −t / (n·m) where t·p < 1, else 0
 *
 * Source: C. Cortes and V. Vapnik, "Support-Vector Networks" (1995).
 *
 * @throws DataError for targets other than −1 and 1.
 *
 * @example
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * network.evaluate({ inputs: [-3, 0.5, 2], targets: [-1, 1, -1] }, { loss: hinge }); // => { loss: 1.1667 }
 */
export const hinge: Loss = /* @__PURE__ */ defineLoss({
  kind: "hinge",
  name: "hinge",
  titles: { en: "the hinge loss", fr: "la perte charnière" },
  predictions: SIGNED,
  formula: { value: "mean(max(0, 1 - t * p))", derivative: "-t * step(1 - t * p) / size" },
  gradient: ["gradient = t * p < 1 ? -t / (batch * size) : 0"],
  refuses: NO_SIGN,
  refuse: (frame) => checkSigns("hinge", frame),
});

/**
 * The square of what {@link hinge} takes: its slope has no jump at the margin, and what is far on the wrong side weighs more.
 *
 *     L = 1/(n·m) · Σ max(0, 1 − t·p)²         n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = −2·t·max(0, 1 − t·p) / (n·m)
 *
 * Source: Y. Tang, "Deep Learning using Linear Support Vector Machines" (2013).
 *
 * @throws DataError for targets other than −1 and 1.
 *
 * @example
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * network.evaluate({ inputs: [-3, 0.5, 2], targets: [-1, 1, -1] }, { loss: squaredHinge }); // => { loss: 3.0833 }
 */
export const squaredHinge: Loss = /* @__PURE__ */ defineLoss({
  kind: "squaredHinge",
  name: "squaredHinge",
  titles: { en: "the squared hinge loss", fr: "la perte charnière quadratique" },
  predictions: SIGNED,
  formula: { value: "mean(max(0, 1 - t * p)^2)", derivative: "-2 * t * max(0, 1 - t * p) / size" },
  gradient: ["gradient = -2 * t * max(0, 1 - t * p) / (batch * size)"],
  refuses: NO_SIGN,
  refuse: (frame) => checkSigns("squaredHinge", frame),
});
