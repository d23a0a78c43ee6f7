import {
  type Data,
  datasetOf,
  type FloatArray,
  type Loss,
  type Network,
  Sequential,
  TrainingWorkspace,
} from "@nn/core";

/**
 * The network's own passes on some examples, in float64 whatever its format is: on a copy, so that numbers can be moved
 * to see what becomes of the loss.
 */
export class GradientRun {
  readonly batch: number;
  /** The copy's parameters: changing one changes the next `loss()`. */
  readonly parameters: FloatArray;
  /** Each example's numbers, one example after another. */
  readonly inputs: FloatArray;
  readonly targets: FloatArray;
  readonly #network: Network;
  readonly #loss: Loss;
  readonly #workspace: TrainingWorkspace;
  readonly #values: FloatArray;
  readonly #size: number;

  /** @throws DataError or ShapeError for examples that don't fit the network. */
  constructor({ stack, parameters, backend }: Network, data: Data, loss: Loss) {
    const layers = stack.places.map(({ layer }) => layer);
    const copy = new Sequential(layers, { dtype: "float64", inputShape: stack.inputShape, backend });
    copy.parameters.block.set(parameters.block);
    const dataset = datasetOf(data, stack.inputShape, stack.outputShape);
    this.batch = dataset.size;
    this.#network = copy;
    this.#loss = loss;
    this.#workspace = new TrainingWorkspace(copy, this.batch);
    const { inputs, prediction } = this.#workspace;
    const [targets, values] = backend.allocate("float64", [prediction.length, this.batch]);
    this.parameters = copy.parameters.block;
    this.inputs = inputs;
    this.targets = targets!;
    this.#values = values!;
    this.#size = prediction.length / this.batch;
    dataset.read(
      inputs,
      targets!,
      Uint32Array.from({ length: this.batch }, (_, row) => row),
      0,
      this.batch,
    );
  }

  /** The mean loss with the copy's present parameters. */
  loss(): number {
    const { backend, dtype } = this.#network;
    this.#workspace.forward(this.batch);
    this.#loss.value(
      backend.kernels(dtype),
      this.#values,
      this.#workspace.prediction,
      this.targets,
      this.batch,
      this.#size,
    );
    let sum = 0;
    for (let i = 0; i < this.batch; i++) sum += this.#values[i]!;
    return sum / this.batch;
  }

  /** Its derivatives by all parameters, by back-propagation: until the next call. */
  gradients(): FloatArray {
    const workspace = this.#workspace;
    const kernels = this.#network.backend.kernels(this.#network.dtype);
    workspace.forward(this.batch);
    this.#loss.gradient(kernels, workspace.dprediction, workspace.prediction, this.targets, this.batch, this.#size);
    workspace.backward();
    return workspace.gradients.block;
  }
}
