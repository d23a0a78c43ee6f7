import { formatShape, isRecord, isShape, OptionError, type Shape, sameShape, show, sizeOf } from "@nn/numerics";
import { onPromise } from "../advice/component-advice.js";
import { checkLoss, type Loss, type Metric, type Metrics } from "../contracts/loss.js";
import { lackOf } from "./component.js";

/** What a figure asks for. */
type Asking = Pick<Metric, "name" | "targetShape" | "saved">;

/**
 * Looks at metrics, and at the shapes that they and the loss ask for.
 *
 * @throws OptionError for what isn't metrics by name, and for a metric with other targets than the loss.
 */
export function checkMetrics(loss: Loss, metrics: Metrics, outputShape: Shape): void {
  if (!isRecord(metrics) || typeof metrics.value === "function" || typeof metrics.begin === "function") {
    throw new OptionError(
      `metrics must hold metrics by name, as in { accuracy: binaryAccuracy }, but is ${show(metrics)}.${onPromise(metrics)}`,
    );
  }
  for (const [name, metric] of Object.entries(metrics)) {
    if (["loss", "epoch", "validation", "__proto__"].includes(name)) {
      throw new OptionError(`A metric can't be named "${name}": reports already use that name. Choose another one.`);
    }
    const isOfDataset = "begin" in Object(metric);
    const lack = lackOf(metric, [isOfDataset ? "begin" : "value"]);
    if (lack !== undefined) {
      throw new OptionError(
        `metrics must hold metrics by name, as in { accuracy: binaryAccuracy }, but ${show(name)} is ${lack}`,
      );
    }
  }
  checkFigures([checkLoss(loss), ...Object.values(metrics)], outputShape);
}

/**
 * Looks at the shapes that a loss and metrics ask for, which are all given the targets of the first.
 *
 * @throws OptionError for what isn't a shape, and for a metric with other targets than the loss.
 */
export function checkFigures(figures: readonly (Asking | undefined)[], outputShape: Shape): void {
  const [loss] = figures;
  for (const figure of figures) {
    // What is no figure at all is refused where it is asked for.
    if (!isRecord(figure)) continue;
    const shape = targetsOf(figure, outputShape);
    checkSaved(figure, outputShape);
    const expected = isRecord(loss) ? targetsOf(loss, outputShape) : shape;
    if (sameShape(shape, expected)) continue;
    const takes = `${figure.name} takes targets of ${inWords(shape)}, but ${loss!.name}, the loss, takes ${inWords(expected)}`;
    throw new OptionError(
      `${takes}. Loss and metrics are given the same targets: take those of one kind, class numbers with { classNumbers: true }.`,
    );
  }
}

function targetsOf(figure: Asking, outputShape: Shape): Shape {
  const shape = figure.targetShape?.(outputShape) ?? outputShape;
  if (isShape(shape)) return shape;
  throw new OptionError(
    `${figure.name}: targetShape must give the shape of one target, as in [1], but gives ${show(shape)}.`,
  );
}

function checkSaved(figure: Asking, outputShape: Shape): void {
  const saved: unknown = figure.saved?.(outputShape);
  const shapes = saved === undefined ? [] : isRecord(saved) ? Object.entries(saved) : [["array", saved] as const];
  for (const [name, shape] of shapes) {
    if (isShape(shape as Shape)) continue;
    throw new OptionError(
      `${figure.name}: saved must give the shape of one example for each array, as in { ${name}: [2] }, but gives ${show(shape)}.`,
    );
  }
}

function inWords(shape: Shape): string {
  return `${formatShape(shape)} number${sizeOf(shape) === 1 ? "" : "s"}`;
}
