import { OptionError, type Shape, show } from "@nn/numerics";
import { refusePromise } from "../../components/promises.js";
import type { DatasetMetric, Metrics, Tally } from "../../contracts/loss.js";
import type { FigureFrame } from "../../memory/frames/figure-frame.js";

/** The metrics of a whole data set, evaluation after evaluation: each is given all examples once, a batch at a time. */
export class Tallies {
  readonly #metrics: Metrics;
  readonly #own: readonly (readonly [name: string, metric: DatasetMetric<unknown>])[];
  readonly #examples: number;
  readonly #outputShape: Shape;
  #tallies: Map<string, Tally<unknown>>;

  constructor(metrics: Metrics, examples: number, outputShape: Shape) {
    this.#metrics = metrics;
    this.#own = Object.entries(metrics).flatMap(([name, metric]) => ("begin" in metric ? [[name, metric]] : []));
    this.#examples = examples;
    this.#outputShape = outputShape;
    this.#tallies = this.#begun();
  }

  /** Those of a report; `undefined` where all its metrics are of examples. */
  static of(metrics: Metrics, examples: number, outputShape: Shape): Tallies | undefined {
    const isNeeded = Object.values(metrics).some((metric) => "begin" in metric);
    return isNeeded ? new Tallies(metrics, examples, outputShape) : undefined;
  }

  /** Takes the batch that has just gone through the network. @param from - Its first example: with 0, all begin anew. */
  add(frame: FigureFrame, batch: number, from: number, weights: ArrayLike<number> | undefined): void {
    if (from === 0) this.#tallies = this.#begun();
    frame.batch = batch;
    frame.weights = weights && Float64Array.from({ length: batch }, (_, i) => weights[from + i]!);
    for (const [name, metric] of this.#own) {
      if (weights !== undefined && !metric.takesWeights) {
        throw new OptionError(`${metric.name} doesn't take weights, but the data has some. Evaluate it without them.`);
      }
      const returned: unknown = this.#tallies.get(name)!.add(frame);
      if (returned !== undefined) refusePromise(`${metric.name}: add`, returned);
    }
  }

  /** The figures of the examples with those of the data set, all in the order of their names. */
  report(figures: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const report: Record<string, unknown> = { loss: figures.loss };
    for (const name of Object.keys(this.#metrics)) {
      const tally = this.#tallies.get(name);
      report[name] = tally === undefined ? figures[name] : tally.result();
    }
    return report;
  }

  #begun(): Map<string, Tally<unknown>> {
    return new Map(
      this.#own.map(([name, metric]) => {
        const tally: unknown = metric.begin(this.#examples, this.#outputShape);
        const { add, result } = Object(tally) as Partial<Tally<unknown>>;
        if (typeof add === "function" && typeof result === "function") return [name, tally as Tally<unknown>];
        throw new OptionError(
          `${metric.name}: begin must give { add, result }, two functions, but gives ${show(tally)}.`,
        );
      }),
    );
  }
}
