import {
  activationContract,
  backendContract,
  type ContractCheck,
  layerContract,
  lossContract,
  metricContract,
  optimizerContract,
} from "@nn/testing";
import { describe, test } from "vitest";
import { backends } from "./backends.js";
import { activations, layers, lossClasses, losses, metrics, optimizers } from "./components.js";

function runAll(name: string, checks: readonly ContractCheck[]): void {
  describe(name, () => {
    for (const { name: promised, run } of checks) test(promised, run);
  });
}

for (const backend of backends) {
  describe(`on the ${backend.name} backend`, () => {
    runAll(`${backend.name} itself`, backendContract(backend));
    for (const { layer, options } of layers) runAll(layer.name, layerContract(layer, { ...options, backend }));
    for (const { activation } of activations) runAll(activation.name, activationContract(activation, backend));
    for (const { loss, example, sizes } of losses) {
      runAll(loss.name, lossContract(loss, { example, backend, ...(sizes && { sizes }) }));
    }
    for (const [row, { loss, example, sizes }] of lossClasses.entries()) {
      runAll(`${loss.name}, row ${row}`, lossContract(loss, { example, backend, sizes }));
    }
    for (const [row, { metric, example, sizes }] of metrics.entries()) {
      const options = { example, backend, ...(sizes && { sizes }) };
      runAll(`${metric.name}, row ${row}`, metricContract(metric, options));
    }
    for (const { optimizer } of optimizers) runAll(optimizer.name, optimizerContract(optimizer, backend));
  });
}
