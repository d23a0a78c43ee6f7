import { type Data, DataError, datasetFor, OptionError } from "@nn/core";
import type { Backend, Kernels } from "@nn/core/backend";
import {
  allFrames,
  checkLoss,
  type FloatArray,
  type Loss,
  type LossFrame,
  lossFrame,
  type Network,
  show,
  TrainingWorkspace,
} from "@nn/core/component";
import { type ClaimedGradient, ContractError, compareGradients, type GradientComparison } from "@nn/core/gradients";
import { undrawn } from "./undrawn.js";

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
  readonly #frame: LossFrame;

  /** @throws OptionError for a loss that isn't one; DataError or ShapeError for examples that don't fit the network. */
  constructor({ stack, parameters, backend }: Network, data: Data, loss: Loss) {
    const layers = stack.places.map(({ layer }) => layer);
    const copy = undrawn(layers, { dtype: "float64", inputShape: stack.inputShape, backend });
    const { outputShape } = stack;
    const dataset = datasetFor(copy, data, checkLoss(loss));
    if (dataset.weights !== undefined) {
      throw new OptionError("Gradients are explained of examples that count as one each. Leave out weights.");
    }
    this.batch = dataset.size;
    this.#network = copy;
    this.#loss = loss;
    checkKernels(copy.backend);
    this.#workspace = new TrainingWorkspace(copy, this.batch, { training: false });
    const { inputs, prediction, dprediction } = this.#workspace;
    this.#frame = lossFrame(loss, { outputShape, batch: this.batch, backend: copy.backend, prediction, dprediction });
    this.parameters = new Float64Array(parameters.block);
    this.inputs = inputs;
    this.targets = this.#frame.target;
    dataset.read(
      inputs,
      this.targets,
      Uint32Array.from({ length: this.batch }, (_, row) => row),
      0,
      this.batch,
    );
  }

  /**
   * The mean loss with the copy's present parameters. Beyond the bounds that the loss keeps predictions to, where its code
   * gives the derivative at the bound, it goes on as a straight line.
   */
  loss(): number {
    this.#forward();
    this.#loss.value(this.#frame);
    const beyond = this.#beyondBounds().reduce((sum, { slope, distance }) => sum + slope * distance, 0);
    return compensatedSum(this.#frame.values, this.batch) / this.batch + beyond;
  }

  /** The mean loss at other parameters, and its derivatives with respect to them. */
  lossAt(value: FloatArray, gradient: FloatArray): number {
    const before = this.parameters.slice();
    this.parameters.set(value);
    const loss = this.loss();
    gradient.set(this.gradients());
    this.parameters.set(before);
    return loss;
  }

  /** Each example's targets as a formula has them: of a class number, 1 for that class and 0 for the others. */
  get targetsInFormulas(): readonly (readonly number[])[] {
    const { outputSize, targetSize } = this.#frame;
    return Array.from({ length: this.batch }, (_, example) => {
      const row = this.targets.subarray(example * targetSize, (example + 1) * targetSize);
      if (!this.#loss.formula?.oneHot) return Array.from(row);
      const { rowSize } = this;
      return Array.from({ length: outputSize }, (_, i) => (i % rowSize === row[Math.floor(i / rowSize)] ? 1 : 0));
    });
  }

  /** How many outputs the loss's formula is about: those of a row along the last axis, or all of an example. */
  get rowSize(): number {
    const { outputShape, outputSize } = this.#frame;
    return this.#loss.formula?.lastAxis ? outputShape.at(-1)! : outputSize;
  }

  /** Whether the loss depends on a prediction beyond its bounds, with the copy's present parameters. */
  isBeyondBounds(): boolean {
    this.#forward();
    return this.#beyondBounds().some(({ slope }) => slope !== 0);
  }

  /** @throws DataError for a loss that isn't finite: it has no derivatives. */
  checkFinite(where: string): void {
    if (Number.isFinite(this.loss())) return;
    throw new DataError(
      `${where}: the loss of these examples isn't a finite number. Look at the size of the parameters, of the inputs ` +
        "and of the targets.",
    );
  }

  /**
   * Compares derivatives with differences of the loss.
   *
   * @throws DataError where the loss is finite, but on neither side of one of the numbers.
   */
  compare(where: string, claims: Readonly<Record<string, ClaimedGradient>>): GradientComparison[] {
    try {
      return compareGradients(() => this.loss(), claims);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      throw new DataError(`${where}: ${error.message}`);
    }
  }

  /** Its derivatives with respect to all parameters, by back-propagation: until the next call. */
  gradients(): FloatArray {
    this.#forward();
    this.#lossGradient();
    this.#workspace.backward();
    return this.#workspace.gradients.block;
  }

  /** The derivatives with respect to the predictions of the last pass. */
  #lossGradient(): FloatArray {
    this.#loss.value(this.#frame);
    this.#loss.gradient(this.#frame);
    return this.#frame.dprediction;
  }

  /** The predictions of the last pass that the loss takes its bounds for: the slope there, and how far they are from it. */
  #beyondBounds(): { readonly slope: number; readonly distance: number }[] {
    const [least, most] = this.#loss.formula?.clip ?? [-Infinity, Infinity];
    const distances = Array.from(this.#workspace.prediction, (p) => p - Math.min(Math.max(p, least), most));
    if (distances.every((distance) => distance === 0)) return [];
    const slopes = this.#lossGradient();
    return distances.flatMap((distance, i) => (distance === 0 ? [] : [{ slope: slopes[i]!, distance }]));
  }

  /** A pass with the present parameters. */
  #forward(): void {
    const frames = allFrames(this.#workspace.frames);
    for (const { number, parameters, state } of this.#network.stack.allPlaces) {
      const own = { ...frames[number]!.parameters, ...frames[number]!.state };
      for (const { name, offset, size } of [...parameters, ...state]) {
        own[name]!.set(this.parameters.subarray(offset, offset + size));
      }
    }
    this.#workspace.forward(this.batch);
  }
}

/**
 * A sum with the digits that its additions lose: differences of the loss are to have as many digits as they can.
 *
 * Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974).
 */
function compensatedSum(values: FloatArray, length: number): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < length; i++) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

function checkKernels(backend: Backend): void {
  const given: unknown = backend.kernels("float64");
  if (typeof (given as Partial<Kernels> | undefined | null)?.matmul === "function") return;
  throw new OptionError(
    `The backend ${show(backend.name)} must give its kernels as an object, but gives ${show(given)}.`,
  );
}
