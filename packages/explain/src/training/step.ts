import type { Network } from "@nn/core/component";
import { parameterNames } from "../chain/names.js";
import type { StepExplanation } from "../explanation/training.js";
import { type ExplainTrainingOptions, TrainingCopy } from "./training-copy.js";

/**
 * One step of a training as a whole: of each parameter its value before, its gradient, its change and its value after, and
 * what becomes of the loss. The numbers are those of the training, to the bit; the network is left as it is.
 *
 *     loss predicted = loss before + Σ gradient · change
 *
 * The losses are those of predictions, in which layers such as dropout do nothing.
 *
 * Source: the tangent of the loss: the first two terms of its Taylor series.
 *
 * @throws OptionError for an unknown option, and for the state of another training; ShapeError or DataError for examples that
 *   don't fit; DivergenceError for a step that leaves the finite numbers.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
 * const optimizer = new SGD({ learningRate: 0.1 });
 * const step = explainStep(network, { input: [-2, -1], target: [1], loss: meanSquaredError, optimizer });
 * step.parameters[0]?.after; // => 0.9978530464734189
 * step.lossBefore > step.lossAfter; // => true
 */
export function explainStep(network: Network, options: ExplainTrainingOptions): StepExplanation {
  const copy = new TrainingCopy("explainStep", network, options);
  const { size } = copy.data;
  const before = copy.parameters();
  const lossBefore = copy.lossOf(0, size);
  const trainer = copy.trainer(size);
  trainer.stepRows(copy.data, rowsUpTo(size), 0, size);
  const gradients = trainer.gradients();
  const moved = copy.parameters();
  const placed = new Map(
    network.stack.allPlaces.flatMap(({ parameters }) => parameters.map(({ fullName, offset }) => [fullName, offset])),
  );
  const parameters = parameterNames(network).map(({ name, fullName, element }) => {
    const index = placed.get(fullName)! + element;
    const [value, after] = [before[index]!, moved[index]!];
    const gradient = gradients[fullName]?.[element] ?? null;
    return { name, fullName, element, value, gradient, change: after - value, after };
  });
  return {
    kind: "step",
    ...copy.told,
    step: trainer.stepCount,
    parameters,
    lossBefore,
    lossPredicted: parameters.reduce((loss, { gradient, change }) => loss + (gradient ?? 0) * change, lossBefore),
    lossAfter: copy.lossOf(0, size),
  };
}

export function rowsUpTo(size: number): Uint32Array {
  return Uint32Array.from({ length: size }, (_, row) => row);
}
