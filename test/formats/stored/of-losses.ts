import type { Initializer, Loss, Optimizer } from "@nn/core/component";
import {
  Dense,
  exponential,
  identity,
  identityMatrix,
  lecunNormal,
  lecunUniform,
  Sparse,
  sigmoid,
  softmax,
  softplus,
  TruncatedNormal,
  tanh,
  VarianceScaling,
} from "@nn/layers";
import * as losses from "@nn/losses";
import * as optim from "@nn/optim";
import type { StoredNetwork } from "./stored-network.js";

const inputs = [
  [0.5, -1, 0.25],
  [-0.75, 0.5, 1],
  [1, 0.25, -0.5],
];
const amounts = [
  [1, 2, 0.5],
  [3, 1, 2],
  [0.25, 4, 1],
];
const sides = [
  [1, -1, 1],
  [-1, -1, 1],
  [1, 1, -1],
];
const classes = [
  [1, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
];
const numbers = [[0], [2], [1]];
const { SGD } = optim;
const averaged = new optim.StochasticWeightAveraging({
  from: 2,
  optimizer: new SGD({ learningRate: optim.cosineDecayWithRestarts({ learningRate: 0.1, steps: 3 }) }),
});

/** A network of two layers: its last activation, its loss and the targets, its optimizer, and its first weights. */
type Row = readonly [
  last: typeof identity,
  loss: Loss,
  targets: readonly (readonly number[])[],
  optimizer: Optimizer,
  weightInitializer?: Initializer,
];
const rows: Readonly<Record<string, Row>> = {
  "absolute-error": [identity, losses.meanAbsoluteError, amounts, new optim.Adadelta(), lecunNormal],
  "percentage-error": [identity, losses.meanAbsolutePercentageError, amounts, new optim.Adagrad(), lecunUniform],
  "logarithmic-error": [softplus, losses.meanSquaredLogarithmicError, amounts, new optim.Adamax(), identityMatrix],
  "rows-and-columns": [identity, losses.meanAbsoluteError, amounts, new optim.Adafactor()],
  matrices: [identity, losses.meanAbsoluteError, amounts, new optim.Muon({ others: new SGD({ learningRate: 0.1 }) })],
  huber: [identity, losses.huber({ delta: 0.5 }), amounts, new optim.AMSGrad(), new Sparse({ sparsity: 0.5 })],
  hinge: [identity, losses.hinge, sides, new optim.LAMB(), new TruncatedNormal({ standardDeviation: 0.5 })],
  "squared-hinge": [identity, losses.squaredHinge, sides, new optim.Lion(), new VarianceScaling({ scale: 2 })],
  "categorical-hinge": [identity, losses.categoricalHinge, classes, new optim.Adam()],
  quantile: [identity, losses.quantile({ level: 0.9 }), amounts, new optim.NAdam()],
  poisson: [softplus, losses.poisson, amounts, new optim.RAdam()],
  contrastive: [
    exponential,
    losses.contrastive({ margin: 2 }),
    classes,
    new SGD({ learningRate: optim.inverseTimeDecay({ learningRate: 0.1, every: 2 }) }),
  ],
  cosine: [identity, losses.cosineSimilarity, amounts, new optim.Rprop()],
  divergence: [softmax, losses.kullbackLeiblerDivergence, classes, new optim.Lookahead({ optimizer: averaged })],
  "binary-focal": [
    sigmoid,
    losses.binaryFocalCrossEntropy({ gamma: 1.5, alpha: 0.25 }),
    classes,
    new SGD({ learningRate: optim.inverseTimeDecay({ learningRate: 0.1, every: 2 }) }),
  ],
  "categorical-focal": [
    softmax,
    losses.categoricalFocalCrossEntropy(),
    classes,
    new SGD({ learningRate: optim.oneCycle({ learningRate: 0.1, steps: 10 }) }),
  ],
  "weighted-classes": [
    identity,
    losses.weightedBinaryCrossEntropyFromLogits({ positiveWeight: 3 }),
    classes,
    new SGD({ learningRate: optim.piecewiseConstant({ learningRates: [0.1, 0.01], boundaries: [3] }) }),
  ],
  "smoothed-classes": [
    identity,
    losses.smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.1 }),
    classes,
    new SGD({ learningRate: optim.polynomialDecay({ learningRate: 0.1, steps: 10 }) }),
  ],
  "smoothed-class-numbers": [
    identity,
    losses.smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.1, classNumbers: true }),
    numbers,
    new SGD({ learningRate: 0.1 }),
  ],
};

/** A network for each loss of a kind of its own, by the names of their folders, with the optimizers and first values. */
export const networksOfLosses: Readonly<Record<string, StoredNetwork>> = Object.fromEntries(
  Object.entries(rows).map(([name, [activation, loss, targets, optimizer, weightInitializer]]) => [
    name,
    {
      layers: () => [
        new Dense(3, 3, { activation: tanh, ...(weightInitializer && { weightInitializer }) }),
        new Dense(3, 3, { activation }),
      ],
      loss,
      optimizer,
      inputs,
      targets,
    },
  ]),
);
