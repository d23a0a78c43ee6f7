import { defaultBackend, Sequential, seededRandom, workerPool } from "@nn/core";
import { reference, writtenLoop } from "@nn/core/backend";
import {
  arranged,
  Computation,
  checkChoice,
  checkLayers,
  checkLearningRate,
  checkLoss,
  checkNetwork,
  checkOptimizer,
  checkOptions,
  copyNumbers,
  defineActivation,
  defineLoss,
  defineRule,
  erf,
  exampleError,
  exp,
  finiteNumber,
  formatShape,
  frameFor,
  hyperbolicTangent,
  isShape,
  type Kernels,
  type Loss,
  type LossFrameOptions,
  lackOf,
  log,
  log1p,
  lossFrame,
  madeOfKernels,
  methodsOf,
  normal,
  numbersOf,
  OwnShapes,
  operationsOf,
  type PartParameter,
  Parts,
  parametersWithin,
  permutation,
  permute,
  positiveInteger,
  power,
  printable,
  rateAt,
  refusePromise,
  restoreRandom,
  sameShape,
  saysKernelsOnly,
  show,
  sizeOf,
  suggestion,
  trueOrFalse,
  uniform,
  writtenEquations,
} from "@nn/core/component";
import type { WorkerPoolOptions } from "@nn/core/types";
import { Dense } from "@nn/layers";
import { SGD } from "@nn/optim";
import type { Row } from "../row.js";
import { compute, Ruled, SCALED, useActivation, useLoss, useRule } from "./definitions.js";
import { doubling, half, plain, square } from "./own-components.js";

const NETWORK = new Sequential([new Dense(2, 1)]);

