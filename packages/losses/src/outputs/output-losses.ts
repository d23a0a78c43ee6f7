import {
  checkLoss,
  checkOptions,
  finiteNumber,
  isShape,
  type Loss,
  type LossOfOutput,
  OptionError,
  type Shape,
  ShapeError,
  show,
  sizeOf,
} from "@nn/core/component";
import type { OutputPlace } from "./output-place.js";

/** The shapes of a network's outputs by their names, in the order in which they lie side by side: `{ rating: [1], genre: [4] }`. */
export type OutputShapes = Readonly<Record<string, Shape>>;

/** The loss of one output, and what it counts. */
export interface OutputLoss {
  /** What its predictions are compared with its targets by. */
  readonly loss: Loss;
  /** What its value is multiplied by before all are added up, at least 0; 1 unless given. */
  readonly weight?: number;
}

/** One output among several, with its loss. */
export interface PlacedOutput extends LossOfOutput {
  readonly targetShape: Shape;
  /** Where its predictions and its targets lie. */
  readonly prediction: OutputPlace;
  readonly target: OutputPlace;
}

/** @throws OptionError for what isn't shapes and losses by the same names. */
export function placedOutputs(outputs: OutputShapes, losses: Readonly<Record<string, OutputLoss>>): PlacedOutput[] {
  const example = "as in new WeightedLosses({ rating: [1], genre: [4] }, { rating: { loss: … }, genre: { loss: … } })";
  const names = namesIn(outputs);
  if (names.length === 0) {
    throw new OptionError(
      `WeightedLosses takes the shapes of outputs by their names first, ${example}, but got ${show(outputs)}.`,
    );
  }
  if (namesIn(losses).length === 0) {
    throw new OptionError(`WeightedLosses takes the losses of the outputs next, ${example}, but got ${show(losses)}.`);
  }
  checkOptions("WeightedLosses: losses", losses, names);
  const given = names.map((name) => {
    const shape = outputs[name];
    if (!isShape(shape)) {
      throw new OptionError(
        `WeightedLosses: the output ${show(name)} must have a shape, such as [1], but has ${show(shape)}.`,
      );
    }
    if (!Object.hasOwn(losses, name)) {
      throw new OptionError(
        `WeightedLosses: the output ${show(name)} has no loss: give it one, { ${name}: { loss: … } }.`,
      );
    }
    const where = `WeightedLosses: losses.${name}`;
    checkOptions(where, losses[name], ["loss", "weight"]);
    const { loss, weight = 1 } = losses[name];
    checkLoss(loss);
    finiteNumber(`${where}.weight`, weight, { atLeast: 0 });
    const kept = Object.freeze([...shape]);
    return { name, loss, weight, shape: kept, targetShape: loss.targetShape?.(kept) ?? kept };
  });
  const predictions = placesOf(given.map(({ shape }) => sizeOf(shape)));
  const targets = placesOf(given.map(({ targetShape }) => sizeOf(targetShape)));
  return given.map((each, i) => ({ ...each, prediction: predictions[i], target: targets[i] }));
}

/** @throws ShapeError for a network that gives something else. */
export function checkOutput(name: string, placed: readonly PlacedOutput[], output: Shape): void {
  const { all } = placed[0].prediction;
  if (output.length === 1 && output[0] === all) return;
  const told = placed.map((each) => `${each.name} [${each.shape.join(", ")}]`).join(", ");
  throw new ShapeError(
    `${name} is about outputs side by side, ${told}, which are [${all}] together, but is given [${output.join(", ")}]. ` +
      "Concatenate them, each behind a Flatten where it has more axes than one.",
  );
}

function placesOf(sizes: readonly number[]): OutputPlace[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let end = 0;
  return sizes.map((size) => {
    end += size;
    return { begin: end - size, size, all };
  });
}

function namesIn(value: unknown): string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
