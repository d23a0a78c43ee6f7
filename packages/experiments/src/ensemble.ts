import { DataError, OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { listOf } from "./list.js";

/** What an ensemble is made of: a network, or whatever predicts in numbers. */
export interface Predictor {
  /** Numbers, nested or in typed arrays, for examples. */
  predict(inputs: never): unknown;
}

/**
 * Networks that answer together: the mean of what they predict, number by number. Networks of one kind that differ in
 * their first weights alone err differently, so that the mean is seldom worse than its best member and often better; where
 * they disagree, none of them is to be trusted.
 *
 * A mean of probabilities is one of probabilities again. Networks with a pipeline answer in labels, which have no mean, and
 * are refused.
 *
 * Source: L. K. Hansen, P. Salamon, "Neural Network Ensembles" (1990).
 *
 * @throws OptionError for no networks, for what doesn't predict, and for networks with a pipeline.
 *
 * @example
 * const data = xor();
 * const networks = ["a", "b", "c"].map(
 *   (seed) => new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], { seed }),
 * );
 * for (const network of networks)
 *   await network.fit(data, { loss: binaryCrossEntropy, optimizer: new Adam({ learningRate: 0.1 }), epochs: 100, batchSize: 4 });
 * const ensemble = new Ensemble(networks);
 * ensemble.predict([0, 1]).map(Math.round); // => [1]
 * ensemble.standardDeviation([0, 1])[0] < 0.1; // => true
 */
export class Ensemble<Member extends Predictor> {
  /** Those that answer. */
  readonly members: readonly Member[];

  constructor(members: readonly Member[]) {
    const listed = listOf<Member>(members);
    if (listed === undefined) {
      throw new OptionError(`An Ensemble needs an array of networks, but got ${show(members)}.`);
    }
    for (const [i, member] of listed.entries()) checkMember(member, i);
    this.members = listed;
  }

  /**
   * The mean of the members' predictions, in the form of theirs.
   *
   * @throws What a member's `predict` throws; DataError where they answer in different shapes, or in anything but numbers.
   */
  readonly predict: Member["predict"] = (inputs) => this.#combined(inputs, mean);

  /**
   * The standard deviation of the members' predictions around their mean, √(Σ (pᵢ − mean)² / n) over the n members, in the
   * same form: how far they disagree.
   *
   * @throws As {@link predict} does.
   */
  readonly standardDeviation: Member["predict"] = (inputs) =>
    this.#combined(inputs, (values) => {
      const average = mean(values);
      return Math.sqrt(mean(values.map((value) => (value - average) * (value - average))));
    });

  #combined(inputs: never, combine: (values: readonly number[]) => number): unknown {
    return numberByNumber(
      this.members.map((member) => member.predict(inputs)),
      combine,
    );
  }
}

function checkMember(member: unknown, i: number): void {
  const { predict, pipeline } = (member ?? {}) as Partial<Record<"predict" | "pipeline", unknown>>;
  if (typeof predict !== "function") {
    throw new OptionError(`An Ensemble needs networks, but member ${i} is ${show(member)}, which has no predict.`);
  }
  if (pipeline !== undefined) {
    throw new OptionError(
      `An Ensemble takes the mean of numbers, but member ${i} has a pipeline, and so may answer in labels. Give it networks ` +
        "without one, and rows that a Pipeline of @nn/data has encoded.",
    );
  }
}

/** Predictions of one form, put together place by place. */
function numberByNumber(given: readonly unknown[], combine: (values: readonly number[]) => number): unknown {
  if (given.every((value) => typeof value === "number")) return combine(given);
  const lists = given.filter(isNumbers);
  const [first] = lists;
  if (first === undefined || lists.some(({ length }) => length !== first.length) || lists.length < given.length) {
    throw new DataError(
      `The members of an Ensemble must answer in numbers of one shape, but gave ${given.map(show).join(", ")}.`,
    );
  }
  const at = (i: number): unknown =>
    numberByNumber(
      lists.map((list) => list[i]),
      combine,
    );
  return Array.isArray(first) ? first.map((_, i) => at(i)) : first.map((_, i) => at(i) as number);
}

function isNumbers(value: unknown): value is unknown[] | Float32Array | Float64Array {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