/** Functions that take a few plain values, or a component. */
export const helpers: readonly Omit<Row, "of">[] = [
  { name: "operationsOf", right: () => [SCALED], call: operationsOf },
  {
    name: "arranged",
    right: () => [new Float64Array(6), [2, 3], { take: [1, 0], transpose: [1, 0], zeros: 2, shape: [8] }],
    call: arranged,
  },
  { name: "exampleError", right: () => [3, (example: string) => `the age of ${example} is -1.`], call: exampleError },
  { name: "checkLearningRate", right: () => ["SGD: learningRate", 0.1], call: checkLearningRate },
  {
    name: "lossFrame",
    right: () => [square(), { outputShape: [2], batch: 3, dtype: "float32", backend: reference }],
    call: (loss: Loss, options: LossFrameOptions) => lossFrame(loss, options).values.length,
  },
  {
    name: "lossFrame",
    right: () => [
      square(),
      { outputShape: [2], batch: 1, prediction: new Float64Array(2), dprediction: new Float64Array(2) },
    ],
    call: (loss: Loss, options: LossFrameOptions) => lossFrame(loss, options).values.length,
  },
  { name: "checkLoss", right: () => [square()], call: checkLoss },
  { name: "checkOptimizer", right: () => [plain()], call: checkOptimizer },
  { name: "checkLayers", right: () => [[doubling()], "Residual"], call: checkLayers },
  { name: "parametersWithin", right: () => [NETWORK.stack.places[0]], call: parametersWithin },
  {
    name: "checkNetwork",
    right: () => ["explain", NETWORK],
    call: checkNetwork,
  },
  { name: "rateAt", right: () => [0.1, 1], call: rateAt },
  { name: "checkOptions", right: () => ["SGD", { momentum: 1 }, ["momentum", "nesterov"]], call: checkOptions },
  {
    name: "checkChoice",
    right: () => [
      "of",
      ({ role }: PartParameter) => role === "weight",
      [{ fullName: "0.weight", shape: [2, 1], role: "weight", size: 2 }],
    ],
    call: checkChoice,
  },
  { name: "suggestion", right: () => ["momentun", ["momentum", "nesterov"]], call: suggestion },
  { name: "positiveInteger", right: () => ["epochs", 1], call: positiveInteger },
  { name: "finiteNumber", right: () => ["momentum", 0.5, { atLeast: 0, above: -1, below: 1 }], call: finiteNumber },
  { name: "trueOrFalse", right: () => ["shuffle", true], call: trueOrFalse },
  { name: "show", right: () => ["text"], call: show },
  { name: "sizeOf", right: () => [[2, 3]], call: sizeOf },
  {
    name: "sameShape",
    right: () => [
      [2, 3],
      [2, 3],
    ],
    call: sameShape,
  },
  { name: "formatShape", right: () => [[2, 3]], call: formatShape },
  { name: "isShape", right: () => [[2, 3]], call: isShape },
  { name: "exp", right: () => [1], call: exp },
  { name: "lackOf", right: () => [half(), ["forward", "backward"]], call: lackOf },
  { name: "madeOfKernels", right: () => [half()], call: madeOfKernels },
  {
    name: "writtenEquations",
    right: () => [{ matrix: "weight", bias: "bias" }, 2, 1],
    call: (...given: never[]) => writtenEquations(...(given as unknown as Parameters<typeof writtenEquations>)),
  },
  { name: "saysKernelsOnly", right: () => [half(), ["forward"]], call: saysKernelsOnly },
  { name: "methodsOf", right: () => [Dense, ["forward"], ["useBias"]], call: methodsOf },
  {
    name: "new Computation",
    right: () => [
      {
        name: "doubled",
        arrays: ["y", "x", "m"],
        byRow: ["m"],
        scalars: ["c"],
        lines: ["y = c * x", "m = mean(y)"],
        factor: "x",
        refuses: ["x < 0"],
      },
    ],
    call: (...given: [never]) => compute(new Computation(...given)),
  },
  {
    name: "writtenLoop",
    right: () => [SCALED, [..."yabcde"]],
    call: (...given: Parameters<typeof writtenLoop>) => writtenLoop(...given),
  },
  ...[reference, defaultBackend()].map((backend) => ({
    name: "Kernels.compute",
    right: () => [SCALED, [2], 1, 2, ...backend.allocate("float64", [2, 2, 2, 2, 2, 2])],
    call: (...given: Parameters<Kernels["compute"]>) => backend.kernels("float64").compute(...given),
    writes: [4],
  })),
  {
    name: "defineActivation",
    right: () => [
      {
        name: "softplus",
        formula: { value: "log(1 + exp(z))", derivative: "1 / (1 + exp(-z))" },
        range: { least: 0, most: Infinity },
        forward: ["a = max(z, 0) + log1p(exp(-abs(z)))"],
      },
    ],
    call: (definition: never) => useActivation(defineActivation(definition)),
  },
  {
    name: "defineLoss",
    right: () => [
      {
        name: "absolute",
        formula: { value: "mean(abs(p - t))" },
        predictions: { what: "any", range: { least: -Infinity, most: Infinity }, remedy: "End in identity." },
        value: ["d = abs(p - t)", "value = mean(d)"],
        gradient: ["gradient = p > t ? 1 : -1"],
        refuses: ["t < 0"],
        refuse: () => {},
      },
    ],
    call: (definition: never) => useLoss(defineLoss(definition)),
  },
  {
    name: "defineRule",
    right: () => [
      { lines: ["v = 0.9 * v + g", "w = w - eta * v"], letters: { eta: "learningRate", v: "v" }, slots: ["v"] },
    ],
    call: (definition: never) => useRule(defineRule(definition)),
  },
  {
    name: "new RuleOptimizer",
    right: () => [defineRule({ lines: ["w = w - eta * g"], letters: { eta: "learningRate" } })],
    call: (rule: never) => new Ruled(rule),
  },
  {
    name: "RuleOptimizer.update",
    right: () => [
      {
        kernels: reference.kernels("float64"),
        value: new Float64Array([1, 2]),
        gradient: new Float64Array([3, 4]),
        slots: { velocity: new Float64Array(2) },
        step: 1,
      },
    ],
    call: (frame: never) => new SGD({ learningRate: 0.1, momentum: 0.9 }).update(frame),
    writes: [0],
  },
  {
    name: "numbersOf",
    right: () => [{ ...plain(), numbers: ["rate"], rate: 0.5 }, { step: 1 }],
    call: numbersOf,
  },
  {
    name: "new Parts",
    right: () => [{ inner: { optimizer: plain(), of: () => true, gradient: "seen", every: 2 } }],
    call: (byName: never) => {
      const parts = new Parts(byName);
      frameFor({ ...plain(), parts: () => parts }, [{ fullName: "0.weight", shape: [2] }]);
    },
  },
  {
    name: "new OwnShapes",
    right: () => [{ slots: () => ({ seen: [1] }), scratch: () => ({ x: [2] }) }],
    call: (own: never) => {
      const shapes = new OwnShapes(own);
      frameFor({ ...plain(), shapes }, [{ fullName: "0.weight", shape: [2] }]);
    },
  },
  {
    name: "frameFor",
    right: () => [plain(), [{ fullName: "0.weight", shape: [2], role: "bias" }], reference, "float32"],
    call: (...values: Parameters<typeof frameFor>) => plain().update(frameFor(...values)),
  },
  {
    name: "copyNumbers",
    right: () => [reference.kernels("float64"), new Float64Array(2), new Float64Array(2), 2],
    call: copyNumbers,
    writes: [0, 1],
  },
  { name: "printable", right: () => ["weight"], call: printable },
  { name: "refusePromise", right: () => ["a metric: value", 1], call: refusePromise },
  { name: "log", right: () => [1], call: log },
  { name: "log1p", right: () => [1], call: log1p },
  { name: "erf", right: () => [1], call: erf },
  { name: "hyperbolicTangent", right: () => [1], call: hyperbolicTangent },
  { name: "power", right: () => [1.5, 3], call: power },
  { name: "seededRandom", right: () => ["seed", "use"], call: (...given: ["", ""]) => seededRandom(...given)() },
  { name: "restoreRandom", right: () => [seededRandom(1).state()], call: (state: never) => restoreRandom(state)() },
  { name: "uniform", right: () => [seededRandom(1), -1, 1], call: uniform },
  { name: "normal", right: () => [seededRandom(1), 0, 1], call: normal },
  { name: "permute", right: () => [seededRandom(1), [1, 2, 3]], call: permute, writes: [1] },
  { name: "permutation", right: () => [seededRandom(1), 3], call: permutation },
  { name: "defaultBackend", right: () => [], call: defaultBackend },
  {
    name: "workerPool",
    right: () => [{ workers: 1, warn: () => {} }],
    call: async (options: WorkerPoolOptions) => (await workerPool(options)).close(),
  },
];
