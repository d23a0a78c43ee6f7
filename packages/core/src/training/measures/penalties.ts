import type { FloatArray, Recorder } from "@nn/numerics";
import { OptionError, show } from "@nn/numerics";
import { lackOf } from "../../components/component.js";
import { refusePromise } from "../../components/promises.js";
import type { Network } from "../../contracts/network.js";
import type { Penalty, PenaltyFrame } from "../../contracts/penalty.js";
import { chosenBy } from "../../memory/frames/update-frame.js";
import { allocationsOf, homeOf, worksIn } from "../../memory/home.js";
import { checkChoice } from "../../parameters/check-choice.js";
import { listParameters } from "../../parameters/parameters.js";
import { watch } from "../../recording/watch/kernels-only.js";
import type { Watched } from "../../recording/watch/watched.js";

/** A penalty with what it is given of one parameter. */
interface Pair {
  readonly penalty: Penalty;
  readonly frame: PenaltyFrame;
  /** What has to stay as it is for it to be recorded; `undefined` where it is called. */
  readonly watched: Watched | undefined;
}

/** The penalties of a training. */
export class Penalties {
  /** One number for each penalty and parameter. */
  readonly #values: FloatArray;
  readonly #pairs: readonly Pair[];

  /**
   * @param gradient - The block of gradients.
   * @throws OptionError for what is no list of penalties, and for one that is about no parameter.
   */
  constructor(network: Network, gradient: FloatArray, penalties: readonly Penalty[], frozen: ReadonlySet<string>) {
    checkPenalties(penalties);
    const { stack, backend, dtype } = network;
    const kernels = backend.kernels(dtype);
    const { parameters, store } = homeOf(network);
    const all = listParameters(stack);
    for (const { name, of } of penalties) if (of) checkChoice(`${name}: of`, of, all.map(chosenBy));
    const moved = all.filter(({ fullName }) => !frozen.has(fullName));
    const chosen = penalties.flatMap((penalty) =>
      moved
        .filter((place) => penalty.of?.(chosenBy(place)) ?? chosenBy(place).role === "weight")
        .map((place) => ({ penalty, place })),
    );
    const arrays = store.allocate(dtype, [Math.max(1, chosen.length)]);
    this.#values = arrays[0]!;
    this.#pairs = chosen.map(({ penalty, place: { shape, size, offset } }, i) => ({
      penalty,
      watched: watch(penalty, ["value", "gradient"]),
      frame: {
        kernels,
        shape,
        size,
        value: parameters.block.subarray(offset, offset + size),
        gradient: gradient.subarray(offset, offset + size),
        penalty: this.#values.subarray(i, i + 1),
      },
    }));
    worksIn(this, ...allocationsOf(this), arrays);
  }

  /** Their sum in the last step, at the parameters before its update. */
  get sum(): number {
    let sum = 0;
    for (let i = 0; i < this.#pairs.length; i++) sum += this.#values[i]!;
    return sum;
  }

  /** Their sum at present, for a report: that of the last step stays, as the loss of its batch does. */
  measure(): number {
    const ofStep = this.#values.slice();
    try {
      for (const { penalty, frame } of this.#pairs) call(penalty, "value", frame);
      return this.sum;
    } finally {
      this.#values.set(ofStep);
    }
  }

  /** Measures them for a step, and adds their derivatives to the gradients. */
  add(): void {
    for (let i = 0; i < this.#pairs.length; i++) {
      const { penalty, frame } = this.#pairs[i]!;
      call(penalty, "value", frame);
      call(penalty, "gradient", frame);
    }
  }

  /** The same, to be recorded. */
  record(recorder: Recorder, array: (array: FloatArray) => FloatArray): void {
    for (const { penalty, frame, watched } of this.#pairs) {
      const { value, gradient, penalty: out } = frame;
      const traced = { ...frame, value: array(value), gradient: array(gradient), penalty: array(out) };
      const both = (given: PenaltyFrame) => (): void => {
        call(penalty, "value", given);
        call(penalty, "gradient", given);
      };
      recorder.component(watched && both(traced), both(frame));
    }
  }

  /** Whether those that are recorded are as they were. */
  hold(): boolean {
    for (let i = 0; i < this.#pairs.length; i++) if (this.#pairs[i]!.watched?.hold() === false) return false;
    return true;
  }
}

function call(penalty: Penalty, name: "value" | "gradient", frame: PenaltyFrame): void {
  const returned: unknown = penalty[name](frame);
  if (returned !== undefined) refusePromise(`${penalty.name}: ${name}`, returned);
}

function checkPenalties(penalties: readonly Penalty[]): void {
  if (!Array.isArray(penalties)) {
    throw new OptionError(`penalties must be a list, as in [new L2({ strength: 0.01 })], but is ${show(penalties)}.`);
  }
  for (const [i, penalty] of penalties.entries()) {
    const lack = lackOf(penalty, ["value", "gradient"]);
    if (lack !== undefined) {
      throw new OptionError(`penalties[${i}] must be a penalty, such as new L2({ strength: 0.01 }), but is ${lack}`);
    }
  }
}
