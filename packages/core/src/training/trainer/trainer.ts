import type { FloatArray } from "@nn/numerics";
import { checkOptions, OptionError } from "@nn/numerics";
import type { Network } from "../../contracts/network.js";
import type { Examples, NumberArray } from "../../data/examples.js";
import { readParameters } from "../../parameters/read-parameters.js";
import { checkStill, occupancyOf } from "../occupancy.js";
import { takeBackState } from "../past.js";
import {
  checkRateScale,
  type RestoreOptions,
  readState,
  stateOf,
  type TrainerState,
  type Training,
} from "../state/trainer-state.js";
import { PlainTrainer } from "./plain-trainer.js";
import type { TrainerOptions } from "./trainer-options.js";

const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);

/**
 * One training of a network: its loss, its optimizer and the memory of both. Each {@link Trainer.step} is one update:
 * {@link Trainer.gradients} of a batch, and {@link Trainer.apply}. `fit` is a loop over it.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
 * const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 });
 * trainer.step([-2, -1], [1]); // => 0.22686628719087137
 * trainer.gradients()["0.weight"][0]; // => 0.0214695352658111
 */
export class Trainer extends PlainTrainer {
  readonly #training: Training;
  /** What layers are to remember once the parameters have moved by the gradients that are there. */
  #remembered: FloatArray = NOTHING;

  /** @throws OptionError for an unknown option or a batch size that is not a whole number of at least 1. */
  constructor(network: Network, options: TrainerOptions) {
    super(network, options);
    const { loss, optimizer, penalties } = options;
    this.#training = { network, loss, optimizer, penalties, frozen: this.frozen, update: this.update };
  }

  /**
   * The gradients of a batch by the parameters' names: the derivatives of its mean loss, which `loss` has then. Nothing
   * moves before {@link Trainer.apply}. Without a batch, those of the last one.
   *
   * @param weights - What each example counts; as one unless given.
   * @throws DataError or ShapeError for examples that don't fit the network; DivergenceError if the loss or a gradient is not
   *   finite.
   *
   * @example
   * const network = new Sequential([new Dense(1, 1, { activation: identity, weightInitializer: zeros })]);
   * const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 });
   * trainer.gradients([3], [1]); // => { "0.weight": [-6], "0.bias": [-2] }
   * trainer.apply();
   * network.getParameters(); // => { "0.weight": [0.6], "0.bias": [0.2] }
   */
  override gradients(
    inputs?: Examples,
    targets?: Examples,
    weights?: readonly number[] | NumberArray,
  ): Record<string, number[]> {
    if (inputs !== undefined || targets !== undefined) {
      this.update.derive(this.load(inputs as Examples, targets as Examples, weights));
      this.update.derivedAt = this.stepCount;
      // What layers remember moves with the parameters.
      this.#remembered = this.update.state.slice();
      takeBackState(this.update);
    }
    return super.gradients();
  }

  /**
   * Has the optimizer move the parameters by the gradients of {@link Trainer.gradients}, as a step does; or by those it is given, such
   * as the means of several processes' gradients.
   *
   * @param gradients - One list for each parameter that is trained, by its name.
   * @throws OptionError where there are none, as their batch was moved by already, for given ones that aren't of all these
   *   parameters, and for an optimizer that evaluates the loss, which is that of one batch; ShapeError or DataError for lists
   *   that don't fit; DivergenceError if an updated parameter is not finite. Nothing has moved then.
   *
   * @example
   * const network = new Sequential([new Dense(1, 1, { activation: identity, weightInitializer: zeros })]);
   * const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 });
   * trainer.apply({ "0.weight": [-6], "0.bias": [-2] });
   * network.getParameters(); // => { "0.weight": [0.6], "0.bias": [0.2] }
   */
  apply(gradients?: Readonly<Record<string, ArrayLike<number>>>): void {
    checkStill(occupancyOf(this.#training.network), "A trainer's apply");
    if (gradients !== undefined) this.#take(gradients);
    else if (this.update.derivedAt !== this.stepCount) {
      throw new OptionError(
        "apply moves the parameters by the gradients of a batch, once: call gradients(inputs, targets) before it. To do both, " +
          "call step(inputs, targets).",
      );
    }
    this.update.derivedAt = -1;
    this.update.keep();
    this.update.state.set(this.#remembered);
    this.update.apply();
  }

  /** Puts given gradients in the place of a batch's. */
  #take(gradients: Readonly<Record<string, ArrayLike<number>>>): void {
    const { network, optimizer } = this.#training;
    const { workspace, past, state, evaluates } = this.update;
    const names = Object.keys(super.gradients()).sort();
    // A long text has as many names as letters, which aren't sorted.
    const given = Object.keys(Object(gradients));
    if (evaluates || given.length !== names.length || String(given.sort()) !== String(names)) {
      throw new OptionError(
        evaluates
          ? `${optimizer.name} asks for the loss of a batch, so that it can't be given gradients of several.`
          : `apply takes the gradients of all parameters that are trained, as gradients() gives them: ${names.join(", ")}.`,
      );
    }
    const { stack, dtype } = network;
    readParameters({ stack, dtype, parameters: workspace.gradients }, gradients, "apply")();
    // What layers remember is of this trainer's own batch, if it has one.
    if (this.update.derivedAt === this.stepCount) return;
    this.#remembered = state.slice();
    past.state.set(state);
  }

  /** What learning rates are multiplied by, whether numbers or functions; 1 at first. */
  get rateScale(): number {
    return this.update.memory.rate.scale;
  }

  /** @throws OptionError for anything but a finite number of at least 0. */
  set rateScale(scale: number) {
    this.update.memory.rate.scale = checkRateScale(scale);
  }

  /**
   * What the training has come to, as data: the parameters, what the optimizer remembers, the number of the step. All that
   * {@link Trainer.restore} needs for the same next steps, in another process and on another backend as well.
   */
  state(): TrainerState {
    checkStill(occupancyOf(this.#training.network), "A trainer's state");
    return stateOf(this.#training);
  }

  /**
   * Takes up a training where `state` was called, with the same bits: so its network has the same layers, format and seed, and
   * it has the same loss, optimizer, penalties and frozen parameters, with the same settings. Nothing moves if anything doesn't
   * fit.
   *
   * @param options - Which settings differ on purpose.
   * @throws OptionError, ShapeError or DataError for a state that doesn't fit.
   *
   * @example
   * const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }), batchSize: 1 };
   * const [one, other] = [new Sequential([new Dense(2, 1)]).trainer(options), new Sequential([new Dense(2, 1)]).trainer(options)];
   * one.step([-2, -1], [1]);
   * other.restore(one.state());
   * other.step([25, 6], [0]) === one.step([25, 6], [0]); // => true
   */
  restore(state: TrainerState, options: RestoreOptions = {}): void {
    checkOptions("restore", options, ["changed"]);
    const restored = readState(this.#training, state, options.changed);
    const occupancy = occupancyOf(this.#training.network);
    checkStill(occupancy, "A trainer's restore");
    occupancy.lastRule = undefined;
    this.update.derivedAt = -1;
    restored();
  }
}
