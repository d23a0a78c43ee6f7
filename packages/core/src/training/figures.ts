import {
  type DType,
  type FloatArray,
  formatShape,
  isRecord,
  type Kernels,
  OptionError,
  type Shape,
  sameShape,
  show,
  sizeOf,
} from "@nn/numerics";
import { advice } from "../advice/advice.js";
import { lackOf } from "../components/component.js";
import { checkLoss, type Loss, type Metric } from "../contracts/loss.js";
import { FigureFrame, savedFrom, savedSizes, targetShapeOf } from "../memory/figure-frame.js";
import type { Memory } from "../memory/home.js";

/** Metrics under the names that their values are reported by. */
export type Metrics = Readonly<Record<string, Metric>>;

/** A loss or a metric that is measured, with its name in reports and what it is given. */
export interface Figure {
  readonly name: string;
  readonly metric: Metric;
  readonly frame: FigureFrame;
}

/** Where it is given nothing to write a derivative into. */
const NOTHING = /* @__PURE__ */ new Float64Array(0);

/**
 * The loss and the metrics on what a workspace predicts, all with the same targets and values.
 *
 * @throws OptionError for what is no loss, and for what is no metric.
 */
export function figuresOn(
  { prediction, capacity }: { readonly prediction: FloatArray; readonly capacity: number },
  outputShape: Shape,
  kernels: Kernels,
  memory: Memory,
  dtype: DType,
  loss: Loss,
  metrics: Metrics,
): Figure[] {
  const named: [string, Metric][] = [["loss", checkLoss(loss)], ...Object.entries(checkMetrics(metrics))];
  const targetShape = targetShapeOf(loss, outputShape);
  for (const [, metric] of named) checkTargetShape(metric, outputShape, loss, targetShape);
  const saved = named.map(([, metric]) => savedSizes(metric, outputShape));
  const lengths = saved.flat().map(([, size]) => capacity * size);
  const arrays = memory.allocate(dtype, [capacity * sizeOf(targetShape), capacity, ...lengths]);
  const [target, values] = arrays;
  const shapes = { outputShape, targetShape };
  let next = 2;
  return named.map(([name, metric], i) => {
    const own = savedFrom(saved[i]!, arrays, next);
    next += saved[i]!.length;
    const given = { prediction, target: target!, values: values!, dprediction: NOTHING, saved: own };
    return { name, metric, frame: new FigureFrame(kernels, shapes, given) };
  });
}

/** Loss and metrics are given the same targets. */
function checkTargetShape(metric: Metric, outputShape: Shape, loss: Loss, targetShape: Shape): void {
  const shape = targetShapeOf(metric, outputShape);
  if (sameShape(shape, targetShape)) return;
  const takes = `${metric.name} takes targets of ${inWords(shape)}, but ${loss.name}, the loss, takes ${inWords(targetShape)}`;
  throw new OptionError(`${takes}. Loss and metrics are given the same targets: take those of one kind.`);
}

function inWords(shape: Shape): string {
  return `${formatShape(shape)} number${sizeOf(shape) === 1 ? "" : "s"}`;
}

/** @throws OptionError for what holds no metrics, and for names that reports use. */
export function checkMetrics(metrics: Metrics): Metrics {
  if (!isRecord(metrics) || typeof metrics.value === "function") {
    throw new OptionError(
      `metrics must hold metrics by name, as in { accuracy: binaryAccuracy }, but is ${show(metrics)}.${advice.onPromise?.(metrics) ?? ""}`,
    );
  }
  for (const [name, metric] of Object.entries(metrics)) {
    if (["loss", "epoch", "validation", "__proto__"].includes(name)) {
      throw new OptionError(`A metric can't be named "${name}": reports already use that name. Choose another one.`);
    }
    const lack = lackOf(metric, ["value"]);
    if (lack !== undefined) {
      throw new OptionError(
        `metrics must hold metrics by name, as in { accuracy: binaryAccuracy }, but ${show(name)} is ${lack}`,
      );
    }
  }
  return metrics;
}
