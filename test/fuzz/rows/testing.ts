import { type Backend, reference } from "@nn/core/backend";
import type { Activation, DatasetMetric, Layer, Loss, Optimizer } from "@nn/core/component";
import { type ClaimedGradient, ContractError, checkGradients, compareGradients } from "@nn/core/gradients";
import { Dense, relu } from "@nn/layers";
import { areaUnderROCCurve, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import {
  activationContract,
  backendContract,
  type ContractCheck,
  type LayerContractOptions,
  type LossContractOptions,
  layerContract,
  lossContract,
  metricContract,
  optimizerContract,
} from "@nn/testing";
import { rowsOf } from "../row.js";

/** Runs each check; a promise that isn't kept is an answer like any other. */
const kept = (checks: readonly ContractCheck[]): boolean[] =>
  checks.map(({ run }) => {
    try {
      run();
      return true;
    } catch (error) {
      if (error instanceof ContractError) return false;
      throw error;
    }
  });

const square = (): number => 9;
const claims = (): Record<string, ClaimedGradient> => ({ x: { values: Float64Array.of(3), gradient: [0] } });
const dense = (): object => {
  const layer = new Dense(2, 1);
  const { name, inputShape } = layer;
  const methods = ["outputShape", "parameters", "saved", "forward", "backward"] as const;
  return Object.assign({ name, inputShape }, ...methods.map((method) => ({ [method]: layer[method].bind(layer) })));
};

export const gradientRows = rowsOf("@nn/core/gradients", [
  {
    name: "compareGradients",
    right: () => [square, claims()],
    call: (f: () => number, given: Record<string, ClaimedGradient>) => compareGradients(f, given),
  },
  {
    name: "checkGradients",
    right: () => [square, claims()],
    call: (f: () => number, given: Record<string, ClaimedGradient>) => checkGradients(f, given),
  },
]);

export const testingRows = rowsOf("@nn/testing", [
  {
    name: "layerContract",
    right: () => [dense(), { inputShape: [2], backend: reference }],
    call: (layer: Layer, options: LayerContractOptions) => kept(layerContract(layer, options)),
  },
  {
    name: "activationContract",
    right: () => [{ ...relu }, reference],
    call: (activation: Activation, backend: Backend) => kept(activationContract(activation, backend)),
  },
  {
    name: "lossContract",
    right: () => [
      { ...meanSquaredError },
      { example: () => ({ prediction: [0.5], target: [1] }), sizes: [1], backend: reference },
    ],
    call: (loss: Loss, options: LossContractOptions) => kept(lossContract(loss, options)),
  },
  {
    name: "metricContract",
    right: () => [
      { ...areaUnderROCCurve },
      { example: (random: () => number) => ({ prediction: [0.5], target: [Math.round(random())] }), sizes: [1] },
    ],
    call: (metric: DatasetMetric, options: LossContractOptions) => kept(metricContract(metric, options)),
  },
  {
    name: "optimizerContract",
    right: () => [new SGD({ learningRate: 0.1 }), reference],
    call: (optimizer: Optimizer, backend: Backend) => kept(optimizerContract(optimizer, backend)),
  },
  // Each of its checks runs thousands of products: what it takes is looked at when they are made.
  { name: "backendContract", right: () => [reference], call: (backend: Backend) => backendContract(backend) },
]);
