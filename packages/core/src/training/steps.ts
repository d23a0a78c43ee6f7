import { OptionError } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Dataset } from "../contracts/dataset.js";
import type { Network } from "../contracts/network.js";
import { noWeights } from "../data/dataset.js";
import { equipmentOf } from "../equipment/equipment.js";
import type { RecordedSteps, WeightsOfBatch } from "../equipment/recorded.js";
import { allocationsOf, housed, worksIn } from "../memory/home.js";
import { copyByName, listParameters } from "../parameters/parameters.js";
import type { StopSignal } from "./fit/signals.js";
import type { TrainerOptions } from "./trainer/trainer-options.js";
import { Update } from "./update.js";

const NO_ROWS: Uint32Array = /* @__PURE__ */ new Uint32Array(0);

/** The steps of a training, on batches that were checked: `fit` goes through them, and a trainer's user drives them. */
export class Steps {
  /** @hidden */
  readonly network: Network;
  /** @hidden */
  readonly update: Update;
  /**
   * The names of the parameters that it leaves as they are.
   *
   * @hidden
   */
  readonly frozen: ReadonlySet<string> | undefined;
  #weights: WeightsOfBatch | undefined;
  /**
   * The steps that were recorded; `undefined` where none are.
   *
   * @hidden
   */
  readonly recorded: RecordedSteps | undefined;

  constructor(network: Network, { loss, optimizer, batchSize, frozen: chosen, penalties }: TrainerOptions) {
    this.network = network;
    const equipment = equipmentOf(network);
    const frozen = equipment?.freezing.namesIn(network, chosen);
    if (equipment === undefined && (chosen ?? penalties) !== undefined) {
      throw new OptionError("frozen and penalties need @nn/core.");
    }
    const trained = frozen ? equipment!.freezing.trained(optimizer, frozen) : optimizer;
    this.frozen = frozen;
    this.update = housed(network, () => new Update(network, loss, trained, batchSize, { frozen, penalties }));
    this.recorded = equipment?.recordSteps(network, this.update, loss, trained);
    worksIn(this, ...allocationsOf(this.update));
  }

  /** One update on each batch of the examples numbered `rows[from .. to)`. @param signal - Stops between two updates. @hidden */
  run(data: Dataset, rows: Uint32Array, from: number, to: number, batch: number, signal: StopSignal | undefined): void {
    const oneByOne = signal !== undefined && this.recorded?.mayBeAborted(signal);
    this.weigh(data.weights);
    for (let row = from; row < to && !signal?.aborted; ) {
      const size = Math.min(batch, to - row);
      const count = oneByOne ? 1 : Math.floor((to - row) / size);
      const done = this.recorded?.run(data, rows, row, size, count) ?? 0;
      row += size * done;
      if (done > 0) continue;
      data.read(this.update.workspace.inputs, this.update.frame.target, rows, row, row + size);
      this.update.weights?.read(data.weights!, rows, row, row + size);
      try {
        this.stepLoaded(size);
      } catch (error) {
        const first = row;
        throw advice.onExample?.(error, "the data", (example) => rows[first + example]!) ?? error;
      }
      row += size;
    }
  }

  /** The mean loss of the last batch, before its update; NaN before the first step. */
  get loss(): number {
    return this.update.loss;
  }

  /** How many updates were made. */
  get stepCount(): number {
    return this.update.count;
  }

  /**
   * The gradients of the last step by the parameters' names: the derivatives of the batch's mean loss. Frozen parameters have
   * none.
   */
  gradients(): Record<string, number[]> {
    const moved = listParameters(this.network.stack).filter(({ fullName }) => !this.frozen?.has(fullName));
    return copyByName(moved, this.update.workspace.gradients);
  }

  /** Has the next steps weigh their examples, or not. @hidden */
  protected weigh(weights: unknown): void {
    const { update } = this;
    const equipment = equipmentOf(this.network);
    if (weights !== undefined) this.#weights ??= equipment?.weigh(this.network, this) ?? noWeights({ weights });
    update.weights = weights === undefined ? undefined : this.#weights;
  }

  /** One update on what was read into the workspace. @hidden */
  protected stepLoaded(batch: number): void {
    if (this.recorded?.run(undefined, NO_ROWS, 0, batch, 1)) return;
    this.update.derive(batch);
    this.update.apply();
  }
}
