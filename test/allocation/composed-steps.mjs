import { datasetFor, Sequential } from "@nn/core";
import { Dense, relu } from "@nn/layers";
import { L1, L2, meanSquaredError } from "@nn/losses";
import {
  AdamW,
  AveragedWeights,
  ClipByGlobalNorm,
  ClipByNorm,
  GradientAccumulation,
  ParameterGroups,
  SGD,
} from "@nn/optim";
import { people } from "../fixtures/people.mjs";

/** So many steps with optimizers around one another, penalties, frozen parameters and weighted examples. */
export function composedSteps(count, options) {
  const layers = [new Dense(2, 3, { activation: relu }), new Dense(3, 4, { activation: relu }), new Dense(4, 1)];
  const network = new Sequential(layers, { dtype: "float32", seed: 1, ...options });
  const isBias = ({ role }) => role === "bias";
  const groups = [
    { of: isBias, optimizer: new SGD({ learningRate: 0.01, momentum: 0.9 }) },
    { optimizer: new AdamW() },
  ];
  const clipped = new ClipByGlobalNorm({ optimizer: new ParameterGroups({ groups }), limit: 1 });
  const averaged = new AveragedWeights({ optimizer: new ClipByNorm({ optimizer: clipped, limit: 1 }), decay: 0.99 });
  const trainer = network.trainer({
    loss: meanSquaredError,
    optimizer: new GradientAccumulation({ optimizer: averaged, batches: 2 }),
    batchSize: 2,
    penalties: [new L1({ strength: 1e-4 }), new L2({ strength: 1e-4 })],
    frozen: ({ fullName }) => fullName.startsWith("1."),
  });
  const data = datasetFor(network, { inputs: people.inputs, targets: [1, 0, 0, 1], weights: [1, 2, 0, 3] });
  const rows = Uint32Array.of(0, 1, 2, 3);
  return () => {
    for (let i = 0; i < count; i++) trainer.stepRows(data, rows, 2 * (i % 2), 2 * (i % 2) + 2);
  };
}
