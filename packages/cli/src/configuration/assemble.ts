import { Sequential } from "@nn/core";
import type { Layer, Loss, Metric, Optimizer, Shape } from "@nn/core/component";
import type { Pipeline, Table } from "@nn/data";
import { columnsOf, pipelineOf } from "./columns.js";
import { draftOf, made, type Role, registry } from "./components.js";
import { layersOf } from "./layers.js";
import type { Component, Configuration, TrainingConfiguration } from "./types.js";

const LOSS: Role = { called: { en: "a loss", fr: "une perte" }, functions: ["gradient"] };
const METRIC: Role = { called: { en: "a metric", fr: "une mesure" }, functions: ["begin", "value"] };
const OPTIMIZER: Role = { called: { en: "an optimizer", fr: "un optimiseur" }, functions: ["update"] };

/** What a configuration describes, made. */
export interface Assembled {
  readonly network: Sequential<readonly Layer[], Shape, Pipeline>;
  readonly pipeline: Pipeline;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** Makes the network, the loss, the optimizer and the metrics of a configuration. @throws OptionError, DataError and ShapeError as they do. */
export function assemble({ columns, network, training, seed = 0 }: Configuration, rows: Table): Assembled {
  const pipeline = pipelineOf(columns, rows);
  const layers = layersOf(network.layers, pipeline.inputSize, pipeline.outputSize);
  const { dtype = "float64" } = network;
  const options = { inputShape: [pipeline.inputSize], dtype, seed, pipeline };
  return {
    network: new Sequential(layers, options),
    pipeline,
    loss: lossOf(training),
    optimizer: optimizerOf(training),
    metrics: metricsOf(training.metrics),
  };
}

/** The loss of a training. @throws OptionError and Complaint for what is none. */
export function lossOf({ loss }: TrainingConfiguration): Loss {
  return made<Loss>(loss, "training.loss", LOSS);
}

/** The optimizer of a training. @throws OptionError and Complaint for what is none. */
export function optimizerOf({ optimizer }: TrainingConfiguration): Optimizer {
  return made<Optimizer>(optimizer, "training.optimizer", OPTIMIZER);
}

/** The metrics by the names that reports have them under. */
export function metricsOf(metrics: TrainingConfiguration["metrics"] = []): Record<string, Metric> {
  const named = Array.isArray(metrics)
    ? metrics.map((metric: Component, i) => [kindOf(metric), metric, `training.metrics[${i}]`] as const)
    : Object.entries(metrics).map(([name, metric]) => [name, metric as Component, `training.metrics.${name}`] as const);
  return Object.fromEntries(named.map(([name, metric, place]) => [name, made<Metric>(metric, place, METRIC)]));
}

/**
 * A configuration with all that it leaves to others said: how each column is prepared, each size, each setting. A training of it is
 * the same to the bit.
 */
export function writtenOut(
  configuration: Configuration,
  { network, pipeline, loss, optimizer }: Assembled,
): Configuration {
  const { data, columns, network: given, training, seed = 0 } = configuration;
  const { metrics = [], shuffle = true, evaluateEvery = 1, stopEarly } = training;
  return {
    data,
    columns: columnsOf(columns, pipeline),
    network: {
      dtype: given.dtype ?? "float64",
      layers: network.stack.places.map(({ layer }, i) => registry.describe(layer, `network.layers[${i}]`)),
    },
    training: {
      ...training,
      loss: registry.describe(loss, "training.loss"),
      optimizer: registry.describe(optimizer, "training.optimizer"),
      metrics: Object.fromEntries(
        Object.entries(metricsOf(metrics)).map(([name, metric]) => [
          name,
          registry.describe(metric, `training.metrics.${name}`),
        ]),
      ),
      ...{ shuffle, evaluateEvery },
      ...(stopEarly && { stopEarly: { patience: 10, better: "less" as const, minDelta: 0, ...stopEarly } }),
    },
    seed,
  };
}

function kindOf(component: Component): string {
  return draftOf(component, "training.metrics").kind;
}
